import { Refusal } from '../../foundation/errors.ts';
import { RETENTION } from '../domain/retention.ts';

const DAY = 86_400_000;
/** A year: who left the house last summer may still be asked about. */
const AT_LEAST = 365;
const AT_MOST = 36_600;

/**
 * How long the environment wants acts to be kept: `HUB_AUDIT_DAYS`, whole days. @returns milliseconds; refuses with
 * `bad-audit-days`
 */
export function auditKeptOf({ HUB_AUDIT_DAYS }: NodeJS.ProcessEnv): number {
  if (!HUB_AUDIT_DAYS) return RETENTION.audit.keptMs;
  const days = /^\d{1,5}$/.test(HUB_AUDIT_DAYS) ? Number(HUB_AUDIT_DAYS) : 0;
  if (days < AT_LEAST || days > AT_MOST) {
    throw new Refusal('bad-audit-days', `HUB_AUDIT_DAYS must be ${AT_LEAST} to ${AT_MOST} days`);
  }
  return days * DAY;
}
