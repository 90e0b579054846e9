import type { Cents } from '../../../foundation/money.ts';
import { bmp, codeOfCharset, container, type Field, type Frame, type Tlv, toBcd } from '../codec/index.ts';
import type { Deviation } from '../deviations.ts';

/**
 * Config byte of 06 00: payment and administrative receipts printed by us (02, 04), intermediate status (08), no amount
 * entry (10) and no administration (20) on the device, print lines (80). An unattended device must not be operated.
 */
const CONFIG_BYTE = 0x02 | 0x04 | 0x08 | 0x10 | 0x20 | 0x80;
export const EURO = '0978';
/** BMP 19: the device decides how the card is read. */
const PAYMENT_TYPE_DEVICE_DECIDES = 0x40;
const SERVICE = { sendStatus: 0x01, doNotPrint: 0x02 } as const;
/** Columns of our receipt printer's narrow layout, TLV 12. */
const LINE_WIDTH = 32;
/** TLV 1A: we take APDUs up to this. */
const MAX_APDU = 0xffff;

export interface Requests {
  registration(): Frame;
  authorisation(amount: Cents): Frame;
  reversal(receiptNo: number, amount: Cents | null): Frame;
  refund(amount: Cents): Frame;
  /** What was the last payment? Prints nothing. */
  lastPayment(): Frame;
  /** The last payment's receipts again, to us. */
  repeatReceipt(): Frame;
  endOfDay(): Frame;
  initialisation(): Frame;
  diagnosis(): Frame;
  statusEnquiry(): Frame;
}

export const ABORT: Frame = { kind: 'abort-command' };
export const LOG_OFF: Frame = { kind: 'log-off' };

/** @param password six digits of the device's cash-register password */
export function createRequests(password: string, deviations: ReadonlySet<Deviation>): Requests {
  const repeat = (service: number): Frame => ({
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

function registrationTlv(deviations: ReadonlySet<Deviation>): Tlv[] {
  const tlv: Tlv[] = [{ tag: 0x12, value: Uint8Array.of(LINE_WIDTH) }];
  tlv.push({ tag: 0x1a, value: Uint8Array.of(MAX_APDU >> 8, MAX_APDU & 0xff) });
  if (!deviations.has('print-lines')) {
    tlv.push({ tag: 0x26, children: [{ tag: 0x0a, value: Uint8Array.of(0x06, 0xd3) }] });
  }
  if (!deviations.has('no-charset-negotiation')) {
    const sets = (['utf-8', 'iso-8859-15', 'cp437'] as const).map((set) => codeOfCharset(set));
    tlv.push({ tag: 0x27, children: sets.map((set) => ({ tag: 0x14, value: Uint8Array.of(set) })) });
  }
  return tlv;
}
