import { z } from 'zod';
import type { ReceiptLine } from '../../../device-drivers/payment/contract.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { durably, type Store } from './database.ts';

const Lines: z.ZodType<readonly ReceiptLine[]> = z.array(
  z.strictObject({
    text: z.string(),
    align: z.enum(['left', 'center', 'right']),
    bold: z.boolean(),
    large: z.boolean(),
  }),
);

/**
 * The payment terminal's lines for its customer, of what is paid and not yet printed: amounts and a masked card
 * number, no name. They survive a restart and are erased once they are on paper.
 */
export interface CustomerLines {
  /** Takes part in a surrounding transaction. @throws Refusal<StoreRefusal> */
  keep(packageId: string, lines: readonly ReceiptLine[]): void;
  /** Empty if there are none. */
  read(packageId: string): readonly ReceiptLine[];
  forget(packageId: string): void;
  /** Erases what nobody has printed for `ms` milliseconds; answers how many. */
  forgetOlderThan(ms: number): number;
}

export function createCustomerLines(db: Store, clock: Clock): CustomerLines {
  const insert = db.prepare('INSERT OR REPLACE INTO customer_lines (package_id, at, lines) VALUES (?, ?, ?)');
  const select = db.prepare<[string], { lines: string }>('SELECT lines FROM customer_lines WHERE package_id = ?');
  const erase = db.prepare('DELETE FROM customer_lines WHERE package_id = ?');
  const eraseOld = db.prepare('DELETE FROM customer_lines WHERE at < ?');
  return {
    keep: (packageId, lines) =>
      durably(db, () => void insert.run(packageId, clock.now(), JSON.stringify(Lines.parse(lines)))),
    read: (packageId) => {
      const row = select.get(packageId);
      return row ? Lines.parse(JSON.parse(row.lines)) : [];
    },
    forget: (packageId) => durably(db, () => void erase.run(packageId)),
    forgetOlderThan: (ms) => durably(db, () => eraseOld.run(clock.now() - ms).changes),
  };
}
