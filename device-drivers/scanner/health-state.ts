import type { DeviceState } from '../contract.ts';
import type { ScanFault, ScannerReason } from './contract.ts';
import type { ProbeFault } from './probe.ts';
import type { Capabilities } from './scanimage/capabilities.ts';

export interface ScannerCondition {
  readonly state: DeviceState;
  readonly reason: ScannerReason | null;
}

export const READY: ScannerCondition = { state: 'ready', reason: null };

/**
 * After a look at the device. SANE has no status call: what only a scan can find out (`known`) stands until a scan
 * went well, and keeps the device usable, because trying again is the one way to learn that it is over. A cover sensor
 * tells at once, so there the device is out of service until it is closed.
 */
export function conditionOfProbe(
  capabilities: Capabilities,
  known: ScanFault | 'unsupported-profile' | null,
): ScannerCondition {
  if (capabilities.coverOpen === true) return { state: 'faulty', reason: 'cover-open' };
  const isOverBySensor = known === 'cover-open' && capabilities.coverOpen === false;
  return known === null || isOverBySensor ? READY : { state: 'degraded', reason: known };
}

export function conditionOfFailedProbe(fault: ProbeFault): ScannerCondition {
  switch (fault) {
    case 'busy':
      return { state: 'busy', reason: 'in-use-elsewhere' };
    case 'access-denied':
    case 'command-missing':
    case 'out-of-memory':
    case 'cover-open':
      return { state: 'faulty', reason: fault };
    default:
      return { state: 'offline', reason: fault };
  }
}

/** Right after a scan, until the next look. */
export function conditionAfterScan(
  fault: ScanFault | null,
  known: ScanFault | 'unsupported-profile' | null,
): ScannerCondition {
  if (fault === 'gone' || fault === 'access-denied' || fault === 'busy') return conditionOfFailedProbe(fault);
  return known === null ? READY : { state: 'degraded', reason: known };
}

/** What a finished scan teaches about the device; `null`: nothing (an empty feeder is no defect). */
export function lessonOf(fault: ScanFault | null): ScanFault | null {
  switch (fault) {
    case null:
    case 'no-paper':
    case 'cancelled':
    case 'busy':
    case 'too-large':
    case 'gone':
    case 'access-denied':
      return null;
    default:
      return fault;
  }
}
