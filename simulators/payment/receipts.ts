import {
  ATTRIBUTE,
  container,
  encodeText,
  type ReceiptType,
  receiptTypeCode,
  type ZvtFrame,
  type ZvtTlv,
} from '../../device-drivers/payment/codec/index.ts';
import { localTime } from '../../foundation/time/local-time.ts';
import type { LedgerEntry } from './ledger.ts';
import { TERMINAL_ID, TIME_ZONE, type WireCharset } from './status-frames.ts';

interface Line {
  readonly text: string;
  readonly attribute: number;
}

const plain = (text: string): Line => ({ text, attribute: 0 });
const centred = (text: string): Line => ({ text, attribute: ATTRIBUTE.centred });
const large = (text: string): Line => ({ text, attribute: ATTRIBUTE.centred | ATTRIBUTE.doubleHeight });

const KINDS = { authorisation: 'Zahlung', reversal: 'Storno', refund: 'Gutschrift' } as const;
const HEADINGS = { merchant: '** HÄNDLERBELEG **', customer: '** KUNDENBELEG **', administration: '' } as const;

/** The receipt a German terminal prints for a booked payment. */
export function paymentReceipt(type: 'merchant' | 'customer', entry: LedgerEntry): readonly Line[] {
  const { date, time } = localTime(entry.at, TIME_ZONE);
  const [year, month, day] = date.split('-');
  return [
    centred('Stadt Musterstadt'),
    centred('Bürgerservice'),
    large(HEADINGS[type]),
    plain(''),
    plain(`${KINDS[entry.kind]} ${entry.cardName}`),
    plain(`Terminal-ID: ${TERMINAL_ID}`),
    plain(`TA-Nr. ${pad(entry.trace, 6)}   Beleg-Nr. ${pad(entry.receiptNo, 4)}`),
    plain(`Kartennr. ############${entry.panEnd}`),
    plain(`Genehmigungs-Nr. ${entry.authCode}`),
    plain(`Datum ${day}.${month}.${year}  ${time.slice(0, 5)} Uhr`),
    large(`Betrag ${euro(entry.amount)}`),
    plain(''),
    centred(entry.kind === 'authorisation' ? 'Zahlung erfolgt' : `${KINDS[entry.kind]} erfolgt`),
    centred(type === 'customer' ? 'Bitte Beleg aufbewahren' : 'Für Ihre Unterlagen'),
  ];
}

export const declineReceipt = (text: string): readonly Line[] => [
  centred('Stadt Musterstadt'),
  centred('Bürgerservice'),
  large(HEADINGS.customer),
  plain(`Terminal-ID: ${TERMINAL_ID}`),
  centred('Zahlung nicht möglich'),
  centred(text),
];

export const closingReceipt = (count: number, total: number): readonly Line[] => [
  centred('Stadt Musterstadt'),
  centred('Kassenschnitt'),
  plain(`Anzahl Zahlungen ${count}`),
  large(`Summe ${euro(total)}`),
  centred('Abschluss durchgeführt'),
];

/** One 06 D3 per receipt, of a type or with the paper feed of old terminals at its end, or one 06 D1 per line, the last of which says so. */
export function printFrames(
  type: ReceiptType,
  lines: readonly Line[],
  asBlock: boolean,
  charset: WireCharset,
  endsWithFeed = false,
): ZvtFrame[] {
  if (!asBlock) {
    const frames = lines.map(
      (line): ZvtFrame => ({
        kind: 'print-line',
        attribute: line.attribute,
        text: encodeText(line.text, charset),
        fields: [],
      }),
    );
    return [...frames, { kind: 'print-line', attribute: ATTRIBUTE.last | 1, text: new Uint8Array(), fields: [] }];
  }
  const texts = lines.flatMap((line): ZvtTlv[] => [
    ...(line.attribute === 0 ? [] : [{ tag: 0x09, value: Uint8Array.of(line.attribute) }]),
    { tag: 0x07, value: encodeText(line.text, charset) },
  ]);
  const block: ZvtTlv[] = [
    ...(endsWithFeed ? [] : [{ tag: 0x1f07, value: Uint8Array.of(receiptTypeCode(type)) }]),
    {
      tag: 0x25,
      children: [...texts, { tag: 0x09, value: Uint8Array.of(endsWithFeed ? ATTRIBUTE.feed : ATTRIBUTE.last | 1) }],
    },
  ];
  return [{ kind: 'print-text-block', fields: [container(...block)] }];
}

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
const euro = (cents: number): string => `${Math.floor(cents / 100)},${pad(cents % 100, 2)} €`;
