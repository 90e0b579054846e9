import type { Alert } from '../../fleet-link/contract.ts';
import { type Account, type Difference, type Item, signedCents } from '../../fleet-link/treasury/account.ts';
import { entriesByPayee, type PayeeEntries } from '../../fleet-link/treasury/entries.ts';
import { localTime } from '../../foundation/time/local-time.ts';
import { rule, table, WIDTH, wrap } from '../devices-command/layout.ts';
import type { Acts } from '../terminal/reconciliation/acts.ts';
import { WAYS } from '../terminal/reconciliation/settle-by-staff.ts';
import type { TreasuryWords } from './texts.ts';

/** An alert with what a treasurer finds it by; `null` where there is no package or it is erased. */
export interface Case {
  readonly alert: Alert;
  /** Of the case, as its citizen holds it. */
  readonly number: string | null;
  readonly reference: string | null;
  readonly cents: number | null;
  readonly payee: string | null;
}

export interface ReportInput {
  readonly terminalId: string;
  readonly timeZone: string;
  /** Oldest first; none before the first closing. */
  readonly accounts: readonly Account[];
  readonly since: Pick<Acts, 'items'>;
  readonly cases: readonly Case[];
  /** Only this payee's payments are listed; the comparison is of the whole till. */
  readonly payee: string | null;
}

/** What a treasurer reads, 80 columns. */
export function reportText(input: ReportInput, words: TreasuryWords): string {
  const { accounts, terminalId, timeZone, since, cases } = input;
  const lines = [
    ...(accounts.length === 0 ? [words.text('no-closing', { terminal: terminalId })] : []),
    ...accounts.flatMap((account) => [...accountLines(account, input.payee, words), '']),
    words.text('since', {
      payments: words.payments(since.items.filter(({ kind }) => kind === 'payment').length),
      amount: words.euro(since.items.reduce((sum, item) => sum + signedCents(item), 0)),
    }),
    '',
    rule('='),
    words.text('cases'),
    rule('-'),
    ...(cases.length === 0 ? [words.text('cases.none')] : cases.flatMap((one) => caseLines(one, timeZone, words))),
  ];
  return `${lines.join('\n')}\n`;
}

function accountLines(account: Account, payee: string | null, words: TreasuryWords): string[] {
  const { number, terminalId, day, closedAt, timeZone } = account;
  const payees = entriesByPayee(account, payee);
  return [
    words.text('title', { number, terminal: terminalId }),
    words.text('closed', { time: words.time(closedAt, timeZone), day: words.day(day) }),
    rule('='),
    ...(payees.length === 0 ? [words.text('nothing'), ''] : []),
    ...payees.flatMap((entries) => [...payeeLines(account, entries, words), '']),
    ...comparisonLines(account, words),
    ...differenceLines(account, words),
  ];
}

const PAYMENT_COLUMNS = [8, 25, 13, 7] as const;
const AMOUNT = WIDTH - PAYMENT_COLUMNS.reduce((sum, width) => sum + width + 1, 0);

function payeeLines(
  { timeZone }: Account,
  { payee, name, iban, items, net }: PayeeEntries,
  words: TreasuryWords,
): string[] {
  const title = payee === null ? words.text('no-payee') : `${name ?? payee}${iban ? `  ${inGroups(iban)}` : ''}`;
  const row = (item: Item) => [
    localTime(item.at, timeZone).time,
    item.reference,
    words.text(`kind.${item.kind}`),
    item.online ? words.text('way.online') : item.receiptNo === null ? '' : String(item.receiptNo),
    words.euro(signedCents(item)).padStart(AMOUNT),
  ];
  const header = ['time', 'reference', 'kind', 'receipt'].map((column) => words.text(`column.${column}`));
  return [
    ...wrap(title, WIDTH),
    rule('-'),
    ...aligned([[...header, words.text('column.amount').padStart(AMOUNT)], ...items.map(row)]),
    ...aligned([['', words.text('sum'), '', '', words.euro(net).padStart(AMOUNT)]]),
  ];
}

