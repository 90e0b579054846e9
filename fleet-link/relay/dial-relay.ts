import { connect, type Socket } from 'node:net';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { DELAYS } from './delays.ts';
import { greeting, PAIRED, type RelayRole } from './words.ts';

export interface RelayAddress {
  readonly host: string;
  readonly port: number;
  readonly token: string;
}

/**
 * Waits at a relay for the other side.
 * @param wait milliseconds to wait for it
 * @returns the wire to it, paused: what comes next is the other side's
 * @throws Refusal `relay-unreachable`, `nobody-at-the-relay`
 */
export function dialRelay(role: RelayRole, address: RelayAddress, clock: Clock, wait: number): Promise<Socket> {
  const { host, port, token } = address;
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: DELAYS.keepAlive });
    const timer = clock.setTimeout(() => fail(new Refusal('nobody-at-the-relay')), wait);
    const fail = (refusal: Refusal) => {
      clock.clearTimeout(timer);
      socket.destroy();
      reject(refusal);
    };
    const onError = (thrown: Error) => fail(new Refusal('relay-unreachable', reasonOf(thrown)));
    const onClose = () => fail(new Refusal('nobody-at-the-relay'));
    socket.once('error', onError).once('close', onClose);
    socket.once('connect', () => socket.write(greeting(role, token)));
    socket.once('readable', () => {
      // One byte only: those after it are TLS, and stay in the socket.
      const heard = socket.read(1) as Buffer | null;
      if (heard === null) return;
      if (heard[0] !== PAIRED) return fail(new Refusal('relay-unreachable', 'not-a-relay'));
      clock.clearTimeout(timer);
      socket.off('error', onError).off('close', onClose);
      resolve(socket);
    });
  });
}
