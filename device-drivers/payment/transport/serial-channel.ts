import { SerialPort } from 'serialport';
import type { Clock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { watchForHangUp } from '../../links/hang-up.ts';
import type { ByteChannel } from './channel.ts';

/**
 * Opens a serial port as ZVT wants it: 8 data bits, no parity, two stop bits, no handshake. DTR and RTS are left alone:
 * on pseudo-terminals those calls fail, and no terminal needs them.
 * @returns the errno name or "port-unusable"
 */
export function connectSerial(path: string, baudRate: number, clock: Clock): Promise<Result<ByteChannel, string>> {
  return new Promise((resolve) => {
    const port = new SerialPort({ path, baudRate, dataBits: 8, parity: 'none', stopBits: 2, autoOpen: false });
    port.open((error) => resolve(error ? err(reasonOfPort(error)) : ok(portChannel(port, clock))));
  });
}

/** serialport's errors carry the errno in their text only: "Error: No such file or directory, cannot open …". */
function reasonOfPort(error: Error): string {
  const reason = reasonOf(error);
  if (reason !== 'Error') return reason;
  if (/no such file/i.test(error.message)) return 'ENOENT';
  return /permission/i.test(error.message) ? 'EACCES' : 'port-unusable';
}

function portChannel(port: SerialPort, clock: Clock): ByteChannel {
  let failure = 'port-closed';
  let isClosed = false;
  let tell: (reason: string) => void = () => {};
  const close = () => {
    if (isClosed) return;
    isClosed = true;
    stopWatching();
    if (port.isOpen) port.close(() => tell(failure));
    else queueMicrotask(() => tell(failure));
  };
  const stopWatching = watchForHangUp(port, clock, close);
  // An unplugged port without an error listener would end the process.
  port.on('error', (error) => {
    failure = reasonOfPort(error);
    close();
  });
  port.on('close', (error: Error | null) => {
    if (error) failure = reasonOfPort(error);
    if (isClosed) return;
    isClosed = true;
    stopWatching();
    tell(failure);
  });
  return {
    write: (bytes) => {
      if (!isClosed) port.write(bytes);
    },
    end: () => {
      if (isClosed) return;
      // What is still in the buffer goes out first; a dead line must not keep us from closing.
      port.drain(close);
    },
    destroy: close,
    onData: (listener) => {
      port.on('data', listener);
    },
    onClose: (listener) => {
      tell = listener;
      if (isClosed) queueMicrotask(() => listener(failure));
    },
  };
}
