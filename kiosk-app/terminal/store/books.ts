import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { Clock } from '../../../foundation/clock.ts';
import type { Log } from '../../../foundation/log.ts';
import type { Books } from '../money/payment-outcome.ts';
import { createAlerts } from './alerts.ts';
import { createCustomerLines } from './customer-lines.ts';
import { openStore } from './database.ts';
import { createJournal } from './journal.ts';
import { Outbox } from './outbox.ts';
import { policiesOf } from './package-consequences.ts';
import { createStatistics } from './statistics.ts';

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
