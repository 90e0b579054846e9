import type { DeviceKind } from '../../../device-drivers/contract.ts';
import type { CommandOrder } from '../../../fleet-link/commands.ts';
import { never } from '../../../foundation/errors.ts';
import type { CommandPreview, LeftOut } from '../../contract/commands.ts';
import type { Candidate, TerminalSelection } from './command-store.ts';
import { LIMITS } from './limits.ts';

/** Whom this order would reach, and whom it would not and why. */
export function previewOf(
  order: CommandOrder,
  selection: TerminalSelection,
  candidates: readonly Candidate[],
): CommandPreview {
  const known = new Set(candidates.map(({ terminalId }) => terminalId));
  const unknown = selection.by === 'ids' ? [...new Set(selection.ids)].filter((id) => !known.has(id)) : [];
  const judged = candidates.map((candidate) => ({ candidate, why: leftOut(order, candidate) }));
  return {
    reached: judged.flatMap(({ candidate: { terminalId, processId }, why }) =>
      why === null ? [{ terminalId, isLinked: processId !== null }] : [],
    ),
    left: [
      ...unknown.map((terminalId) => ({ terminalId, why: 'not-found' as const })),
      ...judged.flatMap(({ candidate: { terminalId }, why }) => (why === null ? [] : [{ terminalId, why }])),
    ],
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
      return null;
    default:
      return never(order);
  }
}
