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

const value = (text: string) => {
  const read = decodeMessage(text);
  expect(read.ok, text).toBe(true);
  return read.ok ? read.value : null;
};

test('a number of tries of -1 is unknown, not malformed', () => {
  const card = '{"deactivated":false,"inoperative":false,"retryCounter":-1}';
  const unknown = { retryCounter: null, deactivated: false, inoperative: false };
  const named = `{"attached":true,"card":${card},"insertable":false,"keypad":false,"name":"NFC"`;
  expect(value(`${named},"msg":"READER"}`)).toMatchObject({ card: unknown });
  expect(value(`{"msg":"ENTER_PIN","reader":${named}}}`)).toMatchObject({ reader: { card: unknown } });
  expect(value(`{"msg":"READER_LIST","readers":[${named}}]}`)).toMatchObject({ readers: [{ card: unknown }] });
});

test('a reader with an error and no name is an answer, not malformed', () => {
  expect(value('{"error":"No such reader","msg":"READER"}')).toMatchObject({ msg: 'READER', error: 'No such reader' });
});

test.each(['INVALID', 'BAD_STATE', 'UNKNOWN_COMMAND'])('%s without an error text is still what it is', (msg) => {
  expect(value(JSON.stringify({ msg }))).toMatchObject({ msg });
});

test('the end of an identification is an end, whatever its result looks like', () => {
  expect(value('{"msg":"AUTH","result":{},"url":""}')).toEqual({ msg: 'AUTH', result: { major: '' } });
  expect(value('{"msg":"AUTH","result":{"major":7}}')).toMatchObject({ result: { major: '' } });
});

test('a card of which a newer version tells other things only is an unknown card', () => {
  const text = '{"msg":"READER","name":"NFC","attached":true,"card":{"eidType":"MOBILE"}}';
  expect(value(text)).toMatchObject({ card: {} });
});

test('a reader in the list that nobody can read does not hide the others', () => {
  const text = '{"msg":"READER_LIST","readers":[{"name":7},{"name":"NFC","attached":true,"card":null}]}';
  expect(value(text)).toMatchObject({ readers: [{ name: 'NFC' }] });
});

test.each([
  ['the reader of a request for the PIN', '{"msg":"ENTER_PIN","reader":{"name":7}}'],
  ['the words of a result', '{"msg":"AUTH","result":{"major":"x","message":{"de":"y"},"reason":null},"url":"z"}'],
  ['the state of a STATUS', '{"msg":"STATUS","workflow":"AUTH","progress":20,"state":{"name":"y"}}'],
  ['the cause of a pause', '{"msg":"PAUSE"}'],
  ['the name of the program', '{"msg":"INFO","VersionInfo":{"Implementation-Version":"2.5.0"}}'],
  [
    'the address of whoever issued a certificate',
    '{"msg":"CERTIFICATE","description":{"subjectName":"Stadt","termsOfUsage":"Zweck"},"validity":{"effectiveDate":"a","expirationDate":"b"}}',
  ],
])('%s is not needed and spoils nothing', (_, text) => {
  expect(value(text)).not.toBeNull();
});
