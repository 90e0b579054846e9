import type WebSocket from 'ws';
import type { Clock, Timer } from '../../../foundation/clock.ts';

/**
 * Pings the hub (RFC 6455, section 5.5.2), so that it knows this terminal to be alive and this terminal knows the link
 * to be. A ping that is not answered in time ends the link.
 * @param options.every milliseconds between two pings
 * @param options.within milliseconds for the answer
 */
export function beatHeart(
  socket: WebSocket,
  { every, within, clock }: { readonly every: number; readonly within: number; readonly clock: Clock },
): void {
  let timer: Timer;
  const beat = () => {
    socket.ping();
    timer = clock.setTimeout(() => socket.terminate(), within);
  };
  const later = () => {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(beat, every);
  };
  socket.on('pong', later);
  socket.once('close', () => clock.clearTimeout(timer));
  later();
}
