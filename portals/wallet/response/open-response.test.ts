import { CompactEncrypt, decodeProtectedHeader, importJWK } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { type AskedQuestion, newQuestion } from '../request/request-object.ts';
import { openResponse } from './open-response.ts';

let asked: AskedQuestion;
beforeAll(async () => {
  asked = await newQuestion({
    clientId: 'x509_hash:1',
    responseUri: 'https://relay.example/response',
    request: { required: ['FamilyName'], optional: [] },
    formats: ['dc+sd-jwt'],
    askedAt: 0,
  });
});

async function encrypted(answer: unknown, header: Record<string, unknown> = {}): Promise<string> {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A128GCM', ...header })
    .encrypt(await importJWK(asked.encryption.publicJwk, 'ECDH-ES'));
}

/** A header that jose would not write, before the rest of a real answer. */
async function withHeader(change: Record<string, unknown>): Promise<string> {
  const real = await encrypted({ state: asked.state });
  const [, ...rest] = real.split('.');
  const header = { ...decodeProtectedHeader(real), ...change };
  return [Buffer.from(JSON.stringify(header)).toString('base64url'), ...rest].join('.');
}

const answer = (change: Record<string, unknown>) => ({ state: asked.state, ...change });

test('the one presentation comes out, by the smaller encryption of the profile too', async () => {
  const response = await encrypted(answer({ vp_token: { pid_sd_jwt: ['a~b'] } }));
  expect(await openResponse(response, asked)).toEqual({ ok: true, value: { format: 'dc+sd-jwt', content: 'a~b' } });
});

const REFUSED: readonly [string, string, () => Promise<string>][] = [
  ['what is no JWE', 'malformed', async () => 'nothing'],
  ['more than a relay would pass on', 'too-large', async () => 'A'.repeat(LIMITS.responseCharacters + 1)],
  ['compressed content', 'algorithm', () => withHeader({ zip: 'DEF' })],
  ['a key that was agreed otherwise', 'algorithm', () => withHeader({ alg: 'ECDH-ES+A128KW' })],
  ['no encryption', 'algorithm', () => withHeader({ alg: 'none' })],
  ['a key of another question', 'not-decryptable', () => encrypted(answer({}), { kid: 'another' })],
  ['a changed header', 'not-decryptable', () => withHeader({ apu: 'AA' })],
  ['what is no JSON', 'malformed', () => encrypted('nothing')],
  ['no state', 'wrong-state', () => encrypted({ vp_token: {} })],
  ['neither token nor error', 'malformed', () => encrypted(answer({}))],
  ['a token that is a text', 'malformed', () => encrypted(answer({ vp_token: 'a~b' }))],
  ['a presentation that is an object', 'malformed', () => encrypted(answer({ vp_token: { pid_sd_jwt: [{}] } }))],
  ['an empty list of presentations', 'malformed', () => encrypted(answer({ vp_token: { pid_sd_jwt: [] } }))],
  ['a kind that was not asked for', 'wrong-type', () => encrypted(answer({ vp_token: { pid_mdoc: ['AA'] } }))],
  ['an error that is encrypted', 'declined', () => encrypted(answer({ error: 'access_denied' }))],
];

test.each(REFUSED)('%s is refused: %s', async (_, failure, make) => {
  expect(await openResponse(await make(), asked)).toEqual({ ok: false, error: failure });
});
