import type { Mechanism } from './mechanism.ts';

/** Status messages from the printer's point of view (ESC/POS reference: DLE EOT, GS a, GS r). */
const flag = (on: boolean, bit: number) => (on ? 1 << bit : 0);
/** Drawer kick-out connector pin 3 is high when nothing is plugged in. */
const DRAWER = 0x04;

export function realTimeByte(n: number, printer: Mechanism): number {
  const { coverOpen, cutterError, overheated, broken } = printer.troubles;
  switch (n) {
    case 1:
      return 0x12 | DRAWER | flag(printer.isBlocked, 3);
    case 2:
      return 0x12 | flag(coverOpen, 2) | flag(printer.isPaperOut, 5) | flag(cutterError || overheated || broken, 6);
    case 3:
      return 0x12 | flag(cutterError, 3) | flag(broken, 5) | flag(overheated, 6);
    default:
      return 0x12 | (printer.isNearEnd ? 0x0c : 0) | (printer.isPaperOut ? 0x60 : 0);
  }
}

export function asbBytes(printer: Mechanism): readonly number[] {
  const { coverOpen, cutterError, overheated, broken } = printer.troubles;
  return [
    0x10 | DRAWER | flag(printer.isBlocked, 3) | flag(coverOpen, 5),
    flag(cutterError, 3) | flag(broken, 5) | flag(overheated, 6),
    sensorByte(printer),
    0x0f,
  ];
}

export const sensorByte = (printer: Mechanism): number =>
  (printer.isNearEnd ? 0x03 : 0) | (printer.isPaperOut ? 0x0c : 0);
