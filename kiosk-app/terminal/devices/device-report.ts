import type { DeviceHealth, DeviceKind } from '../../../device-drivers/contract.ts';
import type { DeviceReport } from '../../../fleet-link/contract.ts';

/** A device's health as the hub gets it: what a device says of itself is cut to the contract's lengths. */
export const deviceReport = (kind: DeviceKind, health: DeviceHealth): DeviceReport => ({
  kind,
  state: health.state,
  reason: health.reason?.slice(0, 60) ?? null,
  model: health.model?.slice(0, 80) ?? null,
  firmware: health.firmware?.slice(0, 80) ?? null,
  seenAt: health.seenAt,
});
