import { z } from 'zod';
import type { Cents } from '../../foundation/money.ts';
import type { Result } from '../../foundation/result.ts';
import { TimeZone } from '../../foundation/time-zone.ts';
import { DeviceFile, HostPort } from '../addresses.ts';
import type { Device } from '../contract.ts';

/** What a ZVT payment terminal needs on any line. */
const OnAnyLine = {
  password: z.string().regex(/^\d{6}$/),
  deviations: z.array(z.string()).default([]),
  endOfDayAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .default(null)
    .describe('"HH:MM" in timeZone: closes the day by itself; null leaves it to the device or to staff'),
  timeZone: TimeZone.default('Europe/Berlin').describe("Of the device's clock"),
};

const Callback = z
  .strictObject({
    address: z.ipv4().default('127.0.0.1').describe("Own address on the payment terminal's network"),
    port: z.int().min(1).max(65535).default(20_008),
  })
  .nullable()
  .default(null)
  .describe('Where the payment terminal may open connections to us; null listens nowhere');

export const PaymentConfiguration = z
  .discriminatedUnion('protocol', [
    z.strictObject({ protocol: z.literal('zvt-tcp'), ...HostPort.shape, ...OnAnyLine, callback: Callback }),
    z.strictObject({
      protocol: z.literal('zvt-serial'),
      path: DeviceFile,
      baudRate: z.union([z.literal(9_600), z.literal(115_200)]).default(9_600),
      ...OnAnyLine,
    }),
  ])
  .nullable();

/** One line of a receipt from the payment terminal (ZVT 06 D1 / 06 D3), decoded to Unicode. */
export interface ReceiptLine {
  readonly text: string;
  readonly align: 'left' | 'center' | 'right';
  readonly bold: boolean;
  /** Double width and/or height. */
  readonly large: boolean;
}

export interface PaymentReceipts {
  readonly merchant: readonly ReceiptLine[];
  readonly customer: readonly ReceiptLine[];
}

/** What the payment terminal's status information (ZVT 04 0F) said: enough to recognise the payment again. */
export interface PaymentRecord {
  /** ZVT result code, 0 = ok (PA00P015 13.08, "Error codes"). */
  readonly resultCode: number;
  readonly amount: Cents | null;
  /** BMP 87, 1–9999; `null` if the device did not say. */
  readonly receiptNo: number | null;
  /** BMP 0B or TLV 1F2B. */
  readonly trace: number | null;
  /** BMP 29, eight digits. */
  readonly terminalId: string | null;
  /** BMP 0D MMDD and 0C HHMMSS as the device's own clock says: "1121" and "124501". */
  readonly date: string | null;
  readonly time: string | null;
  /** BMP 8B card name ("girocard", "Mastercard"). */
  readonly cardName: string | null;
  /** BMP 22, masked by the device ("############1234"). Digits that were not masked are masked by the driver. */
  readonly maskedPan: string | null;
  /** BMP 3B authorisation code. */
  readonly authCode: string | null;
  /** Text for the citizen in BMP 3C or TLV 24/07, verbatim. */
  readonly text: string | null;
}

/** What goes on while the citizen stands before the payment terminal. */
export interface PaymentProgress {
  /**
   * ZVT intermediate status (04 FF) mapped to what a citizen has to do or wait for; `other` if unmapped.
   */
  readonly phase:
    | 'connecting'
    | 'insert-card'
    | 'enter-pin'
    | 'remove-card'
    | 'please-wait'
    | 'authorising'
    | 'contactless-failed-insert'
    | 'pin-wrong'
    | 'approved'
    | 'declined'
    | 'recovering'
    | 'other';
  /** The status byte, 0–255; `null` for the driver's own phases. */
  readonly status: number | null;
  /** The payment terminal's own text, verbatim, possibly with line breaks. */
  readonly text: string | null;
}

/** Why no money moved. Closed list: each one has a screen of its own wording. */
export type NotPaidReason =
  | 'declined' // the card's bank or the host said no (01–63)
  | 'card-unreadable' // 64
  | 'card-expired' // 78
  | 'aborted' // 6C: stop key, timeout, or our own 06 B0
  | 'device-busy' // 84 9C and no end in sight
  | 'end-of-day-required' // F0
  | 'diagnosis-required' // C2
  | 'device-error' // FF, 9A, A3, 7D, B5 and others; or what it said could not be read, and nothing was booked
  | 'no-answer' // it fell silent (T3, T4) or the line broke; asked afterwards, it had booked nothing
  | 'offline'; // not reachable: nothing was sent

