import WebSocket from 'ws';
import type { Clock } from '../../../foundation/clock.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { Tap } from '../../recording/tap.ts';
import { encodeCommand, type SdkCommand } from '../codec/commands.ts';
import { decodeMessage, MAX_MESSAGE } from '../codec/decode.ts';
import type { SdkMessage } from '../codec/messages.ts';
import type { ClientFault } from '../contract.ts';
import { tapSocket } from './tapped-socket.ts';

/** The SDK WebSocket, open: typed commands out, typed messages in. */
export interface SdkSocket {
  send(command: SdkCommand): void;
  onMessage(listener: (message: SdkMessage) => void): () => void;
  readonly closed: Promise<void>;
  close(): void;
}

/** The SDK asks for one, to tell who uses the app (AusweisApp SDK, "WebSocket"). */
const USER_AGENT = 'Buerger-Terminal';

/** HTTP status by which the app says that another client is connected. */
const IN_USE = 429;

/** @param within milliseconds */
export function openSocket(
  url: string,
  within: number,
  clock: Clock,
  log: Log,
  tap?: Tap,
): Promise<Result<SdkSocket, ClientFault>> {
  return new Promise((resolve) => {
    // No `origin`: from 2.5 on the app takes whoever sends one for a web page, and refuses it (403).
    const socket = new WebSocket(url, {
      perMessageDeflate: false,
      maxPayload: 4 * MAX_MESSAGE,
      headers: { 'user-agent': USER_AGENT },
    });
    const give = (result: Result<SdkSocket, ClientFault>) => {
      clock.clearTimeout(limit);
      if (!result.ok) socket.terminate();
      resolve(result);
    };
    const limit = clock.setTimeout(() => give(err('client-not-answering')), within);
    socket.once('unexpected-response', (_request, response) =>
      give(err(response.statusCode === IN_USE ? 'client-in-use' : 'client-not-answering')),
    );
    // Stays on for the socket's whole life: `close` follows every error and is what counts.
    socket.on('error', () => give(err('client-gone')));
    socket.once('open', () => give(ok(wrap(socket, log, tap))));
  });
}

function wrap(socket: WebSocket, log: Log, tap?: Tap): SdkSocket {
  const sent = tap && tapSocket(socket, tap);
  const listeners = new Listeners<[message: SdkMessage]>();
  socket.on('message', (data, isBinary) => {
    const decoded = isBinary ? err('not-a-message' as const) : decodeMessage(data.toString());
    if (!decoded.ok) return log.event('warn', 'eid.message.refused', { reason: code(decoded.error) });
    listeners.tell(decoded.value);
  });
  return {
    send: (command) => {
      if (socket.readyState !== socket.OPEN) return;
      const text = encodeCommand(command);
      sent?.(text);
      socket.send(text);
    },
    onMessage: (listener) => {
      return listeners.add(listener);
    },
    closed: new Promise((resolve) => socket.once('close', () => resolve())),
    // The app ends a running workflow when its client goes; a closing handshake would only delay that.
    close: () => socket.terminate(),
  };
}
