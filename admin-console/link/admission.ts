import type { Socket } from 'node:net';
import type { Clock, Timer } from '../../foundation/clock.ts';
import { DELAYS } from './delays.ts';
import { LIMITS } from './limits.ts';
import { TokenBucket } from './token-bucket.ts';

/**
 * Lets connections begin their TLS handshake at the pace at which this process can make handshakes, so that ten thousand
 * terminals that come back at once do not keep each other from finishing. Some wait their turn; who would wait for too
 * long is cut off at once and dials again later, at a time of its own.
 */
export class Admission {
  readonly #clock: Clock;
  readonly #admit: (socket: Socket) => void;
  readonly #bucket: TokenBucket;
  #waiting: Socket[] = [];
  #timer: Timer | undefined;

  constructor(clock: Clock, admit: (socket: Socket) => void) {
    this.#clock = clock;
    this.#admit = admit;
    this.#bucket = new TokenBucket(LIMITS.handshakeBurst, LIMITS.handshakesPerSecond, clock.monotonic());
  }

  /** @param socket paused: nothing was read from it yet */
  arrived(socket: Socket): void {
    if (this.#waiting.length === 0 && this.#bucket.take(this.#clock.monotonic())) this.#admit(socket);
    else if (this.#waiting.length >= LIMITS.handshakesWaiting) socket.destroy();
    else this.#wait(socket);
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer);
    for (const socket of this.#waiting.splice(0)) socket.destroy();
  }

  #wait(socket: Socket): void {
    // One that goes away while it waits is not our failure.
    socket.on('error', ignore);
    this.#waiting.push(socket);
    this.#timer ??= this.#clock.setTimeout(() => this.#next(), DELAYS.admitEvery);
  }

  #next(): void {
    let admitted = 0;
    for (const socket of this.#waiting) {
      if (!socket.destroyed && !this.#bucket.take(this.#clock.monotonic())) break;
      admitted++;
      socket.off('error', ignore);
      if (!socket.destroyed) this.#admit(socket);
    }
    this.#waiting = this.#waiting.slice(admitted);
    this.#timer = this.#waiting.length > 0 ? this.#clock.setTimeout(() => this.#next(), DELAYS.admitEvery) : undefined;
  }
}

function ignore(): void {}
