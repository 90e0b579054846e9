import type { DeviceReport } from '../../../fleet-link/contract.ts';

export type FleetDevice = DeviceReport['kind'];

/** What stands in a simulated terminal: makes that exist nowhere. */
const MODELS: readonly (readonly [FleetDevice, string, string])[] = [
  ['payment', 'Muster Pay 5', '3.18.2'],
  ['eid', 'Muster Leser cyberJack', '1.0.9'],
  ['receipt-printer', 'Muster TP-80', '2.04'],
  ['scanner', 'Muster Scan 310', '1.11'],
  ['code-reader', 'Muster Code 20', '4.2'],
  ['page-printer', 'Muster Laser 400', '20260301'],
  ['keypad', 'Muster Keypad NavPad', '1.3'],
  ['presence', 'Muster Sense', '1.0'],
];
export const FLEET_DEVICES: readonly FleetDevice[] = MODELS.map(([kind]) => kind);

/** Why a device does not work; absent: it does. */
export type Faults = ReadonlyMap<FleetDevice, Pick<DeviceReport, 'state' | 'reason'>>;

/** @param now epoch milliseconds of the last sign of life */
export const deviceReports = (faults: Faults, now: number): DeviceReport[] =>
  MODELS.map(([kind, model, firmware]) => ({
    ...{ kind, model, firmware, seenAt: now, state: 'ready', reason: null },
    ...faults.get(kind),
  }));
