import type { DeviceKind } from '../../../../device-drivers/contract.ts';
import type { TerminalChange } from '../../../contract/terminals/terminal-history.ts';
import type { Say } from '../../texts.ts';
import { DEVICE_KINDS } from '../device-pictures.tsx';

export interface HardwareItem {
  readonly kind: DeviceKind;
  readonly model: string | null;
  readonly firmware: string | null;
  /** The hub knows it since then, epoch milliseconds. */
  readonly since: number;
}

/** Each device as it was told last. @param changes the oldest first */
export const hardwareOf = (changes: readonly TerminalChange[]): readonly HardwareItem[] =>
  DEVICE_KINDS.flatMap((kind) => {
    const last = changes.findLast((change) => change.kind === `device.${kind}`);
    if (!last) return [];
    const [model = null, firmware = null] = JSON.parse(last.value) as readonly (string | null)[];
    return [{ kind, model, firmware, since: last.at }];
  });

/** As a spreadsheet reads it: semicolons, a mark of UTF-8, and no cell that begins a formula. */
export function hardwareCsv(
  terminalId: string,
  devices: readonly HardwareItem[],
  say: Say,
  time: (at: number) => string,
): string {
  const head = ['overview.terminal', 'hardware.device', 'hardware.model', 'hardware.firmware', 'hardware.since'];
  const rows = devices.map(({ kind, model, firmware, since }) => [
    ...[terminalId, say(`device.${kind}`), model ?? '', firmware ?? '', time(since)],
  ]);
  return `\u{feff}${[head.map((key) => say(key)), ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}

const cell = (text: string): string => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
