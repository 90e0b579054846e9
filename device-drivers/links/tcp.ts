import { connect } from 'node:net';
import type { Clock } from '../../foundation/clock.ts';
import { LINK_DELAYS as DELAYS } from './delays.ts';
import type { ConnectLink } from './link.ts';

const ADDRESS = /^\[?([^\]]+?)\]?:(\d{1,5})$/;

/** A device on the network that sends its bytes over a TCP connection. @param path `host:port` */
export function tcpLink(path: string, clock: Clock): ConnectLink {
  const [, host, port] = ADDRESS.exec(path) ?? [];
  return (events) => {
    if (host === undefined || port === undefined || Number(port) > 65535) {
      const timer = clock.setTimeout(() => events.onClosed('bad-address'), 0);
      return { close: () => clock.clearTimeout(timer) };
    }
    const socket = connect({ host, port: Number(port), keepAlive: true, keepAliveInitialDelay: DELAYS.keepAliveAfter });
    let isOpen = false;
    let isOver = false;
    const over = () => {
      clock.clearTimeout(timer);
      if (!isOver) events.onClosed(isOpen ? 'disconnected' : 'unreachable');
      isOver = true;
    };
    const timer = clock.setTimeout(() => {
      over();
      socket.destroy();
    }, DELAYS.connectWithin);
    socket.on('connect', () => {
      clock.clearTimeout(timer);
      isOpen = true;
      if (!isOver) events.onOpen();
    });
    socket.on('data', (bytes) => {
      if (!isOver) events.onData(bytes);
    });
    // 'close' follows every error and tells all there is to tell.
    socket.on('error', () => socket.destroy());
    socket.on('close', over);
    return {
      close() {
        isOver = true;
        clock.clearTimeout(timer);
        socket.destroy();
      },
    };
  };
}
