import {
  decodeApdu,
  decodeCompletion,
  decodeFrame,
  decodeStatusCompletion,
  MAX_APDU_BYTES,
  readPrintLine,
  readStatusInformation,
  readTextBlock,
  type ZvtFrame,
} from './codec/index.ts';
import { decodeTlv } from './codec/tlv.ts';
import { recordOf } from './receipts/payment-record.ts';
import { sortReceipts } from './receipts/sort-receipts.ts';
import { SerialParser } from './transport/serial-parser.ts';
import { TcpParser } from './transport/tcp-parser.ts';

/** Every parser that meets bytes from outside. A target throws only if the parser is at fault. */
export const fuzzTargets: readonly { readonly name: string; run(bytes: Uint8Array): void }[] = [
  { name: 'zvt-tlv', run: (bytes) => void decodeTlv(bytes) },
  { name: 'zvt-apdu', run: (bytes) => void decodeApdu(bytes) },
  {
    name: 'zvt-frame',
    run: (bytes) => {
      for (const tolerant of [false, true]) {
        const read = decodeFrame(bytes, { tolerant });
        if (read.ok) use(read.value);
        else if (read.error.offset > bytes.length) throw new RangeError('offset of an error behind the end');
      }
    },
  },
  {
    name: 'zvt-tcp',
    run: (bytes) => {
      const parser = new TcpParser();
      for (const half of halves(bytes)) parser.push(half);
      if (parser.pending > Math.min(bytes.length, MAX_APDU_BYTES))
        throw new RangeError('holds back more than it was given');
    },
  },
  {
    name: 'zvt-serial',
    run: (bytes) => {
      const parser = new SerialParser();
      for (const half of halves(bytes)) parser.push(half);
      parser.expire();
      if (parser.inFrame) throw new RangeError('still inside a frame after T1');
    },
  },
];

const halves = (bytes: Uint8Array) => {
  const middle = Math.floor(bytes.length / 2);
  return [bytes.subarray(0, middle), bytes.subarray(middle)];
};

/** What the driver does with a frame once it is read. */
function use(frame: ZvtFrame): void {
  if (frame.kind === 'completion') {
    decodeStatusCompletion(frame.data, true);
    decodeCompletion(frame.data, true);
  }
  if (frame.kind === 'print-line') {
    sortReceipts([readPrintLine(frame.attribute, frame.text, frame.fields, 'auto')]);
  } else if ('fields' in frame) {
    recordOf(readStatusInformation(frame.fields));
    sortReceipts([readTextBlock(frame.fields, 'auto')]);
  }
}
