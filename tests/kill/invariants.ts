import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatEuro } from '../../foundation/money.ts';
import type { Evidence, Testimony } from './observed-visits.ts';

type Receipt = NonNullable<NonNullable<Testimony['visit']>['receipt']>;

/** Named for what the citizen would say. */
export type Broken =
  | 'lost'
  | 'charged-twice'
  | 'paid-not-delivered-not-reversed'
  | 'delivered-twice'
  | 'delivered-unpaid'
  | 'reversed-yet-delivered'
  | 'reversed-twice'
  | 'fee-forgotten'
  | 'paid-not-told'
  | 'told-paid-falsely'
  | 'told-accepted-falsely'
  | 'told-reversed-falsely'
  | 'receipt-lies'
  | 'never-settles'
  | 'died-by-itself';

export interface Violation {
  readonly broken: Broken;
  /** Number of the visit; `null`: of the terminal as a whole. */
  readonly visit: number | null;
  readonly detail: string;
}

export interface Judgement {
  readonly violations: readonly Violation[];
  /** Visits about which the terminal has told a person that it does not know where the money is. */
  readonly unclear: readonly number[];
  /** Visits that it has left to a person although it knows: by policy, or because it cannot finish by itself. */
  readonly leftToStaff: readonly number[];
}

const TEXTS = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../kiosk-app/session/texts/de.json'), 'utf8'),
) as Readonly<Record<string, string>>;
const SAYS = {
  unclear: TEXTS['session.receipt.status.unclear'] ?? '',
  amount: TEXTS['session.receipt.amount'] ?? '',
  caseNumber: TEXTS['session.receipt.caseNumber'] ?? '',
  accepted: TEXTS['session.receipt.status.accepted'] ?? '',
} as const;
const CASE_NUMBER = /\b[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}\b/;
/** Alerts that mean: a person looks after this payment or submission. */
const CARED_FOR =
  /^(payment-unclear|reversal-failed|repay-online|reversal-unclear|rejected-paid|undeliverable|contradictory-answers|fee-due|delivery-overdue)$/;
const UNCLEAR = /-unclear$/;

/** Holds what people and the three witnesses say against each other. Pure: the harness can be tested without a terminal. */
export function judge(visits: readonly Testimony[], evidence: Evidence): Judgement {
  const violations: Violation[] = [];
  const unclear: number[] = [];
  const leftToStaff: number[] = [];
  for (const one of visits) {
    const found = judgeVisit(one, evidence);
    violations.push(...found.violations.map((violation) => ({ ...violation, visit: one.number })));
    if (found.alarm) (UNCLEAR.test(found.alarm.kind) ? unclear : leftToStaff).push(one.number);
  }
  for (const { text, torn } of evidence.papers) {
    // Every slip has the number; only one that says "received" promises that the authority knows it.
    if (!text.some((line) => line.includes(SAYS.accepted))) continue;
    // A torn slip ends anywhere; what stands on it must be true all the same.
    const named = text.find((line) => line.includes(SAYS.caseNumber));
    const number = CASE_NUMBER.exec(named ?? '')?.[0];
    if (number && !evidence.inbox.some(({ caseNumber }) => caseNumber === number))
      violations.push({
        broken: 'receipt-lies',
        visit: null,
        detail: `case number not in the inbox${torn ? ' (torn)' : ''}`,
      });
  }
  return { violations, unclear, leftToStaff };
}

