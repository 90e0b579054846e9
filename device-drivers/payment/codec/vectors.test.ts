import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { encodeSerial, SerialParser } from '../transport/serial-parser.ts';
import { TcpParser } from '../transport/tcp-parser.ts';
import {
  apduOf,
  decodeApdu,
  decodeCompletion,
  decodeFrame,
  decodeStatusCompletion,
  decodeText,
  displayText,
  encodeApdu,
  encodeFrame,
  type Field,
  findAllTlv,
  findBmp,
  findTlv,
  frameOf,
  fromHex,
  hex,
  readPrintLine,
  readStatusInformation,
  readTextBlock,
  timeoutMinutes,
  tlvOf,
  type ZvtFrame,
} from './index.ts';

const Vector = z.looseObject({
  name: z.string(),
  transport: z.enum(['tcp', 'serial']),
  from: z.string(),
  hex: z.string(),
  expect: z.record(z.string(), z.unknown()),
});
const FILE = fileURLToPath(new URL('../../../../shared/data/zvt-vectors.json', import.meta.url));
const present = existsSync(FILE);
if (!present && process.env.CI === 'true') throw new Error(`${FILE} is missing`);
const vectors = present ? z.array(Vector).parse(JSON.parse(readFileSync(FILE, 'utf8'))) : [];

/** Reads the expected fields' names out of a frame; unknown names fail the test. */
function observe(frame: ZvtFrame, name: string): unknown {
  const fields: readonly Field[] = 'fields' in frame ? frame.fields : completionFields(frame);
  const info = readStatusInformation(fields);
  const tlv = tlvOf(fields);
  switch (name) {
    case 'rc': {
      const code = frame.kind === 'abort' ? frame.resultCode : info.resultCode;
      return code?.toString(16).padStart(2, '0');
    }
    case 'text':
      if (frame.kind === 'intermediate-status') return displayText(tlv, 'auto');
      return frame.kind === 'print-line' ? decodeText(frame.text, 'auto') : info.text;
    case 'status':
      return frame.kind === 'intermediate-status' ? frame.status : info.status;
    case 'timeoutMin':
      return frame.kind === 'intermediate-status' ? timeoutMinutes(frame.timeout) : undefined;
    case 'terminalStatus':
    case 'swVersion': {
      const read = frame.kind === 'completion' ? decodeStatusCompletion(frame.data) : null;
      if (!read?.ok) return undefined;
      if (name === 'terminalStatus') return read.value.status;
      return read.value.version && decodeText(read.value.version);
    }
    case 'cardType':
      return info.cardType;
    case 'tid':
      return info.terminalId;
    case 'amount':
      return info.amount;
    case 'cc':
      return frame.kind === 'registration' ? frame.currency : info.currency;
    case 'password':
      return 'password' in frame ? frame.password : undefined;
    case 'config':
      return frame.kind === 'registration' ? frame.config : undefined;
    case 'paymentType':
      return findBmp(fields, 0x19)?.[0];
    case 'permitted':
      return findAllTlv(tlv, 0x26, 0x0a).map(hex);
    case 'msgSeq':
      return hex(findTlv(tlv, 0x1f73) ?? new Uint8Array());
    case 'attr':
      return frame.kind === 'print-line' ? frame.attribute : undefined;
    case 'receiptType': {
      const printed =
        frame.kind === 'print-line'
          ? readPrintLine(frame.attribute, frame.text, frame.fields, 'auto')
          : readTextBlock(fields, 'auto');
      return ['merchant', 'customer', 'administration'].indexOf(printed.type ?? '') + 1;
    }
    case 'secondText':
      return readTextBlock(fields, 'auto').lines[1]?.text;
    default:
      return `no reader for ${name}`;
  }
}

function completionFields(frame: ZvtFrame): readonly Field[] {
  const read = frame.kind === 'completion' ? decodeCompletion(frame.data) : null;
  return read?.ok ? read.value : [];
}

const refused = (v: z.infer<typeof Vector>) => v.expect.reject === true || v.expect.lengthMismatch === true;
const ofKind = (transport: 'tcp' | 'serial', negative: boolean) =>
  vectors.filter((v) => v.transport === transport && refused(v) === negative);

if (!present) test.skip(`no shared vectors at ${FILE}`, () => {});

describe.skipIf(!present)('frames of real terminals', () => {
  test.each(ofKind('tcp', false))(
    'TCP $name: fields as expected, bytes as they came',
    ({ hex: text, expect: wanted }) => {
      const bytes = fromHex(text);
      const read = decodeFrame(bytes);
      if (!read.ok) throw new Error(`refused: ${read.error.reason} at ${read.error.offset}`);
      for (const [name, value] of Object.entries(wanted)) {
        if (name !== 'note') expect([name, observe(read.value, name)]).toEqual([name, value]);
      }
      expect(hex(encodeFrame(read.value))).toBe(text);
      const apdu = decodeApdu(bytes);
      expect(apdu.ok && hex(encodeApdu(apdu.value))).toBe(text);
      expect(new TcpParser().push(bytes)).toHaveLength(1);
    },
  );

  test.each(ofKind('tcp', true))('TCP $name: refused with the reason and place', ({ hex: text }) => {
    expect(decodeFrame(fromHex(text))).toEqual({ ok: false, error: { reason: 'length-mismatch', offset: 2 } });
  });

  test('P06 with its length byte put right is an aborted payment of 12,00 €', () => {
    const found = vectors.find((v) => v.name.startsWith('P06'));
    const bytes = fromHex(found?.hex ?? '');
    bytes[2] = bytes.length - 3;
    const read = decodeFrame(bytes);
    expect(read.ok && observe(read.value, 'rc')).toBe('6c');
    expect(read.ok && observe(read.value, 'amount')).toBe(1200);
  });

  test.each(ofKind('serial', false))('serial $name: one frame, and the same bytes again', ({ hex: text }) => {
    const items = new SerialParser().push(fromHex(text));
    expect(items.map((item) => item.kind)).toEqual(['apdu']);
    const [item] = items;
    if (item?.kind !== 'apdu') return;
    expect(hex(encodeSerial(item.apdu))).toBe(text);
    const frame = frameOf(item.apdu);
    expect(frame.ok && hex(encodeSerial(apduOf(frame.value)))).toBe(text);
  });
});
