import type { SerialPort } from 'serialport';
import type { Clock } from '../../foundation/clock.ts';
import { watchForHangUp } from './hang-up.ts';
import type { ConnectLink, LinkFault } from './link.ts';

/** USB-CDC devices ignore the rate; a real RS-232 device comes set to this. */
const BAUD_RATE = 115_200;

/** A serial line or a USB port in CDC mode. @param path device file, best one of /dev/serial/by-id */
export function serialLink(path: string, clock: Clock, baudRate: number = BAUD_RATE): ConnectLink {
  return (events) => {
    let port: SerialPort | null = null;
    let stopWatching = () => {};
    let isOver = false;
    const over = (reason: LinkFault) => {
      stopWatching();
      if (!isOver) events.onClosed(reason);
      isOver = true;
    };
    // Loaded late: a terminal without a serial device needs no native module.
    import('serialport').then(
      (module) => {
        if (isOver) return;
        const opening = new module.SerialPort({ path, baudRate, autoOpen: false });
        port = opening;
        opening.on('data', (bytes: Uint8Array) => {
          if (!isOver) events.onData(bytes);
        });
        opening.on('close', () => over('disconnected'));
        opening.on('error', () => over('disconnected'));
        opening.open((error) => {
          if (error) over(reasonOfOpening(error.message));
          else if (isOver) opening.close();
          else {
            events.onOpen();
            stopWatching = watchForHangUp(opening, clock, () => {
              over('disconnected');
              opening.close();
            });
            // Some readers stay silent until DTR is up. A pseudo-terminal and some converters have no such line and
            // answer ENOTTY, which costs nothing.
            opening.set({ dtr: true, rts: true }, () => {});
          }
        });
      },
      () => over('driver-missing'),
    );
    return {
      close() {
        isOver = true;
        stopWatching();
        if (port?.isOpen) port.close();
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
