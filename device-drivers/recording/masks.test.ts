import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { Bug } from '../../foundation/errors.ts';
import { attribute, name, text, uri } from '../page-printer/codec/attributes.ts';
import { encodeMessage } from '../page-printer/codec/encode.ts';
import { type Attribute, GROUPS } from '../page-printer/codec/message.ts';
import { apdu, bmp, container, decodeFrame, encodeApdu, encodeFields, fromHex, hex } from '../payment/codec/index.ts';
import { maskApdu } from '../payment/recording.ts';
import { recordingMasks } from '../registry.ts';
import { transmitRequest } from '../smart-card/pcsc/messages.ts';
import { parseRecording } from './format.ts';
import { createRecorder } from './recorder.ts';
import type { LineDirection } from './tap.ts';

const MASKS = await recordingMasks();
const unknown = () => {
  throw new Bug('a protocol without a mask');
};
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

function recorded(
  protocol: string,
  pieces: readonly (readonly [LineDirection, Uint8Array | string])[],
  about?: string[],
) {
  const lines: string[] = [];
  const connection = createRecorder(protocol, MASKS[protocol] ?? unknown, new SimulatedClock(), (line) =>
    lines.push(line),
  ).connection(about);
  for (const [direction, content] of pieces) connection.data(direction, content);
  connection.closed('closed');
  return lines.join('');
}
const readable = (recording: string) => {
  const parsed = parseRecording(recording);
  const events = parsed.ok ? parsed.value.events : [];
  return events
    .map((event) => ('hex' in event ? Buffer.from(event.hex, 'hex').toString('latin1') : JSON.stringify(event)))
    .join('\n');
};

const statusWith = (...fields: Parameters<typeof encodeFields>[0]) => apdu(0x04, 0x0f, encodeFields(fields));

test('ZVT: of a card number the last four digits stay', () => {
  const masked = maskApdu(statusWith(bmp(0x22, fromHex('6725901234567894'))));
  expect(hex(masked.data).toLowerCase()).toBe('22f0f8eeeeeeeeeeee7894');
});

test.each([0x23, 0x24, 0x2d, 0x0e, 0x2e])('ZVT: nothing of BMP %i is kept', (number) => {
  const value = number === 0x0e ? bytes('12') : bytes('MUSTERMANN=9912');
  const masked = maskApdu(statusWith(bmp(number, value)));
  expect(Buffer.from(masked.data).toString('latin1')).not.toMatch(/MUST|9912|12$/);
  expect(masked.data.length).toBe(statusWith(bmp(number, value)).data.length);
});

test('ZVT: a tag nobody declared harmless is blanked', () => {
  const masked = maskApdu(statusWith(container({ tag: 0x5f20, value: bytes('MUSTERMANN/ERIKA') })));
  expect(Buffer.from(masked.data).toString('latin1')).not.toContain('MUSTER');
});

test.each([
  ['6725 9012 3456 7894', '7894'],
  ['PAN 67259012345678940', '8940'],
  ['MUSTERMANN/ERIKA', ''],
  ['Karteninhaber: Erika Mustermann', 'Karteninhaber: '],
])('ZVT: receipt line %s', (line, stays) => {
  const masked = Buffer.from(maskApdu(apdu(0x06, 0xd1, Uint8Array.of(0), bytes(line))).data).toString('latin1');
  expect(masked).not.toMatch(/6725|MUSTER|Muster|Erika/);
  expect(masked).toContain(stays);
});

test('ZVT: amounts, receipt numbers and prices on receipts stay', () => {
  const status = statusWith(bmp(0x04, fromHex('000000003070')), bmp(0x87, fromHex('0042')));
  expect(maskApdu(status)).toEqual(status);
  const line = apdu(0x06, 0xd1, Uint8Array.of(0), bytes('Betrag EUR 30,70  Beleg-Nr. 0042'));
  expect(maskApdu(line)).toEqual(line);
});

test("ZVT: the cash register's password is a secret", () => {
  expect(hex(maskApdu(apdu(0x06, 0x00, fromHex('471147BA0978'))).data).toLowerCase()).toBe('000000ba0978');
});

