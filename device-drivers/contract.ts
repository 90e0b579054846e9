import { z } from 'zod';
import { cut } from '../foundation/rpc/cut.ts';

/**
 * What every device has in common, in the words of UnifiedPOS 1.16 (chapter 1, "Device behaviour models"):
 * open/claim/enable bring it into service, a health check says whether it works, statistics count what it did.
 */

/** Kinds of device a terminal may have. Every one is optional per terminal. */
export const DeviceKind = z.enum([
  'payment',
  'eid',
  'receipt-printer',
  'scanner',
  'code-reader',
  'page-printer',
  'keypad',
  'smart-card',
  'presence',
]);
export type DeviceKind = z.infer<typeof DeviceKind>;

/**
 * `closed` not started · `starting` being reached for · `ready` usable · `busy` in use · `degraded` usable, but a
 * person should come (paper near its end) · `faulty` answers, but cannot work (paper out) · `offline` does not answer.
 */
export const DeviceState = z.enum(['closed', 'starting', 'ready', 'busy', 'degraded', 'faulty', 'offline']);
export type DeviceState = z.infer<typeof DeviceState>;

export const DeviceHealth = z.strictObject({
  state: DeviceState,
  /** Why, in kebab-case from the kind's closed list (`reasons` of its registration); `null` when ready. Never personal data. */
  reason: z.string().nullable(),
  /** Manufacturer, model, firmware as far as the device tells. */
  model: z.string().nullable(),
  firmware: z.string().nullable(),
  /** Milliseconds since 1970 of the last sign of life; `null` if never. */
  seenAt: z.number().nullable(),
});
export type DeviceHealth = Readonly<z.infer<typeof DeviceHealth>>;

/** Of a device whose driver runs in a process of its own: the process has ended by itself, or because it hung. */
export const PROCESS_FAULTS = ['driver-crashed', 'driver-hung'] as const;
export type ProcessFault = (typeof PROCESS_FAULTS)[number];

/** What of it leaves its process: within the limits of every link to another. */
export const ToldHealth = DeviceHealth.extend({
  reason: z.string().max(60).nullable(),
  model: z.string().max(80).nullable(),
  firmware: z.string().max(80).nullable(),
});

/** @returns the health within the limits of `ToldHealth` */
export const toldHealth = ({ state, reason, model, firmware, seenAt }: DeviceHealth): DeviceHealth => ({
  state,
  reason: cut(ToldHealth.shape.reason, reason),
  model: cut(ToldHealth.shape.model, model),
  firmware: cut(ToldHealth.shape.firmware, firmware),
  seenAt,
});

const USABLE: readonly DeviceState[] = ['ready', 'busy', 'degraded'];
/** Whether a citizen can use it (UnifiedPOS 1.16, chapter 1). */
export const isUsable = ({ state }: Pick<DeviceHealth, 'state'>): boolean => USABLE.includes(state);

/** One line of a health check report a technician can print. */
export const HealthCheckStep = z.strictObject({
  step: z.string(),
  outcome: z.enum(['passed', 'failed', 'skipped']),
  /** Reason or reading ("paper: near end"), free of personal data. */
  detail: z.string(),
});
export type HealthCheckStep = Readonly<z.infer<typeof HealthCheckStep>>;

export const HealthCheckReport = z.strictObject({
  passed: z.boolean(),
  steps: z.array(HealthCheckStep).readonly(),
});
export type HealthCheckReport = Readonly<z.infer<typeof HealthCheckReport>>;

/** UnifiedPOS statistics: names to counts since the driver's first start on this terminal. */
export const DeviceStatistics = z.record(z.string(), z.number());
export type DeviceStatistics = Readonly<z.infer<typeof DeviceStatistics>>;

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
