import type { DeviceHealth } from '../contract.ts';
import { blockingFault } from './codec/status.ts';
import type { ReceiptPrinterReason } from './contract.ts';
import type { EscPosConnection } from './dialogue/connection.ts';

export function healthOf(
  connection: EscPosConnection,
  phase: 'closed' | 'starting' | 'running',
  isPrinting: boolean,
): DeviceHealth {
  const known = {
    model: modelOf(connection),
    firmware: connection.identity?.firmware ?? null,
    seenAt: connection.seenAt,
  };
  const health = (state: DeviceHealth['state'], reason: ReceiptPrinterReason | null): DeviceHealth => ({
    state,
    reason,
    ...known,
  });
  if (phase === 'closed') return health('closed', null);
  if (!connection.isUp) return phase === 'starting' ? health('starting', null) : health('offline', 'not-reachable');
  const { status } = connection;
  const fault = blockingFault(status);
  if (fault) return health('faulty', fault);
  if (status.overheated) return health('faulty', 'overheated');
  if (isPrinting) return health('busy', null);
  if (status.offline) return health('faulty', 'not-ready');
  if (status.paper === 'near-end') return health('degraded', 'paper-near-end');
  return health('ready', null);
}

function modelOf({ identity }: EscPosConnection): string | null {
  const words = [identity?.maker, identity?.model].filter((word) => typeof word === 'string');
  return words.length > 0 ? words.join(' ') : null;
}
