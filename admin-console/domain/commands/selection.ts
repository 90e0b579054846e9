import type { DeviceKind } from '../../../device-drivers/contract.ts';
import type { CommandOrder } from '../../../fleet-link/commands.ts';
import { never } from '../../../foundation/errors.ts';
import type { CommandPreview, LeftOut } from '../../contract/commands/commands.ts';
import type { TerminalSelection } from '../../contract/terminals/terminal-filter.ts';
import type { Candidate } from './command-store.ts';
import { LIMITS } from './limits.ts';

/** Of those who are left out for a reason, so many are named. */
const NAMED = 5;

/** How many this order would reach, and whom it would not and why. */
export function previewOf(
  order: CommandOrder,
  selection: TerminalSelection,
  candidates: readonly Candidate[],
): CommandPreview {
  const known = new Set(candidates.map(({ terminalId }) => terminalId));
  const unknown = selection.by === 'ids' ? [...new Set(selection.ids)].filter((id) => !known.has(id)) : [];
  const reached = candidates.filter((candidate) => leftOut(order, candidate) === null);
  const left: { why: LeftOut; terminalId: string }[] = unknown.map((terminalId) => ({ why: 'not-found', terminalId }));
  for (const candidate of candidates) {
    const why = leftOut(order, candidate);
    if (why !== null) left.push({ why, terminalId: candidate.terminalId });
  }
  return {
    reached: reached.length,
    away: reached.filter(({ processId }) => processId === null).length,
    left: [...Map.groupBy(left, ({ why }) => why)].map(([why, all]) => ({
      why,
      terminals: all.length,
      first: all.slice(0, NAMED).map(({ terminalId }) => terminalId),
    })),
  };
}

/** Why this terminal is not reached; `null` if it is. A terminal that has never reported is: its devices are not known. */
export function leftOut(order: CommandOrder, { devices, open, hasSame }: Candidate): LeftOut | null {
  if (hasSame) return 'waiting';
  if (open >= LIMITS.openPerTerminal) return 'too-many';
  const needed = neededDevice(order);
  return needed !== null && devices !== null && !devices.includes(needed) ? 'no-device' : null;
}

/** The device without which a terminal cannot do it; `null` for none. */
export function neededDevice(order: CommandOrder): DeviceKind | null {
  switch (order.kind) {
    case 'device-reset':
    case 'device-health-check':
      return order.device;
    case 'test-receipt':
      return 'receipt-printer';
    case 'end-of-day':
      return 'payment';
    case 'restart-ui':
    case 'restart-terminal':
    case 'restart-machine':
    case 'out-of-service':
    case 'back-in-service':
    case 'collect-logs':
    case 'self-test':
    case 'network-check':
    case 'screenshot':
    case 're-enrol':
    case 'settle-case':
      return null;
    default:
      return never(order);
  }
}