test('ZVT: a card number cut in two by the network is masked all the same', () => {
  const frame = encodeApdu(statusWith(bmp(0x23, bytes('6725901234567894'))));
  for (let cut = 1; cut < frame.length; cut++) {
    const text = recorded('zvt-tcp', [
      ['received', frame.subarray(0, cut)],
      ['received', frame.subarray(cut)],
    ]);
    expect(readable(text)).not.toMatch(/6725|7894/);
  }
});

test('ZVT: bytes in no frame are counted only', () => {
  const text = recorded('zvt-tcp', [['received', bytes('Erika Mustermann 6725901234567894')]]);
  expect(readable(text)).toContain('"size":33');
  expect(readable(text)).not.toContain('Erika');
});

test('ZVT: what is masked is a frame of the same length that reads the same way', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(0x040f, 0x04ff, 0x06d1, 0x06d3, 0x060f, 0x061e),
      fc.uint8Array({ maxLength: 80 }),
      (control, data) => {
        const masked = maskApdu(apdu(control >> 8, control & 0xff, data));
        expect(masked.data.length).toBe(data.length);
        expect(maskApdu(masked)).toEqual(masked);
        const before = decodeFrame(encodeApdu(apdu(control >> 8, control & 0xff, data)), { tolerant: true });
        if (before.ok) expect(decodeFrame(encodeApdu(masked), { tolerant: true })).toMatchObject({ ok: true });
      },
    ),
  );
});

test('ZVT: a container that cannot be read keeps its length, and nothing of what it held', () => {
  const { data } = maskApdu(apdu(0x04, 0x0f, Uint8Array.of(0x06, 0x02, 0x1f, 0x41, 0x27, 0x00)));
  expect([...data]).toEqual([0x06, 0x02, 0x00, 0x00, 0x27, 0x00]);
});

test.each(['SET_PIN', 'SET_NEW_PIN', 'SET_CAN', 'SET_PUK'])('eID: %s keeps its length only', (cmd) => {
  const text = recorded('ausweisapp-sdk', [['sent', JSON.stringify({ cmd, value: '271828' })]]);
  expect(text).toContain('000000');
  expect(text).not.toContain('271828');
});

test("eID: the citizen's session is not in an address", () => {
  const text = recorded('ausweisapp-sdk', [
    ['sent', JSON.stringify({ cmd: 'RUN_AUTH', tcTokenURL: 'https://eid.example/token?s=GEHEIM' })],
    ['received', JSON.stringify({ msg: 'AUTH', url: 'https://eid.example/done?ResultMajor=ok&s=GEHEIM' })],
  ]);
  expect(text).toContain('https://eid.example/token');
  expect(text).not.toContain('GEHEIM');
});

test('eID: fields and messages nobody declared are left out', () => {
  const text = recorded('ausweisapp-sdk', [
    ['received', JSON.stringify({ msg: 'ENTER_PIN', holder: 'Mustermann' })],
    ['received', JSON.stringify({ msg: 'NEW_MESSAGE', holder: 'Mustermann' })],
    ['received', 'Mustermann'],
  ]);
  expect(text).toContain('NEW_MESSAGE');
  expect(text).not.toContain('Mustermann');
});

test('code reader: only the shape of a code stays', () => {
  const text = recorded('code-reader-lines', [
    ['received', bytes(']Q0Erika')],
    ['received', bytes(' 4711\r\n')],
  ]);
  expect(text).toMatch(/\]Q0xxxxx/);
  expect(text).not.toMatch(/Erika|4711/);
});

test('code reader: reports keep length and identifier', () => {
  const report = new Uint8Array(64);
  report.set([2, 5, 0x5d, 0x51, 0x30, ...bytes('Erika')]);
  expect(readable(recorded('code-reader-hid-pos', [['received', report]]))).toContain('\u0002\u0005]Q0xxxxx');
});

test('scanner: no pixel is kept, however the header is cut', () => {
  const image = bytes(`P5\n2 3\n255\n${'\u00ab'.repeat(6)}`);
  for (let cut = 1; cut < image.length; cut++) {
    const text = recorded(
      'scanimage',
      [
        ['received', image.subarray(0, cut)],
        ['received', image.subarray(cut)],
      ],
      ['--format=pnm'],
    );
    expect(readable(text)).not.toContain('\u00ab');
    expect(text).toContain('P5');
  }
});

