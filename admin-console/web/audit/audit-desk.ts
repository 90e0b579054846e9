import type { Desk } from '../frame/desk.ts';

/** What the page of the audit works with; an auditor need not see the fleet live. */
export type AuditDesk = Pick<Desk, 'say' | 'language' | 'session' | 'tenant'>;
