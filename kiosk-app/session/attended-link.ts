import { createConnection, type Socket } from 'node:net';
import type { Clock, Timer } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { Handlers } from '../../foundation/rpc/contract.ts';
import { createPeer, type Peer } from '../../foundation/rpc/peer.ts';
import { lineTransport } from '../../foundation/rpc/transports.ts';
import { attendedSide, attendingSide } from '../channel/attended.ts';
import { delays } from './delays.ts';

export interface AttendedLink {
  /** Refuses with `not-connected` while the host does not listen. */
  readonly call: Peer<typeof attendedSide>['call'];
  /** Resolves once connected, or after the patience of the start is used up. */
  readonly settled: Promise<void>;
  close(): void;
}

export interface AttendedLinkOptions {
  /** Path of the UNIX socket of this session's device host. */
  readonly socket: string;
  readonly handlers: Handlers<typeof attendingSide>;
  /** The host is gone, and with it whatever was said to come as a notification. */
  readonly onLost: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The way to the process with the drivers of this session. A host that crashes is restarted by the terminal on the
 * same socket, so the link is taken up again; what was under way is refused with `link-closed` and can be retried.
 */
export function connectAttended({ socket: path, handlers, onLost, clock, log }: AttendedLinkOptions): AttendedLink {
  let peer: Peer<typeof attendedSide> | null = null;
  let socket: Socket | null = null;
  let retry: Timer | null = null;
  let isClosed = false;
  const settled = Promise.withResolvers<void>();
  const patience = clock.setTimeout(() => settled.resolve(), delays.attendedPatience);

  const connect = () => {
    const attempt = createConnection(path);
    socket = attempt;
    attempt.once('connect', () => {
      const transport = lineTransport(attempt);
      peer = createPeer({ transport, local: attendingSide, remote: attendedSide, handlers, log, clock });
      clock.clearTimeout(patience);
      settled.resolve();
    });
    attempt.on('error', (error) => {
      if (!peer) log.event('debug', 'session.attended.unreachable', { reason: code(reasonOf(error)) });
    });
    attempt.once('close', () => {
      const isLost = peer !== null && !isClosed;
      peer = null;
      if (isLost) {
        log.event('warn', 'session.attended.lost');
        onLost();
      }
      if (!isClosed) retry = clock.setTimeout(connect, delays.attendedRetry);
    });
  };
  connect();

  return {
    settled: settled.promise,
    call: async (method, params, within) => {
      if (!peer) throw new Refusal('not-connected');
      return peer.call(method, params, within);
    },
    close() {
      isClosed = true;
      clock.clearTimeout(patience);
      if (retry) clock.clearTimeout(retry);
      settled.resolve();
      socket?.destroy();
    },
  };
}
