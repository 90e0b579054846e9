import type { ForeignListener, ForeignReport } from '../../../device-drivers/payment/contract.ts';
import type { Journal } from '../store/journal.ts';
import type { createStatistics } from '../store/statistics.ts';

export interface ForeignBooks {
  readonly journal: Journal;
  readonly statistics: Pick<ReturnType<typeof createStatistics>, 'count'>;
}

/**
 * Writes down what the payment terminal did by itself, before the device is told that we know: a payment at its own
 * keys shows in the totals of the day, and must be explained there. It belongs to no package and releases none.
 */
export function noteForeign({ journal, statistics }: ForeignBooks): ForeignListener {
  return async (report) => {
    const intentId = journal.intend('foreign', 'foreign', factsOf(report));
    journal.conclude('foreign', intentId, { result: 'noted' });
    statistics.count(`payment.foreign.${report.kind}`);
  };
}

/** Of a receipt only that there was one: its text stays in the device, and its numbers stand in the status before it. */
const factsOf = (report: ForeignReport) =>
  report.kind === 'receipt'
    ? { kind: report.kind, lines: report.receipts.merchant.length + report.receipts.customer.length }
    : report;
