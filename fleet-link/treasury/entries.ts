import { type Account, type Item, signedCents } from './account.ts';

/** What one payee gets from one closing. */
export interface PayeeEntries {
  /** Key of the site's `payees`; `null`: nobody knows whose money it is. */
  readonly payee: string | null;
  readonly name: string | null;
  readonly iban: string | null;
  readonly bic: string | null;
  readonly items: readonly Entry[];
  readonly credits: { readonly count: number; readonly cents: number };
  readonly debits: { readonly count: number; readonly cents: number };
  readonly net: number;
}

/** Payees in the order of their keys, each with what moved for it; those without a payee last. */
export function entriesByPayee(account: Account, only: string | null = null): readonly PayeeEntries[] {
  const all = account.items.flatMap(entriesOf);
  const keys = [...new Set(all.map(({ payee }) => payee))]
    .filter((payee) => only === null || payee === only)
    .sort((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
  return keys.map((payee) => {
    const items = all.filter((item) => item.payee === payee);
    const known = payee === null ? undefined : account.payees[payee];
    return {
      payee,
      name: known?.name ?? null,
      iban: known?.iban ?? null,
      bic: known?.bic ?? null,
      items,
      credits: sum(items.filter((item) => signedCents(item) > 0)),
      debits: sum(items.filter((item) => signedCents(item) < 0)),
      net: items.reduce((total, item) => total + signedCents(item), 0),
    };
  });
}

/** An entry of the books: a payment, or a part of one that pays several bills. */
export interface Entry extends Item {
  /** 1, 2, 3, … of a payment with several. */
  readonly part: number | null;
}

/** Each part is an entry with its own payee, Kassenzeichen and amount, and the numbers of the payment as a whole. */
export const entriesOf = (item: Item): readonly Entry[] =>
  item.parts?.map((part, at) => ({ ...item, ...part, part: at + 1 })) ?? [{ ...item, part: null }];

const sum = (items: readonly Item[]) => ({
  count: items.length,
  cents: items.reduce((total, { cents }) => total + cents, 0),
});

/**
 * Identifies a closing wherever it is imported: the same closing has the same name for ever, and no other has it, even
 * of a terminal whose disk was replaced: it ends with the journal's hash. At most 27 characters of A–Z 0–9 and "-".
 */
export function closingName({ terminalId, number, head }: Pick<Account, 'terminalId' | 'number' | 'head'>): string {
  const plain = terminalId
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .slice(0, 9);
  return `${plain}-${String(number).padStart(5, '0')}-${head.slice(0, 8).toUpperCase()}`;
}

/** Identifies one entry, 35 characters at most (Max35Text): the intent's UUID without hyphens, and which part of it. */
export const entryName = ({ intentId, part }: Pick<Entry, 'intentId' | 'part'>): string => {
  const whole = intentId.replaceAll('-', '');
  return part === null ? whole.slice(0, 35) : `${whole.slice(0, 32)}-${part}`;
};
