import { expect, test } from 'vitest';
import { decodeMessage } from './decode.ts';

/** Every message of AusweisApp 2.5 with every field its documentation names; the values are ours. */
const CARD = { inoperative: false, deactivated: false, retryCounter: 2 };
const NFC = { name: 'Reader 1', insertable: false, attached: true, keypad: false, card: CARD };
const CHAT = { effective: ['FamilyName'], optional: ['CanAllowed', 'WriteAddress'], required: ['FamilyName'] };

type Row = readonly [
  what: string,
  message: { readonly msg: string; readonly [field: string]: unknown },
  decoded?: object,
];

const MESSAGES: readonly Row[] = [
  [
    'data request with everything that is only compared',
    {
      msg: 'ACCESS_RIGHTS',
      error: 'no such right',
      chat: CHAT,
      transactionInfo: 'Bewohnerparken',
      aux: {
        ageVerificationDate: '2008-03-01',
        requiredAge: '18',
        validityDate: '2026-03-01',
        communityId: '02760512000000',
      },
    },
    {
      aux: {
        ageVerificationDate: '2008-03-01',
        requiredAge: 18,
        validityDate: '2026-03-01',
        communityId: '02760512000000',
      },
    },
  ],
  ['data request without', { msg: 'ACCESS_RIGHTS', chat: CHAT }, { chat: CHAT }],
  ['levels', { msg: 'API_LEVEL', error: 'unknown', available: [1, 2, 3], current: 3 }],
  ['identification begun', { msg: 'AUTH' }],
  ['identification refused', { msg: 'AUTH', error: 'no address' }, { error: 'no address' }],
  [
    'identification ended with a failure code',
    {
      msg: 'AUTH',
      result: { major: '…#error', minor: '…', language: 'en', description: 'd', message: 'm', reason: 'Card_Removed' },
      url: 'https://portal.example/back',
    },
    { result: { reason: 'Card_Removed' }, url: 'https://portal.example/back' },
  ],
  ['out of turn', { msg: 'BAD_STATE', error: 'ACCEPT' }],
  ['PIN change begun', { msg: 'CHANGE_PIN' }],
  [
    'PIN change ended',
    { msg: 'CHANGE_PIN', success: false, reason: 'User_Cancelled' },
    { success: false, reason: 'User_Cancelled' },
  ],
  ...(['ENTER_CAN', 'ENTER_PIN', 'ENTER_NEW_PIN', 'ENTER_PUK'] as const).flatMap((msg): readonly Row[] => [
    [msg, { msg, reader: NFC }, { reader: NFC }],
    [`${msg} again, with an error`, { msg, error: 'digits', reader: NFC }, { error: 'digits' }],
    [
      `${msg} while the tries are unknown`,
      { msg, reader: { ...NFC, card: { ...CARD, retryCounter: -1 } } },
      { reader: { card: { retryCounter: null } } },
    ],
  ]),
  [
    'program, with the state of the connection that only Android has',
    {
      msg: 'INFO',
      VersionInfo: {
        Name: 'AusweisApp2',
        'Implementation-Title': 'AusweisApp2',
        'Implementation-Vendor': 'Governikus',
        'Implementation-Version': '2.5.3',
        'Specification-Title': 'TR-03124-1',
        'Specification-Vendor': 'BSI',
        'Specification-Version': '1.4',
      },
      AusweisApp: 'INCOMPATIBLE_VERSION',
    },
    { VersionInfo: { 'Implementation-Version': '2.5.3' } },
  ],
  ['a card is wanted', { msg: 'INSERT_CARD' }],
  ['a card that cannot be laid', { msg: 'INSERT_CARD', error: 'no name' }, { error: 'no name' }],
  ['internal error', { msg: 'INTERNAL_ERROR', error: 'unexpected' }],
  ['broken JSON', { msg: 'INVALID', error: 'offset 12' }],
  ['a reader with an identity card', { msg: 'READER', ...NFC }, { card: CARD }],
  ['a reader with an unknown card', { msg: 'READER', ...NFC, card: {} }, { card: {} }],
  ['a reader with none', { msg: 'READER', ...NFC, card: null }, { card: null }],
  ['a reader that went away', { msg: 'READER', name: 'Reader 1', attached: false }],
  ['no such reader', { msg: 'READER', error: 'Name cannot be undefined' }],
  ['readers', { msg: 'READER_LIST', readers: [NFC, { ...NFC, name: 'Reader 2', card: null }] }],
  ['progress', { msg: 'STATUS', workflow: 'AUTH', progress: 25, state: 'ACCESS_RIGHTS' }],
  ['no progress', { msg: 'STATUS', workflow: null, progress: null, state: null }],
  ['a pause', { msg: 'PAUSE', cause: 'BadCardPosition' }, { cause: 'BadCardPosition' }],
  ['unknown command', { msg: 'UNKNOWN_COMMAND', error: 'dance' }],
];

test.each(MESSAGES.map(([what, message, decoded]) => ({ what, message, decoded })))('$what', ({ message, decoded }) => {
  expect(decodeMessage(JSON.stringify(message))).toMatchObject({ ok: true, value: { msg: message.msg, ...decoded } });
});

test('a check that nobody can read is left out, and costs no data request', () => {
  const aux = { requiredAge: 'adult', validityDate: '31.12.2026', communityId: 'Musterstadt' };
  const read = decodeMessage(JSON.stringify({ msg: 'ACCESS_RIGHTS', chat: CHAT, aux }));
  expect(read).toMatchObject({ ok: true, value: { chat: CHAT, aux: {} } });
});
