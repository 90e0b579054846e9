import type { DeviceHealth } from '../contract.ts';
import type { PagePrinterReason } from './contract.ts';
import type { IppPrinterConnection } from './dialogue/connection.ts';
import { blocking, notice } from './dialogue/printer-status.ts';

export function healthOf(
  connection: IppPrinterConnection,
  phase: 'closed' | 'starting' | 'running',
  isPrinting: boolean,
): DeviceHealth {
  const { last, current, failure, seenAt } = connection;
  const health = (state: DeviceHealth['state'], reason: PagePrinterReason | null): DeviceHealth => ({
    state,
    reason,
    model: last?.model ?? null,
    firmware: last?.firmware ?? null,
    seenAt,
  });
  if (phase === 'closed') return health('closed', null);
  if (failure === 'unreachable' || failure === 'no-answer') return health('offline', 'not-reachable');
  if (failure === 'untrusted') return health('offline', 'not-trusted');
  if (failure === 'access-denied') return health('faulty', 'access-denied');
  if (failure !== undefined) return health('faulty', 'protocol-error');
  if (!current) return health('starting', null);
  if (!current.takesPdf) return health('faulty', 'takes-no-pdf');
  if (!current.isAccepting) return health('faulty', 'not-accepting');
  const trouble = blocking(current);
  // An idle CUPS queue repeats what its last job met; only the next one shows whether it still holds.
  const isHearsay = current.cups && current.state === 'idle' && !isPrinting;
  // An error without a name that has just begun is mostly a printer waking up.
  const isBlip = trouble === 'other' && connection.isTroubleNew;
  if (trouble) return health(isHearsay || isBlip ? 'degraded' : 'faulty', trouble);
  const told = notice(current);
  // One of several trays, or the reason why nothing comes out: the job's own patience finds out which.
  if (isPrinting) return health('busy', told ?? null);
  return told ? health('degraded', told) : health('ready', null);
}
