import type { Cents } from '../../../foundation/money.ts';
import {
  bmp,
  CONFIG,
  codeOfCharset,
  container,
  EURO,
  type Field,
  MAX_APDU_DATA,
  SERVICE,
  toBcd,
  type ZvtFrame,
  type ZvtTlv,
} from '../codec/index.ts';
import type { Deviation } from '../deviations.ts';

/** All bits are set: we print, we want intermediate status, and nobody may operate an unattended device at its keys. */
const CONFIG_BYTE = Object.values(CONFIG).reduce((byte, bit) => byte | bit, 0);
/** BMP 19: the device decides how the card is read. */
const PAYMENT_TYPE_DEVICE_DECIDES = 0x40;
/** Columns of our receipt printer's narrow layout, TLV 12. */
const LINE_WIDTH = 32;

export interface Requests {
  registration(): ZvtFrame;
  authorisation(amount: Cents): ZvtFrame;
  reversal(receiptNo: number, amount: Cents | null): ZvtFrame;
  refund(amount: Cents): ZvtFrame;
  /** What was the last payment? Prints nothing. */
  lastPayment(): ZvtFrame;
  /** The last payment's receipts again, to us. */
  repeatReceipt(): ZvtFrame;
  endOfDay(): ZvtFrame;
  initialisation(): ZvtFrame;
  diagnosis(): ZvtFrame;
  statusEnquiry(): ZvtFrame;
}

export const ABORT: ZvtFrame = { kind: 'abort-command' };
export const LOG_OFF: ZvtFrame = { kind: 'log-off' };

/** @param password six digits of the device's cash-register password */
export function createRequests(password: string, deviations: ReadonlySet<Deviation>): Requests {
  const repeat = (service: number): ZvtFrame => ({
    kind: 'repeat-receipt',
    password,
    fields: [bmp(0x03, Uint8Array.of(service))],
  });
  return {
    registration: () => ({
      kind: 'registration',
      password,
      config: CONFIG_BYTE,
      currency: EURO,
      fields: deviations.has('no-tlv') ? [] : [container(...registrationTlv(deviations))],
    }),
    authorisation: (amount) => ({
      kind: 'authorisation',
      fields: [...money(amount), bmp(0x19, Uint8Array.of(PAYMENT_TYPE_DEVICE_DECIDES))],
    }),
    reversal: (receiptNo, amount) => ({
      kind: 'reversal',
      password,
      fields: [
        bmp(0x87, toBcd(receiptNo, 2)),
        ...(amount !== null && deviations.has('reversal-with-amount') ? [bmp(0x04, toBcd(amount, 6))] : []),
      ],
    }),
    refund: (amount) => ({ kind: 'refund', password, fields: money(amount) }),
    lastPayment: () => repeat(SERVICE.sendStatus | SERVICE.doNotPrint),
    repeatReceipt: () => repeat(SERVICE.sendStatus),
    endOfDay: () => ({ kind: 'end-of-day', password, fields: [] }),
    initialisation: () => ({ kind: 'initialisation', password, fields: [] }),
    diagnosis: () => ({ kind: 'diagnosis', fields: [] }),
    statusEnquiry: () => ({ kind: 'status-enquiry', password, fields: [bmp(0x03, Uint8Array.of(0x00))] }),
  };
}

const money = (amount: Cents): Field[] => [bmp(0x04, toBcd(amount, 6)), bmp(0x49, toBcd(EURO, 2))];

function registrationTlv(deviations: ReadonlySet<Deviation>): ZvtTlv[] {
  const tlv: ZvtTlv[] = [{ tag: 0x12, value: Uint8Array.of(LINE_WIDTH) }];
  // We take APDUs of any length.
  tlv.push({ tag: 0x1a, value: Uint8Array.of(MAX_APDU_DATA >> 8, MAX_APDU_DATA & 0xff) });
  if (!deviations.has('print-lines')) {
    tlv.push({ tag: 0x26, children: [{ tag: 0x0a, value: Uint8Array.of(0x06, 0xd3) }] });
  }
  if (!deviations.has('no-charset-negotiation')) {
    const sets = (['utf-8', 'iso-8859-15', 'cp437'] as const).map((set) => codeOfCharset(set));
    tlv.push({ tag: 0x27, children: sets.map((set) => ({ tag: 0x14, value: Uint8Array.of(set) })) });
  }
  return tlv;
}
