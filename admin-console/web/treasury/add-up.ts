import type { ClosingView } from '../../contract/treasury/treasury.ts';

/** What moved on one day, by payee (`''`: nobody knows whose). */
export interface DaySum {
  readonly day: string;
  readonly byPayee: ReadonlyMap<string, number>;
  readonly cents: number;
}

export interface PayeeSum {
  readonly payee: string;
  readonly name: string | null;
  readonly iban: string | null;
  readonly count: number;
  readonly cents: number;
}

type Closings = readonly Pick<ClosingView, 'day' | 'payees'>[];

/** Payees of these closings by name, those without one last. @param only one payee's money */
export function payeeSums(closings: Closings, only: string | null): readonly PayeeSum[] {
  const sums = new Map<string, PayeeSum>();
  // The newest closing comes first: an account that was renamed has its newest name.
  for (const { payees } of closings) {
    for (const { payee, name, iban, count, cents } of payees) {
      if (only !== null && payee !== only) continue;
      const key = payee ?? '';
      const before = sums.get(key) ?? { payee: key, name, iban, count: 0, cents: 0 };
      sums.set(key, { ...before, count: before.count + count, cents: before.cents + cents });
    }
  }
  const title = ({ payee, name }: PayeeSum) => (payee === '' ? '\uffff' : (name ?? payee));
  return [...sums.values()].sort((a, b) => title(a).localeCompare(title(b), 'de'));
}

/** The newest day first. */
export function daySums(closings: Closings, only: string | null): readonly DaySum[] {
  const days = new Map<string, Map<string, number>>();
  for (const { day, payees } of closings) {
    const sums = days.get(day) ?? new Map<string, number>();
    for (const { payee, cents } of payees)
      if (only === null || payee === only) sums.set(payee ?? '', (sums.get(payee ?? '') ?? 0) + cents);
    days.set(day, sums);
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([day, byPayee]) => ({ day, byPayee, cents: [...byPayee.values()].reduce((sum, cents) => sum + cents, 0) }));
}
