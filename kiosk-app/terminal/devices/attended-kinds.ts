import type { SiteDefinition } from '../../../config/schema/site.ts';
import type { AttendedKind } from '../../channel/attended.ts';

/** Kinds that a site has behind the attended-device host. */
export const attendedKinds = (devices: SiteDefinition['devices']): readonly AttendedKind[] => [
  ...(devices.eid ? (['eid'] as const) : []),
  ...(devices.scanner ? (['scanner'] as const) : []),
  ...(devices.codeReader ? (['code-reader'] as const) : []),
  ...(devices.pagePrinter ? (['page-printer'] as const) : []),
  ...(devices.keypad ? (['keypad'] as const) : []),
];

/** What the attended-device host of a session is to drive. */
export const attendedDevices = ({ eid, scanner, codeReader, pagePrinter, keypad }: SiteDefinition['devices']) => ({
  eid,
  scanner,
  codeReader,
  pagePrinter,
  keypad,
});
