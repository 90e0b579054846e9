import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeMessage, MAX_MESSAGE } from './decode.ts';

/** As AusweisApp2 1.26.2 sent them. */
const RECORDED = [
  '{"attached":true,"card":null,"insertable":false,"keypad":true,"msg":"READER","name":"Simulator"}',
  '{"attached":false,"msg":"READER","name":"x"}',
  '{"msg":"READER_LIST","reader":[{"attached":true,"card":null,"insertable":true,"keypad":true,"name":"Simulator"}]}',
  '{"VersionInfo":{"Implementation-Title":"AusweisApp2","Implementation-Vendor":"","Implementation-Version":"1.26.2","Name":"AusweisApp2","Specification-Title":"TR-03124","Specification-Vendor":"Federal Office for Information Security","Specification-Version":"1.3"},"msg":"INFO"}',
  '{"current":2,"error":"Unknown level","msg":"API_LEVEL"}',
  '{"msg":"STATUS","progress":null,"state":null,"workflow":null}',
  '{"error":"Validation of tcTokenURL failed","msg":"AUTH"}',
  '{"msg":"ENTER_PIN","error":"Value cannot be defined","reader":{"attached":true,"card":{"deactivated":false,"inoperative":false,"retryCounter":3},"insertable":true,"keypad":true,"name":"Simulator"}}',
  '{"msg":"CHANGE_PIN","success":true}',
  '{"error":"illegal value (offset: 1)","msg":"INVALID"}',
];

test.each(RECORDED)('reads %s', (text) => {
  expect(decodeMessage(text).ok).toBe(true);
});

test('reads the unknown card of level 3', () => {
  const read = decodeMessage(
    '{"msg":"READER","name":"NFC","attached":true,"keypad":false,"insertable":false,"card":{}}',
  );
  expect(read).toMatchObject({ ok: true, value: { card: {} } });
});

test.each([
  ['not-json', '{"msg":'],
  ['not-a-message', '[]'],
  ['not-a-message', '{"msg":7}'],
  ['unknown-message', '{"msg":"DANCE"}'],
  [
    'malformed-message',
    '{"msg":"READER","name":"x","attached":true,"card":{"retryCounter":4,"deactivated":false,"inoperative":false}}',
  ],
  ['malformed-message', '{"msg":"READER","name":"x","attached":true,"card":{"retryCounter":3}}'],
  ['malformed-message', '{"msg":"STATUS","workflow":"AUTH","progress":101,"state":null}'],
  ['too-large', ' '.repeat(MAX_MESSAGE + 1)],
])('refuses with %s', (reason, text) => {
  expect(decodeMessage(text)).toEqual({ ok: false, error: reason });
});

test('any text is either a message or refused', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.constantFrom(...RECORDED).map((t) => t.slice(0, -3)),
      ),
      (text) => {
        expect(typeof decodeMessage(text).ok).toBe('boolean');
      },
    ),
  );
});
