import type { UnsolicitedListener, UnsolicitedReport } from '../../../device-drivers/payment/contract.ts';
import type { Journal } from '../store/journal.ts';
import type { createStatistics } from '../store/statistics.ts';

export interface UnsolicitedBooks {
  readonly journal: Journal;
  readonly statistics: Pick<ReturnType<typeof createStatistics>, 'count'>;
}

/**
 * Writes what the payment terminal did by itself to the journal, before the device gets its acknowledgement. A payment
 * made at its own keys is part of the totals of the day, and the closing must explain it. It pays for no package.
 */
export function noteUnsolicited({ journal, statistics }: UnsolicitedBooks): UnsolicitedListener {
  return async (report) => {
    const intentId = journal.intend('foreign', 'foreign', factsOf(report));
    journal.conclude('foreign', intentId, { result: 'noted' });
    statistics.count(`payment.foreign.${report.kind}`);
  };
}

/** A receipt is noted without its text: the device keeps the text, and the status before it holds the numbers. */
const factsOf = (report: UnsolicitedReport) =>
  report.kind === 'receipt'
    ? { kind: report.kind, lines: report.receipts.merchant.length + report.receipts.customer.length }
    : report;
