import { SerialPort } from 'serialport';
import type { ConnectLink, LinkFault } from './link.ts';

/** USB-CDC readers ignore the rate; a real RS-232 reader comes set to this. */
const BAUD_RATE = 115_200;

/** A reader on a serial line or a USB port in CDC mode. @param path device file, best one of /dev/serial/by-id */
export function serialLink(path: string, baudRate: number = BAUD_RATE): ConnectLink {
  return (events) => {
    const port = new SerialPort({ path, baudRate, autoOpen: false });
    let isOver = false;
    const over = (reason: LinkFault) => {
      if (!isOver) events.onClosed(reason);
      isOver = true;
    };
    port.on('data', (bytes: Uint8Array) => {
      if (!isOver) events.onData(bytes);
    });
    port.on('close', () => over('disconnected'));
    port.on('error', () => over('disconnected'));
    port.open((error) => {
      if (error) {
        over(reasonOfOpening(error.message));
        return;
      }
      if (isOver) {
        port.close();
        return;
      }
      events.onOpen();
      // Some readers stay silent until DTR is up. A pseudo-terminal and some converters have no such line and answer
      // ENOTTY, which costs nothing.
      port.set({ dtr: true, rts: true }, () => {});
    });
    return {
      close() {
        isOver = true;
        if (port.isOpen) port.close();
      },
    };
  };
}

/** bindings-cpp 13 gives errors of open(2) and ioctl(2) as text only. */
export function reasonOfOpening(message: string): LinkFault {
  if (/No such file|ENOENT|No such device|ENXIO|ENODEV/i.test(message)) return 'no-such-port';
  if (/Permission denied|EACCES|Operation not permitted/i.test(message)) return 'access-denied';
  if (/lock|temporarily unavailable|busy/i.test(message)) return 'in-use-elsewhere';
  return 'unreachable';
}
