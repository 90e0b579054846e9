import type { AlertKind } from '../../../fleet-link/contract.ts';
import type { Severity } from './alerts.ts';

/** What only the hub can tell of a terminal, or what follows from its whole report. */
type HubCause =
  | 'help'
  | 'offline'
  | 'out-of-service'
  | 'device'
  | 'portal'
  | 'not-equipped'
  | 'card-left'
  | 'maintenance-forgotten'
  | 'paper-ends'
  | 'unused'
  | 'certificate-expires'
  | 'journal-tampered'
  /** A rollout stopped itself; told at the terminal whose failure was the one too many. */
  | 'rollout-stopped'
  /** A kind of alert that only a newer terminal knows; its name is the subject. */
  | 'other';
/** Why somebody is alerted. */
export type AlertCause = HubCause | AlertKind;

/** How a cause is watched where a tenant has not said otherwise. */
export interface CauseDefaults {
  /** `null`: as severe as the finding itself. */
  readonly severity: Severity | null;
  /** It must have stood for so long before anybody is told. */
  readonly graceMinutes: number;
  /** It must have been gone for so long before it counts as over, and can be told again. */
  readonly recoveryMinutes: number;
  /** What the days mean: see each cause that has them. */
  readonly days?: number;
  /** Likewise. */
  readonly seconds?: number;
  /** Told at once, whatever is muted, and not gathered with others: a person stands there. */
  readonly isImmediate?: true;
  /** Nobody needs to be told that it is over: it ends by what a person does. */
  readonly endsQuietly?: true;
}

const money = { severity: 'urgent', graceMinutes: 1, recoveryMinutes: 1 } as const;

/** All causes, in the order in which somebody should look. */
export const CAUSES: Readonly<Record<AlertCause, CauseDefaults>> = {
  help: { severity: 'urgent', graceMinutes: 0, recoveryMinutes: 0, isImmediate: true, endsQuietly: true },
  'journal-tampered': { severity: 'urgent', graceMinutes: 0, recoveryMinutes: 0, endsQuietly: true },
  'journal-broken': { severity: 'urgent', graceMinutes: 0, recoveryMinutes: 5 },
  'unknown-keyboard': { severity: 'urgent', graceMinutes: 0, recoveryMinutes: 5 },
  'payment-unclear': money,
  'reversal-unclear': money,
  'reversal-failed': money,
  'repay-online': money,
  'rejected-paid': money,
  undeliverable: money,
  'contradictory-answers': money,
  'out-of-service': { severity: 'urgent', graceMinutes: 5, recoveryMinutes: 5 },
  offline: { severity: 'urgent', graceMinutes: 5, recoveryMinutes: 5 },
  'storage-low': { severity: 'urgent', graceMinutes: 5, recoveryMinutes: 30 },
  // `seconds`: further off the hub's clock; the terminal itself compares with its portals.
  'clock-wrong': { severity: 'urgent', graceMinutes: 10, recoveryMinutes: 10, seconds: 120 },
  'rollout-stopped': { severity: 'urgent', graceMinutes: 0, recoveryMinutes: 0, endsQuietly: true },
  device: { severity: null, graceMinutes: 5, recoveryMinutes: 5 },
  portal: { severity: null, graceMinutes: 10, recoveryMinutes: 10 },
  'not-equipped': { severity: null, graceMinutes: 15, recoveryMinutes: 15 },
  'card-left': { severity: 'soon', graceMinutes: 2, recoveryMinutes: 1, endsQuietly: true },
  // `days`: with opening hours; the roll is expected to last no longer.
  'paper-ends': { severity: 'soon', graceMinutes: 0, recoveryMinutes: 60, days: 3, endsQuietly: true },
  // `days`: days with opening hours without any use.
  unused: { severity: 'soon', graceMinutes: 0, recoveryMinutes: 0, days: 10 },
  // `days`: before its end; it renews itself long before.
  'certificate-expires': { severity: 'urgent', graceMinutes: 0, recoveryMinutes: 60, days: 30 },
  'reconciliation-difference': { severity: 'soon', graceMinutes: 1, recoveryMinutes: 1 },
  'delivery-overdue': { severity: 'soon', graceMinutes: 5, recoveryMinutes: 5 },
  'maintenance-forgotten': { severity: 'soon', graceMinutes: 240, recoveryMinutes: 5, endsQuietly: true },
  other: { severity: 'soon', graceMinutes: 5, recoveryMinutes: 5 },
  'fee-due': { severity: 'note', graceMinutes: 5, recoveryMinutes: 5, endsQuietly: true },
};

export const isCause = (name: string): name is AlertCause => Object.hasOwn(CAUSES, name);