/** Amounts stand right: `table` would take their spaces for words. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  return rows.map((row) =>
    row.map((cell, i) => cell.padEnd(PAYMENT_COLUMNS[i] ?? 0).slice(0, PAYMENT_COLUMNS[i] ?? WIDTH)).join(' '),
  );
}

const SIDES = [30, 20] as const;

function comparisonLines({ journal, device }: Account, words: TreasuryWords): string[] {
  const { total, count } = device;
  const row = (label: string, middle: string, amount: string) =>
    `${label.padEnd(SIDES[0])} ${middle.padEnd(SIDES[1])} ${amount.padStart(WIDTH - SIDES[0] - SIDES[1] - 2)}`;
  const untold = words.text('comparison.untold');
  return [
    words.text('comparison'),
    rule('-'),
    row(words.text('comparison.journal'), words.payments(journal.count), words.euro(journal.total)),
    row(
      words.text('comparison.device'),
      count === null ? '' : words.payments(count),
      total === null ? untold : words.euro(total),
    ),
    row(words.text('comparison.gap'), '', total === null ? '' : words.euro(total - journal.total)),
  ];
}

function differenceLines(account: Account, words: TreasuryWords): string[] {
  const { differences } = account;
  if (differences.length === 0) return ['', words.text('comparison.agrees')];
  return [
    '',
    words.text('differences'),
    rule('-'),
    ...differences.flatMap((one) => oneDifference(account, one, words)),
  ];
}

function oneDifference(account: Account, difference: Difference, words: TreasuryWords): string[] {
  const { kind, cents, intentIds, isCertain, isCounted, foreignReceipts } = difference;
  const about = [...account.items, ...account.open].filter(({ intentId }) => intentIds.includes(intentId));
  const verdict = isCounted === null ? null : words.text(isCounted ? 'verdict.counted' : 'verdict.not-counted');
  const heading = [words.text(`difference.${kind}`), verdict, cents === 0 ? null : words.euro(cents)];
  const details = [
    ...(!isCertain && about.length > 1 ? [`${words.text('verdict.one-of')}:`] : []),
    ...about.map(({ reference, cents: asked }) => `${reference}  ${words.euro(asked)}`),
    ...(foreignReceipts.length > 0 ? [words.text('verdict.receipts', { receipts: foreignReceipts.join(', ') })] : []),
    words.text(`act.${kind}`),
  ];
  return [
    ...table([['-', heading.filter((part) => part !== null).join(', ')]], [1]),
    ...details.flatMap((detail) => table([['', detail]], [1])),
  ];
}

function caseLines({ alert, number, reference, cents, payee }: Case, timeZone: string, words: TreasuryWords): string[] {
  const what = [reference, cents === null ? null : words.euro(cents), payee].filter((part) => part !== null);
  const id = shortest(alert.id);
  const detail = [
    words.text('case.since', { time: words.time(alert.since, timeZone) }),
    ...(number === null ? [] : [words.text('case.number', { number })]),
    ...(alert.reason === null ? [] : [reasonWords(alert.reason, words)]),
  ];
  return [
    ...table([['-', [words.text(`alert.${alert.kind}`), ...what].join(', ')]], [1]),
    ...table([['', detail.join(' · ')]], [1]),
    ...table([['', words.text('case.settle', { id, ways: WAYS[alert.kind].join('|') })]], [1]),
  ];
}

/** The text of a reason; a driver's code that has no text is shown as it is. */
function reasonWords(reason: string, words: TreasuryWords): string {
  const closing = /^closing-(\d+)$/.exec(reason)?.[1];
  const key = closing ? 'case-reason.closing' : `case-reason.${reason}`;
  const text = words.text(key, { number: closing ?? '' });
  return text === key ? reason : text;
}

/** The first characters of an alert's id, which is all that staff need to type. */
export const shortest = (id: string): string => id.slice(0, 8);

const inGroups = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ');
