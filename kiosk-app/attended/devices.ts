import type { z } from 'zod';
import { SiteDefinition } from '../../config/schema/site.ts';
import type { CodeReader } from '../../device-drivers/code-reader/contract.ts';
import type { EidClient } from '../../device-drivers/eid/contract.ts';
import type { Keypad } from '../../device-drivers/keypad/contract.ts';
import type { PagePrinter } from '../../device-drivers/page-printer/contract.ts';
import type { Scanner } from '../../device-drivers/scanner/contract.ts';

/** The part of the site's devices through which personal data passes. */
export const AttendedDevices = SiteDefinition.shape.devices.pick({
  eid: true,
  scanner: true,
  codeReader: true,
  pagePrinter: true,
  keypad: true,
});
export type AttendedDevices = z.infer<typeof AttendedDevices>;

/** What this process drives; `null` for what the place does not have. */
export interface Devices {
  readonly eid: EidClient | null;
  readonly scanner: Scanner | null;
  readonly codeReader: CodeReader | null;
  readonly pagePrinter: PagePrinter | null;
  readonly keypad: Keypad | null;
}

export type DeviceFactory = (config: AttendedDevices, directory: string) => Devices;
