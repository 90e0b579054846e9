import type { AlertKind } from '../../fleet-link/contract.ts';

/** A terminal's own alert, or the one that only the hub can raise. */
export type HubAlertKind = AlertKind | 'journal-tampered';
/** `urgent`: somebody must look now. `soon`: something does not work. `note`: to be known, nothing is wrong. */
export type Severity = 'urgent' | 'soon' | 'note';

const URGENT: readonly HubAlertKind[] = [
  'journal-tampered',
  'journal-broken',
  'payment-unclear',
  'reversal-unclear',
  'reversal-failed',
  'rejected-paid',
  'undeliverable',
  'storage-low',
  'clock-wrong',
];
/** Somebody chose to pay later: the treasury gets the money in its own way, and nothing has gone wrong. */
const NOTES: readonly AlertKind[] = ['fee-due'];

export function severityOf(kind: HubAlertKind): Severity {
  if (URGENT.includes(kind)) return 'urgent';
  return NOTES.some((note) => note === kind) ? 'note' : 'soon';
}