/**
 * `unclear`: the device could not be asked, or gave no status. Staff decide; never authorise again by yourself.
 */
export type PaymentOutcome =
  | { readonly kind: 'paid'; readonly record: PaymentRecord; readonly receipts: PaymentReceipts }
  | {
      readonly kind: 'not-paid';
      readonly reason: NotPaidReason;
      readonly record: PaymentRecord | null;
      readonly receipts: PaymentReceipts;
    }
  | { readonly kind: 'unclear'; readonly reason: string };

/** What was known of the device's last receipt before an intent: recovery compares against it. */
export interface LastReceipt {
  readonly receiptNo: number | null;
  readonly trace: number | null;
}

export interface AuthoriseRequest {
  /** The journal's intent, for logs only; ZVT carries no such field. */
  readonly intentId: string;
  readonly amount: Cents;
}

export interface PaymentHooks {
  onProgress(progress: PaymentProgress): void;
  /**
   * Called with every status information **before** it is acknowledged: that answer is the device's commit point
   * (PA00P015 13.08, 04 0F status information). The driver acknowledges only after the promise resolves; if it
   * rejects, the driver does not acknowledge and reports `unclear`.
   */
  commit(record: PaymentRecord): Promise<void>;
}

export interface RecoverRequest {
  readonly intentId: string;
  readonly amount: Cents;
  /** Last receipt known before the intent was journalled. */
  readonly before: LastReceipt;
  /** What the journal holds of a status information of this intent, if any. */
  readonly committed: PaymentRecord | null;
  /** Epoch milliseconds of the intent, to compare with the device's date and time (minutes of tolerance). */
  readonly intendedAt: number;
}

export type ReverseOutcome =
  | { readonly kind: 'reversed'; readonly record: PaymentRecord | null; readonly receipts: PaymentReceipts }
  | { readonly kind: 'not-reversed'; readonly reason: string }
  | { readonly kind: 'unclear'; readonly reason: string };

/** What the device counted since its closing before. `null`: it did not say. */
export interface EndOfDayTotals {
  readonly count: number | null;
  readonly total: Cents | null;
  /** BMP 60: its first and last receipt number, and count and sum of each card family that has any. */
  readonly detail: {
    readonly firstReceipt: number | null;
    readonly lastReceipt: number | null;
    readonly families: Readonly<Record<string, { readonly count: number; readonly total: Cents }>>;
  } | null;
  readonly receipts: PaymentReceipts;
}

/**
 * What the device did by itself and told unasked: somebody paid or closed the day at its own keys, or it makes up for a
 * power cut. Never one of our payments, whatever it says: what became of those is asked (`recover`).
 */
export type ForeignReport =
  | { readonly kind: 'status'; readonly record: PaymentRecord }
  | { readonly kind: 'totals'; readonly total: Cents | null }
  | { readonly kind: 'receipt'; readonly receipts: PaymentReceipts };

/** Durable when it resolves: the device is acknowledged only then. */
export type ForeignListener = (report: ForeignReport) => Promise<void>;

/** A card payment terminal. One transaction at a time: a second call refuses with `busy`. */
export interface PaymentTerminal extends Device {
  readonly kind: 'payment';
  /** The device's last receipt as the driver knows it now (asked after registration and after each payment). */
  lastReceipt(): LastReceipt;
  authorise(request: AuthoriseRequest, hooks: PaymentHooks): Promise<PaymentOutcome>;
  /** Asks the device to stop the running payment (06 B0). The outcome still comes from `authorise`. */
  abort(): void;
  /** Asks the device what really happened to an intent. Never moves money. */
  recover(request: RecoverRequest, hooks: Pick<PaymentHooks, 'onProgress'>): Promise<PaymentOutcome>;
  reverse(record: PaymentRecord, hooks: PaymentHooks): Promise<ReverseOutcome>;
  endOfDay(hooks: Pick<PaymentHooks, 'onProgress'>): Promise<Result<EndOfDayTotals, string>>;
  /** Set once, before `open`. Without a listener nothing unasked is acknowledged that would book money. */
  onForeign(listener: ForeignListener): void;
}
