import type { Account } from '../../fleet-link/treasury/account.ts';
import { writeCamt054 } from '../../fleet-link/treasury/camt054.ts';
import { writeCsv } from '../../fleet-link/treasury/csv.ts';
import { entriesOf } from '../../fleet-link/treasury/entries.ts';
import type { How } from '../../fleet-link/treasury/ways.ts';
import { Refusal } from '../../foundation/errors.ts';
import type { StaffLanguage } from '../../foundation/staff-languages.ts';
import type { TextValues } from '../../foundation/texts.ts';
import { findPlace, type Place } from '../devices-command/site-file.ts';
import {
  accountByNumber,
  accountsOfDay,
  actsSinceLastClosing,
  lastAccount,
} from '../terminal/reconciliation/closings.ts';
import type { Store } from '../terminal/store/database.ts';
import { reportText } from './report.ts';
import { openForReading, readCases, settleInStore } from './store.ts';
import { type TreasuryWords, wordsOf } from './texts.ts';

export type ExportFormat = 'text' | 'csv' | 'camt.054';

export interface TreasuryRequest {
  readonly site: string | undefined;
  readonly data: string | undefined;
  readonly language: StaffLanguage;
  readonly format: ExportFormat;
  readonly which: { readonly closing: number | 'last' } | { readonly day: string };
  readonly payee: string | null;
  readonly settle: { readonly alert: string; readonly how: How; readonly who: string } | null;
}

/** 0 done · 1 refused · 2 command line or site file · 3 no such data, closing or payee. */
export interface TreasuryOutcome {
  readonly exitCode: 0 | 1 | 2 | 3;
  /** What was asked for: to standard output or a file. */
  readonly output: string;
  /** For standard error. */
  readonly notice: string | null;
}

/** What `npm run treasury` does; see docs/treasury.md. @param demo directory of a demo on this machine */
export function runTreasury(request: TreasuryRequest, demo: string): TreasuryOutcome {
  const words = wordsOf(request.language);
  const found = findPlace(request, demo);
  if (!found.ok) return fault(2, words, found.error.reason, { ...found.error });
  const place = found.value;
  const opened = openForReading(place.data);
  if (!opened.ok) return fault(3, words, opened.error, { data: place.data });
  const db = opened.value;
  try {
    if (request.settle) return settle(place.data, request.settle, words);
    return show(db, place, request, words);
  } finally {
    db.close();
  }
}

function show(db: Store, { site }: Place, request: TreasuryRequest, words: TreasuryWords): TreasuryOutcome {
  const chosen = choose(db, request, words);
  if ('exitCode' in chosen) return chosen;
  const { accounts } = chosen;
  const payee = request.payee;
  const known = [
    ...new Set(
      accounts.flatMap(({ items, payees }) => [
        ...items.flatMap(entriesOf).map((i) => i.payee),
        ...Object.keys(payees),
      ]),
    ),
  ];
  if (payee !== null && !known.includes(payee)) {
    return fault(3, words, 'no-such-payee', { payee, known: known.filter(Boolean).join(', ') });
  }
  if (request.format === 'text') {
    const input = {
      terminalId: site.terminalId,
      timeZone: site.devices.payment?.timeZone ?? 'Europe/Berlin',
      accounts,
      since: actsSinceLastClosing(db),
      cases: readCases(db),
      payee,
    };
    return { exitCode: 0, output: reportText(input, words), notice: null };
  }
  const [account, another] = accounts;
  if (!account) return fault(3, words, 'no-closing-yet', {});
  if (another) {
    return fault(3, words, 'several-closings', { numbers: accounts.map(({ number }) => number).join(' | ') });
  }
  return exported(account, request.format, payee, words);
}

function exported(
  account: Account,
  format: 'csv' | 'camt.054',
  payee: string | null,
  words: TreasuryWords,
): TreasuryOutcome {
  if (format === 'csv') return { exitCode: 0, output: writeCsv([account], payee), notice: null };
  const message = writeCamt054(account, payee);
  if (!message) return fault(3, words, 'nothing-to-notify', {});
  const { xml, withoutAccount } = message;
  const payees = withoutAccount.map((name) => name || words.text('no-payee')).join(', ');
  return { exitCode: 0, output: xml, notice: payees === '' ? null : words.text('without-account', { payees }) };
}

function choose(
  db: Store,
  { which, format }: TreasuryRequest,
  words: TreasuryWords,
): { readonly accounts: readonly Account[] } | TreasuryOutcome {
  const last = lastAccount(db);
  if ('closing' in which && which.closing === 'last') {
    return last || format === 'text' ? { accounts: last ? [last] : [] } : fault(3, words, 'no-closing-yet', {});
  }
  const accounts =
    'day' in which
      ? accountsOfDay(db, which.day)
      : [accountByNumber(db, Number(which.closing))].filter((a) => a !== null);
  if (accounts.length > 0) return { accounts };
  const closing = 'day' in which ? which.day : which.closing;
  return fault(3, words, 'no-such-closing', { closing, last: last?.number ?? '–' });
}

function settle(
  data: string,
  { alert: id, how, who }: NonNullable<TreasuryRequest['settle']>,
  words: TreasuryWords,
): TreasuryOutcome {
  try {
    const { kind } = settleInStore(data, id, how, who);
    return {
      exitCode: 0,
      output: `${words.text('settled', { alert: words.text(`alert.${kind}`), how, who })}\n`,
      notice: null,
    };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const reason = thrown.reason.startsWith('storage') ? 'storage' : thrown.reason;
    return fault(1, words, reason, { detail: thrown.detail ?? thrown.reason });
  }
}

const fault = (exitCode: 1 | 2 | 3, words: TreasuryWords, reason: string, values: TextValues): TreasuryOutcome => ({
  exitCode,
  output: '',
  notice: words.text(`fault.${reason}`, values),
});
