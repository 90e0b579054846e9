import { type DeviceHealth, type DeviceKind, toldHealth } from '../../../device-drivers/contract.ts';
import type { DeviceReport } from '../../../fleet-link/contract.ts';

/** A device's health as the hub gets it: what a device says of itself is cut to the contract's lengths. */
export const deviceReport = (kind: DeviceKind, health: DeviceHealth): DeviceReport => ({ kind, ...toldHealth(health) });
