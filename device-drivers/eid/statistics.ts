import type { DeviceStatistics } from '../contract.ts';
import type { EidEvent } from './contract.ts';

const NAMES = [
  'authenticationCount',
  'authenticationSuccessCount',
  'pinChangeCount',
  'pinChangeSuccessCount',
  'wrongSecretCount',
  'cancelledCount',
  'failedCount',
  'clientLossCount',
] as const;
type Name = (typeof NAMES)[number];

/** UnifiedPOS-style counts. The driver lives as long as a session; who owns it adds them up. */
export class Statistics {
  readonly #counts: Record<Name, number> = Object.fromEntries(NAMES.map((name) => [name, 0])) as Record<Name, number>;

  get all(): DeviceStatistics {
    return { ...this.#counts };
  }

  count(name: Name): void {
    this.#counts[name]++;
  }

  watch(event: EidEvent): void {
    if (event.kind === 'authenticated') this.count('authenticationSuccessCount');
    if (event.kind === 'pin-changed') this.count('pinChangeSuccessCount');
    if (event.kind === 'enter-secret' && event.wrongBefore) this.count('wrongSecretCount');
    if (event.kind === 'failed') this.count(event.reason === 'cancelled' ? 'cancelledCount' : 'failedCount');
  }
}
