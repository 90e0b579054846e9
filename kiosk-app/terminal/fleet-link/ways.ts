import { createServer, type Socket } from 'node:net';
import { dialRelay, type RelayAddress } from '../../../fleet-link/relay/dial-relay.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';

/**
 * Who opens the connection to the hub. Whoever it is, the terminal is the TLS client on it and the hub the TLS server,
 * as in RFC 8071 ("NETCONF Call Home"): so the same certificates are checked the same way on all three.
 */
export type HubDialling =
  | { readonly by: 'terminal' }
  /** The hub dials this terminal, which listens there. */
  | { readonly by: 'hub'; readonly host: string; readonly port: number }
  /** Both dial a relay. */
  | ({ readonly by: 'relay' } & RelayAddress);

/** Connections on which nobody has proven yet to be the hub. */
const MOST_UNPROVEN = 4;

export interface Listening {
  /** The port, once it listens. */
  readonly port: Promise<number>;
  close(): void;
}

/** Waits for the hub to dial. @param use called with each connection; resolves when it is proven to be the hub's, or over */
export function listenForHub(
  at: { readonly host: string; readonly port: number },
  log: Log,
  use: (socket: Socket) => Promise<void>,
): Listening {
  let unproven = 0;
  const server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => {
    if (unproven >= MOST_UNPROVEN) return void socket.destroy();
    unproven++;
    socket.on('error', () => socket.destroy());
    void use(socket).finally(() => unproven--);
  });
  server.on('error', (thrown) => log.event('error', 'hub.not-listening', { reason: code(reasonOf(thrown)) }));
  const port = new Promise<number>((resolve) =>
    server.listen(at.port, at.host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : at.port);
    }),
  );
  return { port, close: () => void server.close() };
}

/** Meets the hub at a relay. @returns the wire, or `null` if it has not come */
export async function meetAtRelay(
  relay: RelayAddress,
  { clock, log, wait }: { readonly clock: Clock; readonly log: Log; readonly wait: number },
): Promise<Socket | null> {
  try {
    return await dialRelay('terminal', relay, clock, wait);
  } catch (thrown) {
    log.event('debug', 'hub.unreachable', { reason: code(reasonOf(thrown)) });
    return null;
  }
}
