import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyCallback } from './callback.ts';

const SECRET = 'test-callback-secret';
const NOW = Date.UTC(2026, 5, 1, 12);
const body = new TextEncoder().encode('{"type":"new-submissions"}');

const sign = (timestamp: string, of: Uint8Array = body, secret = SECRET) =>
  createHmac('sha512', secret).update(`${timestamp}.`).update(of).digest('hex');

const at = (offsetMs: number) => String(Math.floor((NOW + offsetMs) / 1000));

const check = (timestamp: string | undefined, authentication: string | undefined, rawBody: Uint8Array = body) => {
  const result = verifyCallback({ timestamp, authentication, rawBody }, SECRET, NOW);
  return result.ok ? 'authentic' : result.error;
};

test('a callback as FIT-Connect sends it', () => expect(check(at(-1000), sign(at(-1000)))).toBe('authentic'));
test('no authentication header', () => expect(check(at(0), undefined)).toBe('headers-missing'));
test('no timestamp header', () => expect(check(undefined, sign(at(0)))).toBe('headers-missing'));
test('a timestamp in words', () => expect(check('today', sign('today'))).toBe('bad-timestamp'));
test('another secret', () => expect(check(at(0), sign(at(0), body, 'other'))).toBe('not-authentic'));
test('a signature of another length', () => expect(check(at(0), sign(at(0)).slice(2))).toBe('not-authentic'));
test('a signature that is no hex', () => expect(check(at(0), 'z'.repeat(128))).toBe('not-authentic'));
test('a timestamp that was changed afterwards', () => expect(check(at(-2000), sign(at(0)))).toBe('not-authentic'));
test('a message that is repeated later', () =>
  expect(check(at(-5 * 60_000 - 1000), sign(at(-5 * 60_000 - 1000)))).toBe('too-old'));
test('a message from the future', () =>
  expect(check(at(5 * 60_000 + 2000), sign(at(5 * 60_000 + 2000)))).toBe('from-the-future'));

test('no change of a single bit of the body goes unnoticed', () => {
  fc.assert(
    fc.property(fc.nat(body.length - 1), fc.nat(7), (index, bit) => {
      const changed = Uint8Array.from(body, (byte, i) => (i === index ? byte ^ (1 << bit) : byte));
      expect(check(at(0), sign(at(0)), changed)).toBe('not-authentic');
    }),
  );
});
