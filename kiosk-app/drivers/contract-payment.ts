import { z } from 'zod';
import type * as driver from '../../device-drivers/payment/contract.ts';
import { MAX_CENTS } from '../../foundation/money.ts';
import type { Result } from '../../foundation/result.ts';

/** The payment driver's words as they travel over the link; shapes of device-drivers/payment/contract.ts. */
type Both<T> = z.ZodType<T, T>;

const Cents = z.int().min(0).max(MAX_CENTS);

const ReceiptLine: Both<driver.ReceiptLine> = z.strictObject({
  text: z.string(),
  align: z.enum(['left', 'center', 'right']),
  bold: z.boolean(),
  large: z.boolean(),
});

const PaymentReceipts: Both<driver.PaymentReceipts> = z.strictObject({
  merchant: z.array(ReceiptLine),
  customer: z.array(ReceiptLine),
});

export const PaymentRecord: Both<driver.PaymentRecord> = z.strictObject({
  resultCode: z.int(),
  amount: Cents.nullable(),
  receiptNo: z.int().nullable(),
  trace: z.int().nullable(),
  terminalId: z.string().nullable(),
  date: z.string().nullable(),
  time: z.string().nullable(),
  cardName: z.string().nullable(),
  maskedPan: z.string().nullable(),
  authCode: z.string().nullable(),
  text: z.string().nullable(),
});

export const PaymentProgress: Both<driver.PaymentProgress> = z.strictObject({
  phase: z.enum([
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
  ]),
  status: z.int().nullable(),
  text: z.string().nullable(),
});

export const PaymentOutcome: Both<driver.PaymentOutcome> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paid'), record: PaymentRecord, receipts: PaymentReceipts }),
  z.strictObject({
    kind: z.literal('not-paid'),
    reason: z.enum([
      'declined',
      'card-unreadable',
      'card-expired',
      'aborted',
      'device-busy',
      'end-of-day-required',
      'diagnosis-required',
      'device-error',
      'no-answer',
      'offline',
    ]),
    record: PaymentRecord.nullable(),
    receipts: PaymentReceipts,
  }),
  z.strictObject({ kind: z.literal('unclear'), reason: z.string() }),
]);

const LastReceiptShape = z.strictObject({ receiptNo: z.int().nullable(), trace: z.int().nullable() });
export const LastReceipt: Both<driver.LastReceipt> = LastReceiptShape;

export const RecoverRequest: Both<driver.RecoverRequest> = z.strictObject({
  intentId: z.string(),
  amount: Cents,
  before: LastReceiptShape,
  committed: PaymentRecord.nullable(),
  intendedAt: z.number(),
});

export const ReverseOutcome: Both<driver.ReverseOutcome> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reversed'), record: PaymentRecord.nullable(), receipts: PaymentReceipts }),
  z.strictObject({ kind: z.literal('not-reversed'), reason: z.string() }),
  z.strictObject({ kind: z.literal('unclear'), reason: z.string() }),
]);

export const ForeignReport: Both<driver.ForeignReport> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), record: PaymentRecord }),
  z.strictObject({ kind: z.literal('totals'), total: Cents.nullable() }),
  z.strictObject({ kind: z.literal('receipt'), receipts: PaymentReceipts }),
]);

export const EndOfDayResult: Both<Result<driver.EndOfDayTotals, string>> = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    value: z.strictObject({
      count: z.int().min(0).nullable(),
      total: Cents.nullable(),
      detail: z
        .strictObject({
          firstReceipt: z.int().nullable(),
          lastReceipt: z.int().nullable(),
          families: z.record(z.string().max(20), z.strictObject({ count: z.int().min(0), total: Cents })),
        })
        .nullable(),
      receipts: PaymentReceipts,
    }),
  }),
  z.strictObject({ ok: z.literal(false), error: z.string() }),
]);
