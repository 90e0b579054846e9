import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  followKeys,
  openList,
  packFiles,
  readStatement,
  sha256,
  signText,
  statementText,
  unpackFiles,
} from './bundle.ts';
import { BUNDLE_LIMITS, BundlePath, type BundleStatement, ConfigurationState } from './configuration.ts';

const newKey = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { secret: privateKey, known: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') };
};
const FILES = { 'texts/de.json': '{"a.b":"Straße"}', 'site.json': '{}', 'services/hund.json': '{"id":1}' };
const { list, digest, payload } = packFiles(FILES);
const STATEMENT: BundleStatement = {
  format: 1,
  terminalId: 'T-01',
  version: 7,
  createdAt: 1_764_406_800_000,
  digest,
  software: { from: '0.1.0', below: null },
  isRollBack: false,
};
const opened = () => {
  const answer = openList(list, digest);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
};

test('the same files in any order are the same bundle', () => {
  const turned = Object.fromEntries(Object.entries(FILES).reverse());
  expect(packFiles(turned)).toEqual({ list, digest, payload });
});

test('what was packed comes back byte for byte', () => {
  const unpacked = unpackFiles(opened(), payload);
  if (!unpacked.ok) throw new Error(unpacked.error);
  expect(Object.fromEntries(unpacked.value.map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]))).toEqual(
    FILES,
  );
});

test.each([
  '../site.json',
  '/etc/site.json',
  'services/../site.json',
  'services/a/b.json',
  'services/.json',
  'services/..json',
  'services/a..b.json',
  'services\\a.json',
  'secrets/a.json',
  'site.json/',
  'site.JSON',
  'services/ä.json',
  'services/a.json\n',
  'services/a.js',
])('the path %j is refused', (path) => {
  expect(BundlePath.safeParse(path).success).toBe(false);
  expect(() => packFiles({ [path]: '{}' })).toThrow();
});

test('a list with another order, a file twice, or too much in all is none', () => {
  const entries = opened();
  const big = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({
    path: `services/a${n}.json`,
    size: BUNDLE_LIMITS.file,
    sha256: digest,
  }));
  for (const wrong of [[...entries].reverse(), [entries[0], entries[0]], [], big]) {
    const text = JSON.stringify(wrong);
    expect(openList(text, sha256(text))).toEqual({ ok: false, error: 'bad-list' });
  }
  expect(openList(`${list} `, digest)).toEqual({ ok: false, error: 'wrong-digest' });
});

test('a payload that is short, long, or has one other byte is refused', () => {
  expect(unpackFiles(opened(), payload.subarray(1))).toEqual({ ok: false, error: 'wrong-size' });
  expect(unpackFiles(opened(), Buffer.concat([payload, Buffer.from('x')]))).toMatchObject({ error: 'wrong-size' });
  for (const at of [0, payload.length - 1]) {
    const changed = Buffer.from(payload);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(unpackFiles(opened(), changed)).toEqual({ ok: false, error: 'wrong-hash' });
  }
});

test('a statement is believed with the signature of its key only', () => {
  const key = newKey();
  const text = statementText(STATEMENT);
  const signature = signText('statement', text, key.secret);
  expect(readStatement(text, signature, key.known)).toEqual({ ok: true, value: STATEMENT });
  expect(readStatement(text, signature, newKey().known)).toEqual({ ok: false, error: 'bad-signature' });
  expect(readStatement(text.replace('"version":7', '"version":8'), signature, key.known)).toMatchObject({ ok: false });
});

test('a signature for a key is none for a statement', () => {
  const key = newKey();
  const text = statementText(STATEMENT);
  expect(readStatement(text, signText('key', text, key.secret), key.known)).toMatchObject({ error: 'bad-signature' });
});

const change = (from: { known: string; secret: KeyObject }, to: { known: string }) => ({
  from: from.known,
  to: to.known,
  signature: signText('key', to.known, from.secret),
});

test('a new key is believed if each change since the trusted one is signed by the one before', () => {
  const [a, b, c] = [newKey(), newKey(), newKey()];
  const changes = [change(a, b), change(b, c)];
  for (const trusted of [a, b, c])
    expect(followKeys(trusted.known, a.known, changes)).toEqual({ ok: true, value: c.known });
  expect(followKeys(a.known, a.known, [])).toEqual({ ok: true, value: a.known });
});

test('a key that the trusted one has not signed is refused', () => {
  const [a, b, other] = [newKey(), newKey(), newKey()];
  const forged = { ...change(other, b), from: a.known };
  expect(followKeys(a.known, a.known, [forged])).toEqual({ ok: false, error: 'bad-signature' });
  expect(followKeys(a.known, other.known, [])).toEqual({ ok: false, error: 'unknown-key' });
  expect(followKeys(a.known, a.known, [change(other, b)])).toEqual({ ok: false, error: 'unknown-key' });
});

test.each([
  ['a reason in prose', { reason: 'Not good', detail: '' }],
  ['a detail that no database keeps', { reason: 'invalid', detail: '\0' }],
  ['half a character', { reason: 'invalid', detail: '\ud800' }],
])('a terminal that tells %s is not heard', (_, refused) => {
  const state = { running: null, staged: null, trusted: 0, isOnTrial: false, refused: { version: 1, ...refused } };
  expect(ConfigurationState.safeParse(state).success).toBe(false);
  expect(ConfigurationState.safeParse({ ...state, refused: null, trusted: 2 ** 53 }).success).toBe(false);
  expect(ConfigurationState.safeParse({ ...state, refused: null }).success).toBe(true);
});
