import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { Clock } from '../../../foundation/clock.ts';
import type { Log } from '../../../foundation/log.ts';
import { type Alerts, createAlerts } from './alerts.ts';
import { type CustomerLines, createCustomerLines } from './customer-lines.ts';
import { openStore, type Store } from './database.ts';
import { createJournal, type Journal } from './journal.ts';
import { Outbox } from './outbox.ts';
import { type PolicyOf, policiesOf } from './package-consequences.ts';
import { createReceivedCommands, type ReceivedCommands } from './received-commands.ts';
import { createUsageCounts, type UsageCounts } from './statistics/usage-counts.ts';
import { createStatistics, type Statistics } from './statistics.ts';

/** Everything the terminal keeps on its disk. */
export interface Books {
  readonly db: Store;
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly customerLines: CustomerLines;
  readonly alerts: Alerts;
  /** Of the terminal's own acts and devices. */
  readonly statistics: Statistics;
  readonly commands: ReceivedCommands;
  /** Of what people do. */
  readonly usage: UsageCounts;
  readonly policyOf: PolicyOf;
  readonly log: Log;
}

export interface BooksOptions {
  readonly file: string;
  readonly services: readonly ServiceDefinition[];
  /** Of the place, IANA name. */
  readonly timeZone: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Opens everything the terminal keeps on its disk.
 * @throws StoreRefusal
 */
export function openBooks({ file, services, timeZone, clock, log }: BooksOptions): Books {
  const db = openStore(file);
  return {
    db,
    journal: createJournal(db, clock),
    outbox: new Outbox(db, clock),
    customerLines: createCustomerLines(db, clock),
    alerts: createAlerts(db, clock),
    statistics: createStatistics(db, clock),
    commands: createReceivedCommands(db, clock),
    usage: createUsageCounts(db, timeZone, clock),
    policyOf: policiesOf(services),
    log,
  };
}
