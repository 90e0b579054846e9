import { open } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../foundation/errors.ts';
import { DELAYS } from '../delays.ts';

export interface PrinterLineEvents {
  onData(bytes: Uint8Array): void;
  /** Once, unless we closed it ourselves. @param reason kebab-case or a system code */
  onClose(reason: string): void;
}

/** An open way to the printer, whatever it is made of. */
export interface PrinterLine {
  write(bytes: Uint8Array): void;
  close(): void;
}

/** Opens the way. Rejects with a `Refusal` whose reason is the system's code or `connect-timeout`. */
export type Dial = (events: PrinterLineEvents) => Promise<PrinterLine>;

/** Raw TCP, port 9100 by custom ("JetDirect"). */
export const dialTcp =
  (host: string, port: number, clock: Clock): Dial =>
  (events) =>
    new Promise((resolve, reject) => {
      const socket = connect({ host, port, noDelay: true });
      let state: 'opening' | 'open' | 'closed' = 'opening';
      const timer = clock.setTimeout(() => {
        state = 'closed';
        socket.destroy();
        reject(new Refusal('connect-timeout'));
      }, DELAYS.connectWithin);
      let reason = 'closed-by-printer';
      socket.on('error', (error) => {
        reason = reasonOf(error);
      });
      socket.on('close', () => {
        clock.clearTimeout(timer);
        const before = state;
        state = 'closed';
        if (before === 'opening') reject(new Refusal(reason));
        else if (before === 'open') events.onClose(reason);
      });
      socket.on('data', (bytes) => {
        if (state === 'open') events.onData(bytes);
      });
      socket.on('connect', () => {
        clock.clearTimeout(timer);
        if (state !== 'opening') return;
        state = 'open';
        resolve({
          write: (bytes) => void socket.write(bytes),
          close() {
            state = 'closed';
            socket.destroy();
          },
        });
      });
    });

/**
 * A device file: the USB printer class (/dev/usb/lp0) or a serial port set up by the system (udev rule with stty:
 * raw, speed, DTR/DSR). Both ways in one open file; its end means the device is gone.
 */
export const dialDeviceFile =
  (path: string): Dial =>
  async (events) => {
    const file = await open(path, 'r+').catch((error: unknown) => {
      throw new Refusal(reasonOf(error));
    });
    let isClosed = false;
    const end = (reason: string) => {
      if (isClosed) return;
      isClosed = true;
      void file.close().catch(() => {});
      events.onClose(reason);
    };
    const read = async () => {
      const buffer = new Uint8Array(256);
      while (!isClosed) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
        if (bytesRead === 0) return end('closed-by-printer');
        if (!isClosed) events.onData(buffer.slice(0, bytesRead));
      }
    };
    let writing: Promise<unknown> = Promise.resolve();
    read().catch((error: unknown) => end(reasonOf(error)));
    return {
      write(bytes) {
        writing = writing
          .then(async () => {
            for (let sent = 0; sent < bytes.length && !isClosed; ) {
              const { bytesWritten } = await file.write(bytes, sent, bytes.length - sent, null);
              sent += bytesWritten;
            }
          })
          .catch((error: unknown) => end(reasonOf(error)));
      },
      close() {
        isClosed = true;
        void file.close().catch(() => {});
      },
    };
  };
