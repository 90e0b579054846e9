import type { OrderOf } from '../../../fleet-link/commands.ts';
import { durably, type Store } from '../store/database.ts';
import { type SettleBooks, settleAlert } from './settle-by-staff.ts';

/**
 * A case is settled at the hub: the same act as at this machine, in the journal with who, why and which command it was.
 * The same command changes nothing a second time, wherever the terminal ended the first time.
 * @throws Refusal<SettleRefusal>, StoreRefusal
 */
export function settleOnCommand(
  books: SettleBooks,
  { caseId, how, who, why }: OrderOf<'settle-case'>,
  command: string,
): void {
  durably(books.db, () => {
    if (!isDone(books.db, command)) settleAlert(books, caseId, how, { who, why, command });
  });
}

const isDone = (db: Store, command: string): boolean =>
  db
    .prepare<[string], object>(
      `SELECT 1 FROM journal WHERE kind = 'staff' AND phase = 'intent' AND json_extract(facts, '$.command') = ?`,
    )
    .get(command) !== undefined;
