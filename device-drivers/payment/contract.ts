import { z } from 'zod';
import { type Cents, MAX_CENTS } from '../../foundation/money.ts';
import type { Result } from '../../foundation/result.ts';
import { cutTo } from '../../foundation/rpc/cut.ts';
import { TimeZone } from '../../foundation/time/time-zone.ts';
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

const CentsSchema = z.int().min(0).max(MAX_CENTS);

/** One line of a receipt from the payment terminal (ZVT 06 D1 / 06 D3), decoded to Unicode. */
export const ReceiptLine = z.strictObject({
  text: z.string(),
  align: z.enum(['left', 'center', 'right']),
  bold: z.boolean(),
  /** Double width and/or height. */
  large: z.boolean(),
});
export type ReceiptLine = Readonly<z.infer<typeof ReceiptLine>>;

export const PaymentReceipts = z.strictObject({
  merchant: z.array(ReceiptLine).readonly(),
  customer: z.array(ReceiptLine).readonly(),
});
export type PaymentReceipts = Readonly<z.infer<typeof PaymentReceipts>>;

/** What the payment terminal's status information (ZVT 04 0F) said: enough to recognise the payment again. */
export const PaymentRecord = z.strictObject({
  /** ZVT result code, 0 = ok (PA00P015 13.08, "Error codes"). */
  resultCode: z.int(),
  amount: CentsSchema.nullable(),
  /** BMP 87, 1–9999; `null` if the device did not say. */
  receiptNo: z.int().nullable(),
  /** BMP 0B or TLV 1F2B. */
  trace: z.int().nullable(),
  /** BMP 29, eight digits. */
  terminalId: z.string().nullable(),
  /** BMP 0D MMDD and 0C HHMMSS as the device's own clock says: "1121" and "124501". */
  date: z.string().nullable(),
  time: z.string().nullable(),
  /** BMP 8B card name ("girocard", "Mastercard"). */
  cardName: z.string().nullable(),
  /** BMP 22, masked by the device ("############1234"). Digits that were not masked are masked by the driver. */
  maskedPan: z.string().nullable(),
  /** BMP 3B authorisation code. */
  authCode: z.string().nullable(),
  /** Text for the citizen in BMP 3C or TLV 24/07, verbatim. */
  text: z.string().nullable(),
});
export type PaymentRecord = Readonly<z.infer<typeof PaymentRecord>>;

/** ZVT intermediate status (04 FF) mapped to what a citizen has to do or wait for; `other` if unmapped. */
export const PaymentPhase = z.enum([
  'connecting',
  'insert-card',
  'enter-pin',
  'remove-card',
  'please-wait',
  'authorising',
  'contactless-failed-insert',
  'pin-wrong',
  'approved',
  'declined',
  'recovering',
  'other',
]);
export type PaymentPhase = z.infer<typeof PaymentPhase>;

/** What goes on while the citizen stands before the payment terminal. A phase without a name here is `other`. */
export const PaymentProgress = z.strictObject({
  phase: PaymentPhase.catch('other'),
  /** The status byte, 0–255; `null` for the driver's own phases. */
  status: z.int().min(0).max(255).nullable(),
  /** The payment terminal's own text, verbatim, possibly with line breaks. */
  text: cutTo(400).nullable(),
});
export type PaymentProgress = Readonly<z.infer<typeof PaymentProgress>>;

/** Why no money moved. Closed list: each one has a screen of its own wording. */
export const NotPaidReason = z.enum([
  'declined', // the card's bank or the host said no (01–63)
  'card-unreadable', // 64
  'card-expired', // 78
  'aborted', // 6C: stop key, timeout, or our own 06 B0
  'device-busy', // 84 9C and no end in sight
  'end-of-day-required', // F0
  'diagnosis-required', // C2
  'device-error', // FF, 9A, A3, 7D, B5 and others; or what it said could not be read, and nothing was booked
  'no-answer', // it fell silent (T3, T4) or the line broke; asked afterwards, it had booked nothing
  'offline', // not reachable: nothing was sent
]);
export type NotPaidReason = z.infer<typeof NotPaidReason>;

/** Why it cannot be told whether a payment is the one of an intent. */
const DOUBTS = [
  'no-status', // the device returned no status information
  'other-payment-since', // more than one payment since the intent: ours may be among them
  'other-terminal', // the journal's payment was taken by another device
  'time-mismatch', // amount and number fit, the device's clock does not
  'unknown-predecessor', // nothing known of the time before the intent, and no time to compare
] as const;
export type MatchDoubt = (typeof DOUBTS)[number];

