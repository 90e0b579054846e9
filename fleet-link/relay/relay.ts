import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Clock } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import { DELAYS } from './delays.ts';
import { GREETING, MAX_GREETING, PAIRED, type RelayRole, readGreeting } from './words.ts';

/** Connections at once: two for each terminal that is linked, one for each that waits. */
const MOST_CONNECTIONS = 40_000;

export interface Relay {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Joins hub and terminal where neither reaches the other: both dial it, and those with the same token are one wire. It
 * knows no key: what passes is the TLS of the two.
 */
export async function startRelay(options: {
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<Relay> {
  const { clock, log } = options;
  const all = new Set<Socket>();
  const waiting = new Map<string, Socket>();
  const server = createServer({ keepAlive: true, keepAliveInitialDelay: DELAYS.keepAlive, noDelay: true }, (socket) => {
    all.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => all.delete(socket));
    if (all.size > MOST_CONNECTIONS) socket.destroy();
    else hear(socket);
  });

  function hear(socket: Socket): void {
    const timer = clock.setTimeout(() => socket.destroy(), DELAYS.greetingWithin);
    socket.once('close', () => clock.clearTimeout(timer));
    let heard = Buffer.alloc(0);
    const onData = (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      const end = heard.indexOf(0x0a);
      if (end < 0 && heard.length <= MAX_GREETING) return;
      socket.off('data', onData);
      socket.pause();
      clock.clearTimeout(timer);
      const greeting = end < 0 || end > MAX_GREETING ? null : readGreeting(heard.toString('latin1', 0, end));
      // Nobody speaks before it is paired: who does is none of ours.
      if (!greeting || heard.length > end + 1) {
        log.event('warn', 'relay.refused', { reason: code(`no-${GREETING}`) });
        socket.destroy();
      } else meet(socket, greeting.role, greeting.token);
    };
    socket.on('data', onData);
  }

  function meet(socket: Socket, role: RelayRole, token: string): void {
    const other = waiting.get(`${role === 'hub' ? 'terminal' : 'hub'} ${token}`);
    if (other && !other.destroyed) join(socket, other);
    else wait(socket, `${role} ${token}`);
  }

  function wait(socket: Socket, key: string): void {
    // A side that dials again has given up the connection it had.
    waiting.get(key)?.destroy();
    waiting.set(key, socket);
    const timer = clock.setTimeout(() => socket.destroy(), DELAYS.waitAtMost);
    const forget = () => {
      clock.clearTimeout(timer);
      if (waiting.get(key) === socket) waiting.delete(key);
    };
    socket.once('close', forget);
    socket.once('paired', forget);
    // Flowing, so that the end of a side that goes away while it waits is seen.
    socket.on('data', end);
    socket.once('paired', () => socket.off('data', end));
    socket.resume();
    function end(): void {
      socket.destroy();
    }
  }

  function join(one: Socket, other: Socket): void {
    for (const socket of [one, other]) {
      socket.emit('paired');
      socket.pause();
      socket.write(Buffer.from([PAIRED]));
    }
    one.pipe(other);
    other.pipe(one);
    one.once('close', () => other.destroy());
    other.once('close', () => one.destroy());
    log.event('info', 'relay.joined', { links: all.size });
  }

  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(options.port, options.host, () => resolve()),
  );
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of all) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
