import type { ServiceFault } from '../contract.ts';
import type { SmartCardDelays } from '../delays.ts';
import { PcscConnection, type PcscDaemon } from './connection.ts';
import { LENGTH, stopWaitingRequest, waitRequest } from './messages.ts';
import { parseReaderStates, READERS_LENGTH, type ReaderState } from './reader-state.ts';

export interface WatchOptions extends PcscDaemon {
  readonly delays: SmartCardDelays;
  /** At the start and after every change. */
  readonly onStates: (states: readonly ReaderState[]) => void;
  /** Once; the watch is over then. */
  readonly onFault: (fault: ServiceFault) => void;
}

/**
 * Watches the daemon's table of readers without opening a card: waits to be told of a change, never polls. So the eID
 * client never finds a card reset or held by us.
 */
export function watchReaders(options: WatchOptions): { close(): void } {
  const { clock, delays, onStates, onFault } = options;
  const closing = new AbortController();

  async function run(): Promise<ServiceFault> {
    const opened = await PcscConnection.open(options, delays.answerWithin, closing.signal);
    if (!opened.ok) return opened.error;
    const connection = opened.value;
    for (;;) {
      // The table comes with the registration: nothing that happens in between can be missed.
      const table = await connection.ask(waitRequest(), READERS_LENGTH, delays.answerWithin);
      if (!table.ok) return table.error;
      if (closing.signal.aborted) return 'disconnected';
      onStates(parseReaderStates(table.value));
      const change = await signalled(connection);
      if (change !== null) return change;
    }
  }

  /**
   * One message ends the wait, whichever comes first: the change, or the answer to our own "stop waiting". The daemon
   * sends the latter only if it has not sent the former.
   */
  async function signalled(open: PcscConnection): Promise<ServiceFault | null> {
    let overdue = clock.setTimeout(() => {
      open.tell(stopWaitingRequest());
      overdue = clock.setTimeout(() => open.fail('no-answer'), delays.answerWithin);
    }, delays.livenessEvery);
    const signal = await open.read(LENGTH.change, null);
    clock.clearTimeout(overdue);
    return signal.ok ? null : signal.error;
  }

  void run().then((fault) => {
    if (!closing.signal.aborted) onFault(fault);
  });
  return { close: () => closing.abort() };
}
