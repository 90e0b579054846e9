import { lookup } from 'node:dns/promises';
import { createServer, type Socket } from 'node:net';
import { type Clock, delay } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { PaymentDelays } from '../delays.ts';
import { LIMITS } from '../limits.ts';
import type { ByteChannel } from './channel.ts';
import { socketChannel } from './tcp-channel.ts';

export interface CallbackPort {
  /** Why the device cannot connect to us; `null` while we listen. */
  hindrance(): string | null;
  close(): Promise<void>;
}

export interface CallbackOptions {
  /** Own address to listen at: 127.0.0.1, or that of the interface the device is on. */
  readonly address: string;
  /** 20008 on most devices. */
  readonly port: number;
  /** Only the device itself may call: its name or address. */
  readonly from: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly delays: PaymentDelays;
  readonly onConnection: (channel: ByteChannel) => void;
}

/**
 * The cash register's port for connections that the device opens (PA00P016 rev. 04, TCP/IP: port 20008).
 * Connections from other addresses are closed unread. If the port is in use it is tried again; the line works without it.
 */
export function listenForCallbacks(options: CallbackOptions): CallbackPort {
  const { address, port, from, clock, log, delays, onConnection } = options;
  const sockets = new Set<Socket>();
  const closing = new AbortController();
  let hindrance: string | null = null;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
    void admit(socket);
  });
  server.maxConnections = LIMITS.callbackConnections;

  async function admit(socket: Socket): Promise<void> {
    socket.pause();
    const known = await lookup(from, { all: true }).catch(() => []);
    const caller = socket.remoteAddress?.replace(/^::ffff:/, '');
    if (!known.some((one) => one.address === caller)) {
      log.event('warn', 'payment.callback.stranger');
      socket.destroy();
      return;
    }
    if (socket.destroyed) return;
    const timer = clock.setTimeout(() => socket.destroy(), delays.callbackMost);
    socket.once('close', () => clock.clearTimeout(timer));
    onConnection(socketChannel(socket));
    socket.resume();
  }

  server.on('listening', () => {
    hindrance = null;
  });
  server.on('error', (error) => {
    hindrance = reasonOf(error);
    log.event('error', 'payment.callback.unusable', { reason: code(hindrance) });
    void delay(clock, delays.reconnectMost, closing.signal)
      .then(() => server.listen(port, address))
      .catch(() => {});
  });
  server.listen(port, address);

  return {
    hindrance: () => hindrance,
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        for (const socket of sockets) socket.destroy();
        if (server.listening) server.close(() => resolve());
        else resolve();
      }),
  };
}
