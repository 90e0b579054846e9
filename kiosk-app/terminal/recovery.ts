import { code, type Log } from '../../foundation/log.ts';
import type { PaymentDesk } from './payment.ts';
import type { CustomerLines } from './store/customer-lines.ts';
import type { Journal } from './store/journal.ts';
import type { Outbox } from './store/outbox.ts';

export interface RecoveryOptions {
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly payment: PaymentDesk;
  readonly customerLines: CustomerLines;
  /** Milliseconds after which lines of a receipt that nobody printed are erased. */
  readonly unprintedLinesKept: number;
  readonly log: Log;
}

/**
 * Settles what the run before left open. Synchronous part first (prints, orphans), so that the first session starts on
 * clean ground; payments wait for their device meanwhile and hold back new ones. Submissions need nothing: the outbox
 * goes on where its progress says.
 */
export async function recover(options: RecoveryOptions): Promise<void> {
  const { journal, outbox, payment, customerLines, unprintedLinesKept, log } = options;
  const chain = journal.verify();
  if (chain.brokenAt !== null) log.event('error', 'journal.broken', { at: chain.brokenAt, entries: chain.entries });
  for (const print of journal.open('print')) {
    // Paper may or may not show it; a reprint carries the same id, so nothing is lost by not knowing.
    journal.conclude('print', print.intentId, { result: 'unknown', reason: 'restarted' });
  }
  for (const reverse of journal.open('reverse')) {
    journal.conclude('reverse', reverse.intentId, { result: 'unclear', reason: 'restarted' });
    log.event('error', 'payment.reversal-unclear', { intent: code(reverse.intentId) });
  }
  for (const closing of journal.open('end-of-day')) {
    const outcome = { result: 'unknown', reason: 'restarted', count: null, total: null } as const;
    journal.conclude('end-of-day', closing.intentId, outcome);
  }
  const erased = customerLines.forgetOlderThan(unprintedLinesKept);
  if (erased > 0) log.event('info', 'receipt.lines-erased', { packages: erased });
  const dropped = outbox.dropOrphans([]);
  const payments = journal.open('authorise');
  log.event('info', 'recovery.started', { payments: payments.length, dropped, entries: chain.entries });
  await payment.recover(payments);
}
