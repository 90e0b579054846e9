import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import type { WebSocket } from 'ws';
import type { Transport } from './contract.ts';

/** The IPC pipe to a child process, seen from the parent. */
export function childTransport(child: ChildProcess): Transport {
  return {
    send: (text) => {
      if (child.connected) child.send(text, () => {});
    },
    onMessage: (listener) => child.on('message', (m) => listener(typeof m === 'string' ? m : '')),
    onClose: (listener) => {
      let told = false;
      const tell = (reason: string) => {
        if (!told) listener(reason);
        told = true;
      };
      child.once('disconnect', () => tell('disconnected'));
      child.once('exit', () => tell('exited'));
    },
    close: () => {
      if (child.connected) child.disconnect();
    },
  };
}

/** The IPC pipe to the parent, seen from the child. */
export function parentTransport(self: NodeJS.Process = process): Transport {
  return {
    send: (text) => {
      if (self.connected) self.send?.(text, undefined, undefined, () => {});
    },
    onMessage: (listener) => self.on('message', (m) => listener(typeof m === 'string' ? m : '')),
    onClose: (listener) => self.once('disconnect', () => listener('parent-gone')),
    close: () => {
      if (self.connected) self.disconnect();
    },
  };
}

/** A WebSocket of either end; text frames only. */
export function webSocketTransport(socket: WebSocket): Transport {
  return {
    send: (text) => {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
    onMessage: (listener) => socket.on('message', (data, isBinary) => listener(isBinary ? '' : data.toString())),
    onClose: (listener) => {
      socket.on('error', () => socket.terminate());
      socket.once('close', (_code, reason) => listener(reason.toString() || 'closed'));
    },
    close: (reason) => socket.close(1000, reason.slice(0, 120)),
  };
}

/** One JSON text a line over a stream socket (UNIX domain socket between siblings). */
export function lineTransport(socket: Socket, maxLine = 32 * 1024 * 1024): Transport {
  return {
    send: (text) => {
      if (socket.writable) socket.write(`${text}\n`);
    },
    onMessage: (listener) => {
      const decoder = new StringDecoder('utf8');
      let rest: string[] = [];
      let size = 0;
      socket.on('data', (chunk) => {
        const parts = decoder.write(chunk).split('\n');
        for (const [i, part] of parts.entries()) {
          size += part.length;
          if (size > maxLine) {
            socket.destroy();
            return;
          }
          rest.push(part);
          if (i < parts.length - 1) {
            listener(rest.join(''));
            rest = [];
            size = 0;
          }
        }
      });
    },
    onClose: (listener) => {
      socket.on('error', () => socket.destroy());
      socket.once('close', () => listener('closed'));
    },
    close: () => socket.end(),
  };
}
