import type { Log } from '../../../foundation/log.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { CustomerLines } from '../store/customer-lines.ts';
import type { Journal } from '../store/journal.ts';
import type { PaymentDesk } from './payment.ts';

export interface RecoveryOptions {
  readonly journal: Journal;
  readonly payment: PaymentDesk;
  readonly customerLines: CustomerLines;
  /** Milliseconds after which lines of a receipt that nobody printed are erased. */
  readonly unprintedLinesKept: number;
  readonly delays: TerminalDelays;
  readonly log: Log;
}

/**
 * Settles what the run before left open. Prints and closings are settled synchronously, before the
 * first session starts. Payments wait for their device, and new payments are refused until they are settled. Submissions
 * and reversals need nothing here: the outbox goes on from its saved progress, and each reversal is asked for again under
 * its open intent.
 */
export async function recover(options: RecoveryOptions): Promise<void> {
  const { journal, payment, customerLines, unprintedLinesKept, delays, log } = options;
  for (const print of journal.open('print')) {
    // Nobody knows whether the paper came out; a reprint carries the same id, so a second copy does no harm.
    journal.conclude('print', print.intentId, { result: 'unknown', reason: 'restarted' });
  }
  for (const closing of journal.open('end-of-day')) {
    const outcome = { result: 'unknown', reason: 'restarted', count: null, total: null } as const;
    journal.conclude('end-of-day', closing.intentId, outcome);
  }
  const erased = customerLines.forgetOlderThan(unprintedLinesKept);
  if (erased > 0) log.event('info', 'receipt.lines-erased', { packages: erased });
  const payments = journal.open('authorise').length;
  log.event('info', 'recovery.started', {
    payments,
    reversals: journal.open('reverse').length,
    entries: journal.head()?.seq ?? 0,
  });
  await payment.settleOpen(delays.recoveryDeviceWithin);
}
