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
 * Settles what the run before left open. Synchronous part first (prints, closings), so that the first session starts on
 * clean ground; payments wait for their device meanwhile and hold back new ones. Submissions need nothing: the outbox
 * goes on where its progress says. Nor do reversals: each is asked for again, under its open intent.
 */
export async function recover(options: RecoveryOptions): Promise<void> {
  const { journal, payment, customerLines, unprintedLinesKept, delays, log } = options;
  for (const print of journal.open('print')) {
    // Paper may or may not show it; a reprint carries the same id, so nothing is lost by not knowing.
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
