import { connect as dial, type Socket } from 'node:net';
import type { Clock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { DELAYS } from '../delays.ts';
import type { ByteChannel } from './channel.ts';

export function socketChannel(socket: Socket): ByteChannel {
  socket.setNoDelay(true);
  socket.setKeepAlive(true, DELAYS.tcpKeepAlive);
  let failure = 'closed-by-peer';
  socket.on('error', (error) => {
    failure = reasonOf(error);
  });
  return {
    write: (bytes) => {
      if (socket.writable) socket.write(bytes);
    },
    end: () => {
      socket.end();
      socket.destroySoon();
    },
    destroy: () => {
      socket.destroy();
    },
    onData: (listener) => {
      socket.on('data', listener);
    },
    onClose: (listener) => {
      if (socket.destroyed) queueMicrotask(() => listener(failure));
      else socket.once('close', () => listener(failure));
    },
  };
}

/** @returns the errno name ("ECONNREFUSED") or "connect-timeout" */
export function connectTcp(
  host: string,
  port: number,
  within: number,
  clock: Clock,
): Promise<Result<ByteChannel, string>> {
  return new Promise((resolve) => {
    const socket = dial({ host, port });
    const timer = clock.setTimeout(() => finish(err('connect-timeout')), within);
    const onError = (error: Error) => finish(err(reasonOf(error)));
    const finish = (result: Result<ByteChannel, string>) => {
      clock.clearTimeout(timer);
      socket.off('error', onError);
      // A socket that fails again while it is torn down must still have a listener.
      if (!result.ok) socket.on('error', () => {}).destroy();
      resolve(result);
    };
    socket.once('error', onError);
    socket.once('connect', () => finish(ok(socketChannel(socket))));
  });
}
