import { SAMPLE_REPORT } from '../../../../fleet-link/test-support/sample-report.ts';
import type { ObservedTerminal } from '../observed.ts';

/** A terminal of which nothing is to be said. */
export const wellTerminal = (id = 'T-01', change: Partial<ObservedTerminal> = {}): ObservedTerminal => ({
  id,
  tenantId: 'default',
  locationId: null,
  isOnline: true,
  offlineSince: null,
  status: SAMPLE_REPORT,
  alerts: [],
  help: null,
  journalBroken: null,
  stoppedRollouts: [],
  certificateExpiresAt: null,
  clockOffMs: null,
  ...change,
});
