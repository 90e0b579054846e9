import { localTime } from '../../foundation/time/local-time.ts';
import { type Account, type Item, signedCents } from './account.ts';
import { closingName, type Entry, entriesByPayee, entryName, type PayeeEntries } from './entries.ts';

/** Names of the columns as treasury software in Germany reads them; docs/treasury.md explains each. */
const COLUMNS = [
  'Kassenschnitt',
  'Terminal',
  'Abschlusstag',
  'Buchungsdatum',
  'Uhrzeit',
  'Art',
  'Empfaenger',
  'Empfaengername',
  'IBAN',
  'Kassenzeichen',
  'Betrag',
  'Waehrung',
  'Belegnummer',
  'Tracenummer',
  'Terminal-ID',
  'Kartenart',
  'Genehmigung',
  'Vorgang',
  'Zahlweg',
  'Transaktion',
] as const;

const KINDS: Readonly<Record<Item['kind'], string>> = {
  payment: 'ZAHLUNG',
  reversal: 'STORNO',
  cleared: 'GEKLAERT',
  'cleared-reversal': 'GEKLAERT-STORNO',
};

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * One row per payment and per reversal (negative), as RFC 4180 but for the separator: semicolon and decimal comma, and
 * a byte order mark, because a German spreadsheet takes commas for decimals and anything unmarked for Windows-1252.
 * Several closings stand one after the other under one row of names.
 */
export function writeCsv(accounts: readonly Account[], payee: string | null = null): string {
  const rows = accounts.flatMap((account) =>
    entriesByPayee(account, payee).flatMap((entries) => entries.items.map((item) => rowOf(account, entries, item))),
  );
  return BYTE_ORDER_MARK + [COLUMNS, ...rows].map((row) => `${row.map(field).join(';')}\r\n`).join('');
}

function rowOf(account: Account, { payee, name, iban }: PayeeEntries, item: Entry): readonly string[] {
  const { date, time } = localTime(item.at, account.timeZone);
  return [
    closingName(account),
    account.terminalId,
    account.day,
    date,
    time,
    KINDS[item.kind],
    payee ?? '',
    name ?? '',
    iban ?? '',
    item.reference,
    decimal(signedCents(item)),
    'EUR',
    text(item.receiptNo),
    text(item.trace),
    item.terminalId ?? '',
    item.cardName ?? '',
    item.authCode ?? '',
    entryName(item),
    item.online ? 'ONLINE' : 'KARTE',
    item.online?.transactionId ?? '',
  ];
}

const text = (value: number | null): string => (value === null ? '' : String(value));

function decimal(cents: number): string {
  const whole = Math.trunc(Math.abs(cents) / 100);
  return `${cents < 0 ? '-' : ''}${whole},${String(Math.abs(cents) % 100).padStart(2, '0')}`;
}

/** A spreadsheet runs what begins like a formula; amounts are the only fields that may begin with a minus. */
function field(value: string): string {
  const isAmount = /^-?\d+,\d\d$/.test(value);
  const safe = !isAmount && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
