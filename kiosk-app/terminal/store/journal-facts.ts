import { z } from 'zod';
import { LastReceipt, PaymentRecord, TotalsDetail } from '../../../device-drivers/payment/contract.ts';
import { HOWS } from '../../../fleet-link/treasury/ways.ts';
import { FeeItem } from '../../channel/terminal/money.ts';

/** What a journal entry may say. Amounts, references, states: nothing about a person, nothing of a card but its mask. */

export const AuthoriseIntent = z.strictObject({
  /** Of all items. */
  cents: z.int().min(1),
  /** Of the first item. */
  reference: z.string(),
  before: LastReceipt,
  /** What each payee gets of it. Not in entries of older versions. */
  items: z.array(FeeItem).min(1).readonly().optional(),
});
export type AuthoriseIntent = z.infer<typeof AuthoriseIntent>;

export const AuthoriseOutcome = z.strictObject({
  result: z.enum(['paid', 'not-paid', 'unclear']),
  reason: z.string().max(80).nullable(),
  record: PaymentRecord.nullable(),
});
export type AuthoriseOutcome = z.infer<typeof AuthoriseOutcome>;

/** Payment on the citizen's own telephone, at the payment portal. The intent's id is the `requestId` there. */
export const OnlineIntent = AuthoriseIntent.omit({ before: true }).required({ items: true });
export type OnlineIntent = z.infer<typeof OnlineIntent>;
/** Written before the payment's address is shown: what has none was never shown, so nobody can have paid it. */
export const OnlineEvidence = z.strictObject({ transactionId: z.string().min(1).max(36) });

/** Words of the payment portal for a transaction that is paid (XBezahldienste 1.0.0). */
export const OnlineRecord = z.strictObject({
  transactionId: z.string().min(1).max(36),
  method: z.string().max(20).nullable(),
  methodDetail: z.string().max(36).nullable(),
});
export type OnlineRecord = z.infer<typeof OnlineRecord>;
/** `reason` of what is paid: why the money is not the package's, and goes back. */
export const OnlineOutcome = z.strictObject({
  result: z.enum(['paid', 'not-paid']),
  reason: z.string().max(80).nullable(),
  record: OnlineRecord.nullable(),
});
export type OnlineOutcome = z.infer<typeof OnlineOutcome>;

export const SubmitIntent = z.strictObject({ destinationId: z.uuid(), encryptionKid: z.string() });
export const SubmitOutcome = z.strictObject({
  result: z.enum(['submitted', 'flagged']),
  reason: z.string().max(80).nullable(),
});

export const PrintIntent = z.strictObject({ documentId: z.string() });
export const PrintOutcome = z.strictObject({
  result: z.enum(['printed', 'fault', 'unknown']),
  reason: z.string().max(80).nullable(),
});

export const ReverseIntent = z.strictObject({ of: z.string(), record: PaymentRecord });
export const ReverseOutcome = z.strictObject({
  result: z.enum(['reversed', 'not-reversed', 'unclear']),
  reason: z.string().max(80).nullable(),
});

/** `package_id` of these entries is the day that is closed: "2026-01-31". */
export const EndOfDayIntent = z.strictObject({ day: z.string() });

export const EndOfDayOutcome = z.strictObject({
  result: z.enum(['done', 'failed', 'unknown']),
  reason: z.string().max(80).nullable(),
  /** What the device counted; `null` unless done, or if it did not say. */
  count: z.int().nullable(),
  total: z.int().nullable(),
  /** Where the device tells them. Not in entries of older versions. */
  detail: TotalsDetail.nullable().optional(),
});

/**
 * What the payment terminal did by itself. In journals and closings, which are never rewritten, the word for it is
 * "foreign": as kind of the entry, and as its `package_id`, because it belongs to no package.
 */
export const UnsolicitedIntent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), record: PaymentRecord }),
  z.strictObject({ kind: z.literal('totals'), total: z.int().nullable() }),
  z.strictObject({ kind: z.literal('receipt'), lines: z.int() }),
]);
export const UnsolicitedOutcome = z.strictObject({ result: z.literal('noted') });

/** What a person decided about an alert; `package_id` is the alert's package, or its id. */
export const StaffIntent = z.strictObject({
  alertId: z.string().max(80),
  alert: z.string().max(40),
  how: z.enum(HOWS),
  /** Account name at the operating system, or at the hub. */
  who: z.string().max(80),
  /** Why, in their words; only where they were asked, at the hub. */
  why: z.string().max(300).optional(),
  /** The hub's command by which it came: the same one changes nothing a second time. */
  command: z.uuid().optional(),
});
export const StaffOutcome = z.strictObject({ result: z.literal('done') });

/** Schema of each kind and phase; `evidence` exists for what a device says before it is acknowledged. */
export const FACTS = {
  authorise: { intent: AuthoriseIntent, evidence: PaymentRecord, outcome: AuthoriseOutcome },
  online: { intent: OnlineIntent, evidence: OnlineEvidence, outcome: OnlineOutcome },
  reverse: { intent: ReverseIntent, evidence: PaymentRecord, outcome: ReverseOutcome },
  submit: { intent: SubmitIntent, evidence: z.never(), outcome: SubmitOutcome },
  print: { intent: PrintIntent, evidence: z.never(), outcome: PrintOutcome },
  'end-of-day': { intent: EndOfDayIntent, evidence: z.never(), outcome: EndOfDayOutcome },
  foreign: { intent: UnsolicitedIntent, evidence: z.never(), outcome: UnsolicitedOutcome },
  staff: { intent: StaffIntent, evidence: z.never(), outcome: StaffOutcome },
} as const;
export type EntryKind = keyof typeof FACTS;
export type EntryPhase = 'intent' | 'evidence' | 'outcome';
export type FactsOf<K extends EntryKind, P extends EntryPhase> = z.infer<(typeof FACTS)[K][P]>;
