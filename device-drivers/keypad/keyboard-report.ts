import { err, ok, type Result } from '../../foundation/result.ts';

/** Input report of a HID boot keyboard (HID 1.11, appendix B.1): [0] modifiers · [1] reserved · [2–7] pressed keys. */
export const REPORT_LENGTH = 8;
/** Usage ids 1–3 are errors: rollover, failed self-test, undefined. */
const FIRST_KEY = 0x04;
const ROLL_OVER = 0x01;

export type ReportFault = 'wrong-length' | 'roll-over' | 'self-test-failed';

/** Usage ids of the keys that are down; modifiers as 0xE0–0xE7. */
export function parseKeyboardReport(report: Uint8Array): Result<ReadonlySet<number>, ReportFault> {
  if (report.length !== REPORT_LENGTH) return err('wrong-length');
  const keys = new Set<number>();
  const modifiers = report[0] ?? 0;
  for (let bit = 0; bit < 8; bit++) if ((modifiers & (1 << bit)) !== 0) keys.add(0xe0 + bit);
  for (const usage of report.subarray(2)) {
    // Too many keys at once: the report says nothing about which, so the keys down before stay down.
    if (usage === ROLL_OVER) return err('roll-over');
    if (usage === 0x02) return err('self-test-failed');
    if (usage >= FIRST_KEY) keys.add(usage);
  }
  return ok(keys);
}

export interface KeyChange {
  readonly usage: number;
  readonly pressed: boolean;
}

/** Releases first: a finger moves from one key to the next. */
export function changesBetween(before: ReadonlySet<number>, after: ReadonlySet<number>): readonly KeyChange[] {
  const released = [...before].filter((usage) => !after.has(usage)).map((usage) => ({ usage, pressed: false }));
  const pressed = [...after].filter((usage) => !before.has(usage)).map((usage) => ({ usage, pressed: true }));
  return [...released, ...pressed];
}
