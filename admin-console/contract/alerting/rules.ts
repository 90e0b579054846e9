import type { Severity } from './alerts.ts';
import type { AlertCause } from './causes.ts';

/** What a tenant has changed of `CAUSES`. */
export interface CauseRule {
  readonly isOff?: boolean | undefined;
  readonly severity?: Severity | undefined;
  readonly graceMinutes?: number | undefined;
  readonly recoveryMinutes?: number | undefined;
  readonly days?: number | undefined;
  readonly seconds?: number | undefined;
}

/** Who is told: every channel of the tenant, one of them, or whoever is on call. */
export type NotifyTarget =
  | { readonly kind: 'all' }
  | { readonly kind: 'channel'; readonly id: string }
  | { readonly kind: 'on-call' };

/** Tells somebody once an alert has been open for so long; from the second minute on only if nobody has acknowledged it. */
export interface NotifyStep {
  readonly afterMinutes: number;
  readonly minSeverity: Severity;
  /** `null`: all of them. */
  readonly causes: readonly AlertCause[] | null;
  readonly to: readonly NotifyTarget[];
}

/** Days of the week as in ISO 8601: 1 is Monday. Times are "HH:MM" on the clock of the place. */
export interface OpeningHours {
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

export interface AlertRules {
  /** IANA name; opening hours and times in messages. */
  readonly timeZone: string;
  readonly openingHours: readonly OpeningHours[];
  readonly causes: Readonly<Partial<Record<AlertCause, CauseRule>>>;
  /** In the order of `afterMinutes`. */
  readonly steps: readonly NotifyStep[];
  /** Alerts of one cause that open within so many seconds become one message. */
  readonly gatherSeconds: number;
}

/** Good for a city that has set nothing but whom to tell. */
export const DEFAULT_RULES: AlertRules = {
  timeZone: 'Europe/Berlin',
  openingHours: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }],
  causes: {},
  steps: [
    { afterMinutes: 0, minSeverity: 'soon', causes: null, to: [{ kind: 'all' }] },
    { afterMinutes: 3, minSeverity: 'urgent', causes: ['help'], to: [{ kind: 'all' }] },
    { afterMinutes: 60, minSeverity: 'urgent', causes: null, to: [{ kind: 'on-call' }] },
  ],
  gatherSeconds: 30,
};
