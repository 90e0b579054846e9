import { type Account, type Item, signedCents } from '../../../fleet-link/treasury/account.ts';
import { entriesByPayee } from '../../../fleet-link/treasury/entries.ts';
import type { ClosingSummary } from '../../contract/treasury/treasury.ts';

/** What a list shows of a closing. */
export function summaryOf(account: Account): ClosingSummary {
  const { items, journal, device, differences } = account;
  const byCard = items.filter(({ online }) => online === undefined);
  const online = items.filter((item) => item.online !== undefined);
  const cards = [...new Set(byCard.map(({ cardName }) => cardName))].sort((a, b) =>
    a === null ? 1 : b === null ? -1 : a.localeCompare(b, 'de'),
  );
  return {
    moved: moved(items),
    payees: entriesByPayee(account).map(({ payee, name, iban, items: own }) => ({ payee, name, iban, ...moved(own) })),
    cards: [
      ...cards.map((card) => ({ card, ...moved(byCard.filter(({ cardName }) => cardName === card)) })),
      ...(online.length > 0 ? [{ card: null, isOnline: true as const, ...moved(online) }] : []),
    ],
    journal,
    device: { count: device.count, total: device.total },
    differences: differences.map(({ kind, cents, isCertain }) => ({ kind, cents, isCertain })),
  };
}

const moved = (items: readonly Item[]) => ({
  count: items.length,
  cents: items.reduce((sum, item) => sum + signedCents(item), 0),
});
