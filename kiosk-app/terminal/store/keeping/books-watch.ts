import type { Clock, Timer } from '../../../../foundation/clock.ts';
import type { TerminalDelays } from '../../configuration/delays.ts';
import type { Store } from '../database.ts';

export interface BooksWatchOptions {
  readonly db: Store;
  /** Another process wrote: `npm run treasury -- --settle`. */
  readonly onChange: () => void;
  readonly delays: Pick<TerminalDelays, 'booksLookEvery'>;
  readonly clock: Clock;
}

/** Notices what another process writes into the database: SQLite counts such commits (sqlite.org, "PRAGMA data_version"). */
export function watchBooks({ db, onChange, delays, clock }: BooksWatchOptions): { stop(): void } {
  const version = () => Number(db.pragma('data_version', { simple: true }));
  let known = version();
  let timer: Timer;
  const look = () => {
    const now = version();
    if (now !== known) {
      known = now;
      onChange();
    }
    timer = clock.setTimeout(look, delays.booksLookEvery);
  };
  timer = clock.setTimeout(look, delays.booksLookEvery);
  return { stop: () => clock.clearTimeout(timer) };
}