test('scanner: directories of a session are not in the arguments', () => {
  const text = recorded('scanimage', [], ['--batch=/run/bt/0123/page%d.pnm', '--batch-print']);
  expect(text).toContain('"--batch=page%d.pnm"');
  expect(text).not.toContain('0123');
});

test.each([
  ['not JSON', 'hello', { reason: 'not-a-recording', line: 1 }],
  [
    'a line cut off',
    '{"recording":1,"protocol":"escpos","at":"2026-01-05T09:00:00.000Z"}\n{"t":1',
    { reason: 'bad-line', line: 2 },
  ],
])('a file that is no recording: %s', (_, text, error) => {
  expect(parseRecording(text)).toEqual({ ok: false, error });
});

const ippAnswer = (...attributes: Attribute[]) =>
  encodeMessage({
    version: { major: 2, minor: 0 },
    code: 0,
    requestId: 1,
    groups: [{ tag: GROUPS.job, attributes }],
    data: new Uint8Array(),
  });
const ippRequest = (data: string) =>
  encodeMessage({
    version: { major: 2, minor: 0 },
    code: 2,
    requestId: 1,
    groups: [{ tag: GROUPS.operation, attributes: [attribute('requesting-user-name', name('terminal-1'))] }],
    data: bytes(data),
  });

test('IPP: of a document the size stays, and nothing else', () => {
  const recording = readable(recorded('ipp', [['sent', ippRequest('%PDF Erika Mustermann')]]));
  expect(recording).toContain('terminal-1');
  expect(recording).toContain('"size":21');
  expect(recording).not.toMatch(/PDF|Erika/);
});

test('IPP: jobs of others lose their names and their owners, ours keep them', () => {
  const job = (title: string, owner: string) =>
    ippAnswer(attribute('job-name', name(title)), attribute('job-originating-user-name', name(owner)));
  const recording = readable(
    recorded('ipp', [
      ['sent', ippRequest('')],
      ['received', job('Kündigung Mustermann', 'erika')],
      ['received', job('bt-4711', 'terminal-1')],
    ]),
  );
  expect(recording).not.toMatch(/Mustermann|erika/);
  expect(recording).toContain('bt-4711');
});

test('IPP: attributes nobody asked for are left out, and a login in an address', () => {
  const recording = readable(
    recorded('ipp', [
      [
        'received',
        ippAnswer(
          attribute('printer-contact-col', text('Erika Mustermann')),
          attribute('device-uri', uri('ipp://erika:geheim@printer/ipp')),
        ),
      ],
    ]),
  );
  expect(recording).toContain('ipp://printer/ipp');
  expect(recording).not.toMatch(/Erika|erika|geheim/);
});

test('IPP: what is no message is counted', () => {
  expect(readable(recorded('ipp', [['received', bytes('Erika Mustermann')]]))).not.toContain('Erika');
});

/** One APDU to a card and its answer, cut anywhere. */
function apduExchange(cut: number) {
  const request = transmitRequest(7, 2, bytes('\x00\x88\x00\x00\x05ERIKA'));
  const answer = Buffer.concat([Buffer.alloc(32), bytes('MUSTERMANN'), Uint8Array.of(0x90, 0x00)]);
  answer.writeUInt32LE(12, 24);
  return recorded('pcsc', [
    ['sent', request.subarray(0, cut)],
    ['sent', request.subarray(cut)],
    ['received', answer.subarray(0, cut)],
    ['received', answer.subarray(cut)],
  ]);
}

test('PC/SC: of what is said to a card its head stays, of what it says the status word', () => {
  for (let cut = 0; cut <= 44; cut++) {
    const recording = apduExchange(cut);
    expect(readable(recording)).not.toMatch(/ERIKA|MUSTER/);
    expect(recording).toContain('0088000005');
    expect(recording).toContain('00000000000000009000');
  }
});

test('PC/SC: what nobody asked for is counted, and so is everything after it', () => {
  const recording = readable(
    recorded('pcsc', [
      ['received', bytes('Erika')],
      ['received', bytes('Mustermann')],
      ['sent', transmitRequest(7, 2, bytes('Heidestrasse'))],
    ]),
  );
  expect(recording).not.toMatch(/Erika|Mustermann|Heidestrasse/);
  expect(recording).toContain('"size":5');
});
