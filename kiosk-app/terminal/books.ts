import type { ServiceDefinition } from '../../config/schema/service.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import { policiesOf } from './consequences.ts';
import type { Books } from './payment-outcome.ts';
import { createAlerts } from './store/alerts.ts';
import { createCustomerLines } from './store/customer-lines.ts';
import { openStore } from './store/database.ts';
import { createJournal } from './store/journal.ts';
import { Outbox } from './store/outbox.ts';
import { createStatistics } from './store/statistics.ts';

export interface BooksOptions {
  readonly file: string;
  readonly services: readonly ServiceDefinition[];
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Opens everything the terminal keeps on its disk.
 * @throws StoreRefusal
 */
export function openBooks({ file, services, clock, log }: BooksOptions): Books {
  const db = openStore(file);
  return {
    db,
    journal: createJournal(db, clock),
    outbox: new Outbox(db, clock),
    customerLines: createCustomerLines(db, clock),
    alerts: createAlerts(db, clock),
    statistics: createStatistics(db, clock),
    policyOf: policiesOf(services),
    log,
  };
}
