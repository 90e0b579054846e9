/**
 * What every device has in common, in the words of UnifiedPOS 1.16 (chapter 1, "Device behaviour models"):
 * open/claim/enable bring it into service, a health check says whether it works, statistics count what it did.
 */

/** Kinds of device a terminal may have. Every one is optional per terminal. */
export const DEVICE_KINDS = [
  'payment',
  'eid',
  'receipt-printer',
  'scanner',
  'code-reader',
  'page-printer',
  'keypad',
  'smart-card',
  'presence',
] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/**
 * `closed` not started · `starting` being reached for · `ready` usable · `busy` in use · `degraded` usable, but a
 * person should come (paper near its end) · `faulty` answers, but cannot work (paper out) · `offline` does not answer.
 */
export type DeviceState = 'closed' | 'starting' | 'ready' | 'busy' | 'degraded' | 'faulty' | 'offline';

export interface DeviceHealth {
  readonly state: DeviceState;
  /** Why, in kebab-case from the driver's closed list; `null` when ready. Never personal data. */
  readonly reason: string | null;
  /** Manufacturer, model, firmware as far as the device tells. */
  readonly model: string | null;
  readonly firmware: string | null;
  /** Milliseconds since 1970 of the last sign of life; `null` if never. */
  readonly seenAt: number | null;
}

/** One line of a health check report a technician can print. */
export interface HealthCheckStep {
  readonly step: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Reason or reading ("paper: near end"), free of personal data. */
  readonly detail: string;
}

export interface HealthCheckReport {
  readonly passed: boolean;
  readonly steps: readonly HealthCheckStep[];
}

/** UnifiedPOS statistics: names to counts since the driver's first start on this terminal. */
export type DeviceStatistics = Readonly<Record<string, number>>;

export interface Device {
  readonly kind: DeviceKind;
  /** Claims and enables the device and keeps it so: reconnects by itself until `close`. Resolves at once. */
  open(): void;
  close(): Promise<void>;
  health(): DeviceHealth;
  onHealth(listener: (health: DeviceHealth) => void): () => void;
  /** Interactive check without cost to anyone: no money moves, no paper beyond one test slip. */
  checkHealth(): Promise<HealthCheckReport>;
  statistics(): DeviceStatistics;
}
