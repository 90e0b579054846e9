import { encodeDigits } from '../../device-drivers/payment/codec/fields.ts';
import {
  type Bytes,
  bmp,
  type Charset,
  concat,
  container,
  EURO,
  encodeText,
  type Field,
  toBcd,
  type ZvtFrame,
} from '../../device-drivers/payment/codec/index.ts';
import { localTime } from '../../foundation/time/local-time.ts';
import { CARD_KINDS, CARDS } from './cards.ts';
import type { LedgerEntry } from './ledger.ts';

export type WireCharset = Exclude<Charset, 'auto'>;
export const TERMINAL_ID = '68112233';
export const TIME_ZONE = 'Europe/Berlin';

/** 04 FF, with the display's text in TLV 24/07 where the cash register understands TLV. */
export function intermediate(status: number, text: string, charset: WireCharset, tlv: boolean): ZvtFrame {
  const lines = text.split('\n').map((line) => ({ tag: 0x07, value: encodeText(line, charset) }));
  return {
    kind: 'intermediate-status',
    status,
    timeout: null,
    fields: tlv ? [container({ tag: 0x24, children: lines })] : [],
  };
}

export interface StatusOptions {
  readonly charset: WireCharset;
  readonly panReadable: boolean;
  /** Minutes the terminal's clock is off. */
  readonly clockOff: number;
}

/** 04 0F of a booked payment, reversal or refund, with every BMP a real terminal sends. */
export function bookedStatus(entry: LedgerEntry, options: StatusOptions): ZvtFrame {
  const { date, time } = localTime(entry.at + options.clockOff * 60_000, TIME_ZONE);
  const fields: Field[] = [
    bmp(0x27, Uint8Array.of(0x00)),
    bmp(0x04, toBcd(entry.amount, 6)),
    bmp(0x49, toBcd(EURO, 2)),
    bmp(0x0b, toBcd(entry.trace, 3)),
    ...(entry.original === null ? [] : [bmp(0x37, toBcd(entry.original, 3))]),
    bmp(0x0c, toBcd(time.replaceAll(':', ''), 3)),
    bmp(0x0d, toBcd(date.slice(5).replace('-', ''), 2)),
    bmp(0x29, toBcd(TERMINAL_ID, 4)),
    bmp(0x87, toBcd(entry.receiptNo, 2)),
    bmp(0x88, toBcd(entry.trace, 3)),
    bmp(0x22, panBytes(panOf(entry), options.panReadable)),
    bmp(0x0e, toBcd('2812', 2)),
    bmp(0x19, Uint8Array.of(0x40)),
    bmp(0x8b, concat(encodeText(entry.cardName, options.charset), Uint8Array.of(0))),
    bmp(0x3b, encodeText(entry.authCode.padEnd(8), options.charset)),
    bmp(0x2a, encodeText('4711081500'.padEnd(15), options.charset)),
    container({ tag: 0x1f2b, value: toBcd(entry.trace, 4) }),
  ];
  return { kind: 'status-information', fields };
}

/** 04 0F of something that was not booked. */
export function failedStatus(resultCode: number, text: string, charset: WireCharset): ZvtFrame {
  return {
    kind: 'status-information',
    fields: [
      bmp(0x27, Uint8Array.of(resultCode)),
      bmp(0x29, toBcd(TERMINAL_ID, 4)),
      bmp(0x3c, encodeText(text, charset)),
      container({ tag: 0x24, children: [{ tag: 0x07, value: encodeText(text, charset) }] }),
    ],
  };
}

/** Digits as nibbles, all but the first six and last four masked with E unless `readable`. */
function panBytes(pan: string, readable: boolean): Bytes {
  const shown = Array.from(pan, (digit, i) => (readable || i < 6 || i >= pan.length - 4 ? Number(digit) : 0x0e));
  if (shown.length % 2 === 1) shown.push(0x0f);
  return Uint8Array.from({ length: shown.length / 2 }, (_, i) => ((shown[2 * i] ?? 0) << 4) | (shown[2 * i + 1] ?? 0));
}

/** The whole number of the card an entry was booked with; the ledger keeps its end only. */
export const panOf = (entry: LedgerEntry): string =>
  CARD_KINDS.map((kind) => CARDS[kind].pan).find((pan) => pan !== '' && pan.endsWith(entry.panEnd)) ?? entry.panEnd;

export function completionOfStatus(version: string, status: number): Bytes {
  const bytes = encodeText(version, 'iso-8859-1');
  return concat(encodeDigits(bytes.length, 3), bytes, Uint8Array.of(status));
}