function judgeVisit(one: Testimony, { ledger, inbox, papers, alarms, booked }: Evidence) {
  const violations: Omit<Violation, 'visit'>[] = [];
  const broken = (what: Broken, detail: string) => void violations.push({ broken: what, detail });
  const charges =
    one.cents === null
      ? []
      : ledger
          .slice(one.rows.from, one.rows.to)
          .filter(({ kind, amount }) => kind === 'authorisation' && amount === one.cents);
  const kept = charges.filter(({ reversed }) => !reversed);
  const cases = inbox.filter(({ data }) => wordsOf(data).includes(one.mark));
  const standing = cases.filter(({ state }) => state !== 'rejected');
  const references = [one.mark, ...cases.flatMap(({ data }) => referenceIn(data))];
  const packages = booked.filter(({ reference }) => reference !== null && references.includes(reference));
  const alarm = alarms.find(
    ({ kind, packageId }) => CARED_FOR.test(kind) && packages.some((held) => held.packageId === packageId),
  );
  // A notice is a package of its own: its alert names none of the visit's.
  const isNoticeCaredFor =
    alarms.some(({ kind }) => /^(undeliverable|delivery-overdue)$/.test(kind)) || alarm !== undefined;
  const { visit } = one;
  const told = visit?.receipt?.delivery.kind ?? null;

  if (cases.length > 1) broken('delivered-twice', `${cases.length} cases at the authority`);
  if (told === 'accepted' && cases.length === 0)
    broken('told-accepted-falsely', 'the screen said so, the inbox has nothing');
  if (told === 'deferred' && cases.length === 0 && !alarm)
    broken('lost', 'told that it is kept safely, never arrived, no alert');
  if (one.cents !== null) {
    if (charges.length > 1) broken('charged-twice', charges.map(({ receiptNo }) => `receipt ${receiptNo}`).join(', '));
    if (visit?.saidPaid && charges.length === 0)
      broken('told-paid-falsely', 'the screen said so, the ledger has nothing');
    if (kept.length > 0 && standing.length === 0 && !alarm)
      broken(
        'paid-not-delivered-not-reversed',
        cases.length > 0 ? 'rejected, money kept, no alert' : 'no case, no reversal, no alert',
      );
    if (!one.owes && cases.length > 0 && charges.length === 0) broken('delivered-unpaid', 'the ledger has nothing');
    if (kept.length === 0 && charges.length > 0 && standing.length > 0)
      broken('reversed-yet-delivered', 'the money went back, the case stands');
    if (one.owes && standing.length > 0 && charges.length === 0 && visit?.end === 'lost' && !alarm)
      broken('fee-forgotten', 'submitted, never paid, nobody is told');
    if (one.owes && kept.length === 1 && standing.length === 1 && standing[0]?.owed !== null && !isNoticeCaredFor)
      broken('paid-not-told', 'paid after it was sent, and the case still waits for money');
    const reversals = ledger.filter(({ kind, amount }) => kind === 'reversal' && amount === one.cents);
    if (!one.isShared && reversals.length > 1)
      broken('reversed-twice', reversals.map(({ receiptNo }) => `receipt ${receiptNo}`).join(', '));
    if (saidReversed(visit?.receipt) && (kept.length > 0 || charges.length === 0))
      broken('told-reversed-falsely', 'the screen said that the money is back, the ledger does not');
    const amount = plain(formatEuro(one.cents, 'de'));
    const names = one.isShared ? [...references, ...cases.map(({ caseNumber }) => caseNumber)] : [amount];
    const slips = papers.filter(
      ({ text }) =>
        text.some((line) => line.includes(SAYS.amount) && plain(line).includes(amount)) &&
        text.some((line) => names.some((name) => plain(line).includes(name))),
    );
    const claims = slips.filter(({ text }) => !text.some((line) => line.includes(SAYS.unclear)));
    if (claims.length > 0 && charges.length === 0) broken('receipt-lies', 'paper says paid, the ledger has nothing');
  }
  return { violations, alarm };
}

const saidReversed = (receipt: Receipt | null | undefined): boolean =>
  receipt !== null && receipt !== undefined && 'refund' in receipt.delivery && receipt.delivery.refund === 'reversed';

/** A case's data do not change once they have arrived, and are looked through for every visit. */
const known = new WeakMap<object, string>();

function wordsOf(data: unknown): string {
  if (typeof data !== 'object' || data === null) return JSON.stringify(data) ?? '';
  const words = known.get(data) ?? JSON.stringify(data);
  known.set(data, words);
  return words;
}

/** The payment's reference that a submission carries. */
function referenceIn(data: unknown): readonly string[] {
  const { zahlung } = (data ?? {}) as { zahlung?: { kassenzeichen?: string } };
  return zahlung?.kassenzeichen === undefined ? [] : [zahlung.kassenzeichen];
}

/** Money is written with a space that does not break; a printer knows only one kind. */
const plain = (text: string): string => text.replace(/\s+/gu, ' ');
