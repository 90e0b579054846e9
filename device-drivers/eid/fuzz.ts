import { Bug } from '../../foundation/errors.ts';
import { decodeMessage } from './codec/decode.ts';

const text = new TextEncoder();
const SAMPLES = [
  '{"msg":"READER","name":"NFC","attached":true,"insertable":false,"keypad":false,"card":{"retryCounter":3,"deactivated":false,"inoperative":false}}',
  '{"msg":"ENTER_PIN","reader":{"name":"NFC","attached":true,"keypad":false,"card":{"retryCounter":2,"deactivated":false,"inoperative":false}}}',
  '{"msg":"ACCESS_RIGHTS","chat":{"effective":["FamilyName"],"optional":[],"required":["FamilyName"]}}',
  '{"msg":"AUTH","result":{"major":"http://www.bsi.bund.de/ecard/api/1.1/resultmajor#ok"},"url":"https://localhost/refresh"}',
  '{"msg":"CHANGE_PIN","success":true}',
].map((sample) => text.encode(sample));

/** What AusweisApp, or whatever listens in its place, may send: decoded or refused with a reason, never thrown. */
export const fuzzTargets: readonly {
  readonly name: string;
  readonly samples: readonly Uint8Array[];
  run(bytes: Uint8Array): void;
}[] = [
  {
    name: 'eid-sdk-message',
    samples: SAMPLES,
    run(bytes) {
      const decoded = decodeMessage(new TextDecoder().decode(bytes));
      if (decoded.ok && typeof decoded.value.msg !== 'string') throw new Bug('broken promise: a message has a name');
    },
  },
];
