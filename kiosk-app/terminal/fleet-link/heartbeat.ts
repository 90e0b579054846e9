import type WebSocket from 'ws';
import type { Clock, Timer } from '../../../foundation/clock.ts';

/**
 * Pings the hub (RFC 6455, section 5.5.2), so that it knows this terminal to be alive, and every `answersEvery` pings
 * this terminal knows the hub to be. A hub that has not answered in time is lost.
 * @param options.every milliseconds between two pings
 * @param options.within milliseconds for an answer
 */
export function beatHeart(
  socket: WebSocket,
  options: { readonly every: number; readonly answersEvery: number; readonly within: number; readonly clock: Clock },
): void {
  const { every, answersEvery, within, clock } = options;
  let unanswered = 0;
  let timer: Timer;
  const beat = () => {
    socket.ping();
    unanswered++;
    timer =
      unanswered < answersEvery ? clock.setTimeout(beat, every) : clock.setTimeout(() => socket.terminate(), within);
  };
  const later = () => {
    unanswered = 0;
    clock.clearTimeout(timer);
    timer = clock.setTimeout(beat, every);
  };
  socket.on('pong', later);
  socket.once('close', () => clock.clearTimeout(timer));
  later();
}
