import { z } from 'zod';
import type {
  DeviceStatistics,
  DeviceHealth as Health,
  HealthCheckReport as Report,
} from '../../device-drivers/contract.ts';

/** What every device says, as it travels over the link; shapes of device-drivers/contract.ts. */
type Both<T> = z.ZodType<T, T>;

export const DeviceHealth: Both<Health> = z.strictObject({
  state: z.enum(['closed', 'starting', 'ready', 'busy', 'degraded', 'faulty', 'offline']),
  reason: z.string().nullable(),
  model: z.string().nullable(),
  firmware: z.string().nullable(),
  seenAt: z.number().nullable(),
});

export const HealthCheckReport: Both<Report> = z.strictObject({
  passed: z.boolean(),
  steps: z.array(
    z.strictObject({ step: z.string(), outcome: z.enum(['passed', 'failed', 'skipped']), detail: z.string() }),
  ),
});

export const Statistics: Both<DeviceStatistics> = z.record(z.string(), z.number());
