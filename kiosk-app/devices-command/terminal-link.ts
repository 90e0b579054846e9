import { connect } from 'node:net';
import { join } from 'node:path';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import { createPeer, type Peer } from '../../foundation/rpc/peer.ts';
import { lineTransport } from '../../foundation/rpc/transports.ts';
import { CONTROL_SOCKET, controllingSide, controlSide, MAX_CONTROL_MESSAGE } from '../channel/control.ts';

export type TerminalLink = Peer<typeof controlSide>;

/** The running terminal behind a data directory; `null` if it offers no socket, or not to this user. */
export function dialTerminal(data: string, clock: Clock, log: Log): Promise<TerminalLink | null> {
  return new Promise((resolve) => {
    const socket = connect(join(data, CONTROL_SOCKET));
    socket.once('error', () => resolve(null));
    socket.once('connect', () =>
      resolve(
        createPeer({
          transport: lineTransport(socket, MAX_CONTROL_MESSAGE),
          local: controllingSide,
          remote: controlSide,
          handlers: { methods: {}, notifications: {} },
          maxMessage: MAX_CONTROL_MESSAGE,
          log,
          clock,
        }),
      ),
    );
  });
}
