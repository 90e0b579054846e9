import type { AlertKind } from '../../../fleet-link/contract.ts';

/** A terminal's own alert, or the one that only the hub can raise. */
export type HubAlertKind = AlertKind | 'journal-tampered';
/** `urgent`: somebody must look now. `soon`: something does not work. `note`: to be known, nothing is wrong. */
export type Severity = 'urgent' | 'soon' | 'note';

/**
 * Severity of each kind, the kinds in the order in which somebody should look: tampering, then money, then what can
 * wait for the working day. After `fee-due` nothing is to be repaired: somebody chose to pay later.
 */
const SEVERITIES: Readonly<Record<HubAlertKind, Severity>> = {
  'journal-tampered': 'urgent',
  'journal-broken': 'urgent',
  'unknown-keyboard': 'urgent',
  'payment-unclear': 'urgent',
  'reversal-unclear': 'urgent',
  'reversal-failed': 'urgent',
  'repay-online': 'urgent',
  'rejected-paid': 'urgent',
  undeliverable: 'urgent',
  'contradictory-answers': 'urgent',
  'storage-low': 'urgent',
  'clock-wrong': 'urgent',
  'reconciliation-difference': 'soon',
  'delivery-overdue': 'soon',
  'fee-due': 'note',
};
const KINDS = Object.keys(SEVERITIES);

export const severityOf = (kind: HubAlertKind): Severity => SEVERITIES[kind];

/** Sorts alert kinds, the most urgent first. */
export const compareUrgency = (a: HubAlertKind, b: HubAlertKind): number => KINDS.indexOf(a) - KINDS.indexOf(b);

/** What a person has to look after: a terminal's own alert, or one that only the hub can raise. */
export interface AlertView {
  readonly id: string;
  readonly kind: HubAlertKind;
  /** Epoch milliseconds; of a terminal's own alert on its clock. */
  readonly since: number;
  readonly reason: string | null;
  readonly severity: Severity;
}
