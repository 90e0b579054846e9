import { join } from 'node:path';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { feeOfItems } from '../../channel/terminal/money.ts';
import { createAlerts } from '../store/alerts.ts';
import { createCustomerLines } from '../store/customer-lines.ts';
import { openStore, type Store } from '../store/database.ts';
import { createJournal, type Journal } from '../store/journal.ts';
import { Outbox } from '../store/outbox.ts';
import type { FailurePolicy } from '../store/package-consequences.ts';
import { createReceivedCommands } from '../store/received-commands.ts';
import { createUsageCounts } from '../store/statistics/usage-counts.ts';
import { createStatistics } from '../store/statistics.ts';
import { sealedSubmission, temporaryDirectory } from './fakes.ts';

/** One item, of the town's own treasury. */
export const feeFor = ({ cents, reference }: { cents: number; reference: string }, payee = 'stadtkasse') =>
  feeOfItems([{ payee, reference, cents, purpose: '' }]);

/** A store in a directory of its own, closed and removed with the test (`using`). */
export function openBooks(clock = new SimulatedClock()) {
  const directory = temporaryDirectory();
  const file = join(directory.path, 'terminal.db');
  const db = openStore(file);
  return {
    ...booksOn(db, clock),
    file,
    [Symbol.dispose]() {
      db.close();
      directory[Symbol.dispose]();
    },
  };
}

/** A journal on a store of a version before; what it needs of today's version is gone with the connection. */
export function journalOnOlder(db: Store, clock: SimulatedClock): Journal {
  db.exec('CREATE TEMP TABLE journal_anchor (one INTEGER PRIMARY KEY, seq INTEGER, hash TEXT)');
  db.exec('CREATE TEMP TABLE open_intent (seq INTEGER, kind TEXT)');
  return createJournal(db, clock);
}

/** What one run of the terminal has of a store. */
export function booksOn(db: Store, clock: SimulatedClock) {
  const outbox = new Outbox(db, clock);
  const policy: { -readonly [K in keyof FailurePolicy]: FailurePolicy[K] } = {
    whenRejected: 'flag',
    whenUndeliverable: 'flag',
  };
  return {
    clock,
    db,
    outbox,
    alerts: createAlerts(db, clock),
    customerLines: createCustomerLines(db, clock),
    journal: createJournal(db, clock),
    statistics: createStatistics(db, clock),
    commands: createReceivedCommands(db, clock),
    usage: createUsageCounts(db, 'Europe/Berlin', clock),
    policyOf: (): FailurePolicy => policy,
    policy,
    log: silentLog,
    /** Holds a package and answers its id. */
    hold(fee: { cents: number; reference: string } | null = { cents: 3070, reference: 'MSRH01-0AAA-0001X' }) {
      const sealed = sealedSubmission();
      outbox.hold('0123456789abcdef', 'bewohnerparkausweis', sealed, fee && feeFor(fee));
      return sealed.packageId;
    },
  };
}
