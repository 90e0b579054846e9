import { createCipheriv } from 'node:crypto';
import { expect, test } from 'vitest';
import { tlv } from '../tlv.ts';
import { cmac, encryptBlock } from './cmac.ts';
import { SecureMessaging } from './secure-messaging.ts';

const ENCRYPTION = Buffer.alloc(16, 0x11);
const MAC = Buffer.alloc(16, 0x22);
const channel = () => new SecureMessaging(ENCRYPTION, MAC);

/** The card's end, for its first answer: counter 2. */
function answer(data: string, change: (response: Buffer) => Buffer = (r) => r): Buffer {
  const counter = Buffer.alloc(16);
  counter[15] = 2;
  const pad = (b: Buffer) => Buffer.concat([b, Buffer.from([0x80]), Buffer.alloc(15 - (b.length % 16))]);
  const cipher = createCipheriv('aes-128-cbc', ENCRYPTION, encryptBlock(ENCRYPTION, counter)).setAutoPadding(false);
  const body = Buffer.concat([
    tlv('87', '01', Buffer.concat([cipher.update(pad(Buffer.from(data))), cipher.final()])),
    tlv('99', '9000'),
  ]);
  const mac = cmac(MAC, Buffer.concat([counter, pad(body)])).subarray(0, 8);
  return change(Buffer.concat([body, tlv('8e', mac), Buffer.from('9000', 'hex')]));
}

test('an answer is decrypted and its status taken from inside', () => {
  expect(channel().unwrap(answer('ERIKA'))).toEqual({ ok: true, value: { data: Buffer.from('ERIKA'), sw: '9000' } });
});

test.each([
  ['one bit changed', (r: Buffer) => Buffer.from(r.map((b, i) => (i === 5 ? b ^ 1 : b)))],
  ['no MAC', (r: Buffer) => r.subarray(0, r.length - 12)],
  ['cut short', (r: Buffer) => r.subarray(0, 7)],
  ['empty', () => Buffer.from('6a82', 'hex')],
])('broken: %s', (_, change) => {
  expect(channel().unwrap(answer('ERIKA', change))).toEqual({ ok: false, error: 'secure-messaging-broken' });
});

test('an answer out of turn is refused', () => {
  const sm = channel();
  sm.unwrap(answer('first'));
  expect(sm.unwrap(answer('first'))).toMatchObject({ ok: false });
});

test('two equal commands never look the same', () => {
  const sm = channel();
  const read = { cla: 0, ins: 0xb0, p1: 0x84, p2: 0, le: 0 };
  expect(sm.wrap(read).equals(sm.wrap(read))).toBe(false);
});