/**
 * Reasons in health and health check, of `unclear`, of `not-reversed`, and of a closing that failed. The device's own
 * are names of its result codes (PA00P015 13.08, "Error-Messages").
 */
export const PAYMENT_REASONS = [
  ...NotPaidReason.options,
  ...DOUBTS,
  'not-registered',
  'end-of-day-not-possible',
  'communication-error',
  'function-not-possible',
  'protocol-error',
  'please-wait',
  'no-connection',
  'already-reversed',
  'reversal-not-possible',
  'printer-not-ready',
  'card-still-in',
  'system-error',
  'refused', // without a result code
  'closed', // the line, in the middle of a command
  'no-completion', // T4
  'commit-failed', // a status was not journalled
  'journal-failed', // the same, of a payment
  'unreachable',
  'not-ready', // reached, but busy until patience was over
  'registration-refused',
  'not-zvt', // what answers at the address is no payment terminal
  'not-reached',
  'port-unusable', // our own, for the device's calls
  'busy', // with another command of ours
  'driver-closed',
  'amount-differs',
  'no-receipt-number',
  'not-carried-out',
  'unknown-deviation', // in the configuration
] as const;
/** `result-b1`: a result code that has no name. */
export type PaymentReason = (typeof PAYMENT_REASONS)[number] | `result-${string}`;

/**
 * `unclear`: the device could not be asked, or gave no status. Staff decide; never authorise again by yourself.
 */
export const PaymentOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paid'), record: PaymentRecord, receipts: PaymentReceipts }),
  z.strictObject({
    kind: z.literal('not-paid'),
    reason: NotPaidReason,
    record: PaymentRecord.nullable(),
    receipts: PaymentReceipts,
  }),
  z.strictObject({ kind: z.literal('unclear'), reason: z.string() }),
]);
export type PaymentOutcome = Readonly<z.infer<typeof PaymentOutcome>>;

/** What was known of the device's last receipt before an intent: recovery compares against it. */
export const LastReceipt = z.strictObject({ receiptNo: z.int().nullable(), trace: z.int().nullable() });
export type LastReceipt = Readonly<z.infer<typeof LastReceipt>>;

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

export const RecoverRequest = z.strictObject({
  intentId: z.string(),
  amount: CentsSchema,
  /** Last receipt known before the intent was journalled. */
  before: LastReceipt,
  /** What the journal holds of a status information of this intent, if any. */
  committed: PaymentRecord.nullable(),
  /** Epoch milliseconds of the intent, to compare with the device's date and time (minutes of tolerance). */
  intendedAt: z.number(),
});
export type RecoverRequest = Readonly<z.infer<typeof RecoverRequest>>;

export const ReverseOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reversed'), record: PaymentRecord.nullable(), receipts: PaymentReceipts }),
  z.strictObject({ kind: z.literal('not-reversed'), reason: z.string() }),
  z.strictObject({ kind: z.literal('unclear'), reason: z.string() }),
]);
export type ReverseOutcome = Readonly<z.infer<typeof ReverseOutcome>>;

/** BMP 60: first and last receipt number, and count and sum of each card family that has any. */
export const TotalsDetail = z.strictObject({
  firstReceipt: z.int().nullable(),
  lastReceipt: z.int().nullable(),
  families: z.record(z.string().max(20), z.strictObject({ count: z.int().min(0), total: CentsSchema })),
});

/** What the device counted since its closing before. `null`: it did not say. */
export const EndOfDayTotals = z.strictObject({
  count: z.int().min(0).nullable(),
  total: CentsSchema.nullable(),
  detail: TotalsDetail.nullable(),
  receipts: PaymentReceipts,
});
export type EndOfDayTotals = Readonly<z.infer<typeof EndOfDayTotals>>;

export const EndOfDayResult = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: EndOfDayTotals }),
  z.strictObject({ ok: z.literal(false), error: z.string() }),
]);

/**
 * What the device did by itself and told unasked: somebody paid or closed the day at its own keys, or it makes up for a
 * power cut. Never one of our payments, whatever it says: what became of those is asked (`recover`).
 */
export const UnsolicitedReport = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), record: PaymentRecord }),
  z.strictObject({ kind: z.literal('totals'), total: CentsSchema.nullable() }),
  z.strictObject({ kind: z.literal('receipt'), receipts: PaymentReceipts }),
]);
export type UnsolicitedReport = Readonly<z.infer<typeof UnsolicitedReport>>;

/** Durable when it resolves: the device is acknowledged only then. */
export type UnsolicitedListener = (report: UnsolicitedReport) => Promise<void>;

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
  onUnsolicited(listener: UnsolicitedListener): void;
}
