import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../test-support/fakes.ts';
import { keepNext, lockIdentity, readIdentity, writeIdentity, writeNext } from './identity.ts';
import { keySecretOf } from './key-secret.ts';
import { newKey } from './new-key.ts';

const SECRET = 'c2VjcmV0IG9mIHRoZSBUUE0=';
const CERT = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const made = async () => ({ key: (await newKey('T-1')).keyPem, cert: CERT, ca: CERT });
const onDisk = (directory: string) =>
  readdirSync(directory)
    .map((name) => readFileSync(join(directory, name), 'utf8'))
    .join('\n');
/** In Node's own form: line ends may differ. */
const bare = (pem: string) => pem.replaceAll(/\s/g, '');

test('with a secret no key lies readable on the disk, and is what it was', async () => {
  using directory = temporaryDirectory();
  const identity = await made();
  writeIdentity(directory.path, identity, SECRET);
  expect(onDisk(directory.path)).not.toContain('BEGIN PRIVATE KEY');
  const read = readIdentity(directory.path, SECRET);
  expect(read.ok && bare(read.value.key)).toBe(bare(identity.key));
});

test.each([null, 'another'])(
  'with the secret %s it says that it is locked, not that it was never enrolled',
  async (secret) => {
    using directory = temporaryDirectory();
    writeIdentity(directory.path, await made(), SECRET);
    expect(readIdentity(directory.path, secret)).toEqual({ ok: false, error: 'key-locked' });
  },
);

test('a renewed key is locked, too, while it waits and once it is kept', async () => {
  using directory = temporaryDirectory();
  writeIdentity(directory.path, await made(), SECRET);
  const next = await made();
  writeNext(directory.path, next, SECRET);
  expect(onDisk(directory.path)).not.toContain('BEGIN PRIVATE KEY');
  keepNext(directory.path);
  expect(onDisk(directory.path)).not.toContain('BEGIN PRIVATE KEY');
  const read = readIdentity(directory.path, SECRET);
  expect(read.ok && [read.value.isNext, bare(read.value.key)]).toEqual([false, bare(next.key)]);
});

test('a key from before there was a secret is locked, once', async () => {
  using directory = temporaryDirectory();
  writeIdentity(directory.path, await made());
  lockIdentity(directory.path, null);
  expect(onDisk(directory.path)).toContain('BEGIN PRIVATE KEY');
  lockIdentity(directory.path, SECRET);
  const locked = onDisk(directory.path);
  expect(locked).not.toContain('BEGIN PRIVATE KEY');
  lockIdentity(directory.path, SECRET);
  expect(onDisk(directory.path)).toBe(locked);
  expect(readIdentity(directory.path, SECRET).ok).toBe(true);
});

test('where nothing was enrolled there is nothing to lock', () => {
  using directory = temporaryDirectory();
  lockIdentity(join(directory.path, 'hub'), SECRET);
  expect(readIdentity(join(directory.path, 'hub'), SECRET)).toEqual({ ok: false, error: 'not-enrolled' });
});

test('the secret is what the service manager hands over; nothing, and an empty file, are none', () => {
  using directory = temporaryDirectory();
  expect(keySecretOf({})).toBeNull();
  expect(keySecretOf({ CREDENTIALS_DIRECTORY: directory.path })).toBeNull();
  mkdirSync(join(directory.path, 'empty'));
  writeFileSync(join(directory.path, 'empty/bt-hub-key'), '\n');
  expect(keySecretOf({ CREDENTIALS_DIRECTORY: join(directory.path, 'empty') })).toBeNull();
  writeFileSync(join(directory.path, 'bt-hub-key'), `${SECRET}\n`);
  expect(keySecretOf({ CREDENTIALS_DIRECTORY: directory.path })).toBe(SECRET);
});
