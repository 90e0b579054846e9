import type { SiteDevices } from '../../../device-drivers/registry.ts';
import { PAPER_METERS } from '../../../fleet-link/paper-meters.ts';
import type { OwnDevices } from './own-devices.ts';

/**
 * What the hub needs to forecast when the receipt printer's paper ends, in millimetres (`PAPER_METERS` of the fleet
 * link). Nothing before the printer's driver has told its counts.
 */
export function paperMeters(
  { printer }: Pick<OwnDevices, 'printer'>,
  { receiptPrinter }: Pick<SiteDevices, 'receiptPrinter'>,
): Record<string, number> {
  const { PaperUsedMillimetres: total, PaperUsedOnRollMillimetres: onRoll } = printer?.statistics() ?? {};
  if (!receiptPrinter || total === undefined || onRoll === undefined) return {};
  return {
    [PAPER_METERS.used]: total,
    [PAPER_METERS.onRoll]: onRoll,
    [PAPER_METERS.roll]: Math.round(receiptPrinter.rollMetres * 1_000),
  };
}
