import type { Clock, Timer } from '../../foundation/clock.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { Personal } from '../../foundation/personal.ts';
import type { Pipe } from '../chromium/devtools-pipe.ts';
import type { PortalFrame } from './contract.ts';
import { DELAYS } from './delays.ts';

/** Pictures of the page that is in front, as often as it changes and no oftener than `frameEvery`. */
export class Frames {
  readonly #pipe: Pipe;
  readonly #clock: Clock;
  readonly #listeners = new Listeners<[frame: PortalFrame]>();
  #last: PortalFrame | null = null;
  #session: string | null = null;
  #timer: Timer | undefined;

  constructor(pipe: Pipe, clock: Clock) {
    this.#pipe = pipe;
    this.#clock = clock;
    pipe.on('Page.screencastFrame', ({ data, sessionId }, session) => {
      if (session === this.#session && typeof data === 'string') {
        this.#last = new Personal(data);
        this.#listeners.tell(this.#last);
      }
      // The next one is made only once this one is acknowledged.
      this.#timer = clock.setTimeout(() => {
        pipe.send('Page.screencastFrameAck', { sessionId }, session).catch(() => {});
      }, DELAYS.frameEvery);
    });
  }

  get last(): PortalFrame | null {
    return this.#last;
  }

  onFrame(listener: (frame: PortalFrame) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Of this page from now on. */
  async follow(session: string): Promise<void> {
    const before = this.#session;
    this.#session = session;
    if (before !== null && before !== session) {
      await this.#pipe.send('Page.stopScreencast', {}, before).catch(() => {});
    }
    await this.#pipe.send('Page.startScreencast', { format: 'jpeg', quality: 75 }, session);
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#session = null;
    this.#last = null;
    this.#listeners.clear();
  }
}
