import { join } from 'node:path';
import { cleanAgain } from './clean-again.ts';
import { openStackAndBrowser, type StackAndBrowser } from './stack-and-browser.ts';

/**
 * Stacks for many journeys: as many as are played at the same time, each used by one person after the other, as a
 * terminal is. A start costs as much computing as a short journey.
 */
export class SharedStacks {
  readonly #directory: string;
  readonly #idle: StackAndBrowser[] = [];
  #opened = 0;

  /** @param directory for what the stacks write */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * Lends one out while `play` runs. A stack on which something went wrong is not given to the next person.
   * @throws Refusal `world` where the terminal is not ready for the next person after a journey that went well
   */
  async use<T extends { readonly ok: boolean }>(play: (place: StackAndBrowser) => Promise<T>): Promise<T> {
    const place = this.#idle.pop() ?? (await this.#open());
    let isLikeNew = false;
    try {
      const report = await play(place);
      if (report.ok) {
        await cleanAgain(place.stack, []);
        isLikeNew = true;
      }
      return report;
    } finally {
      if (isLikeNew) this.#idle.push(place);
      else await place.close();
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((place) => place.close()));
  }

  #open(): Promise<StackAndBrowser> {
    const traces = join(this.#directory, `stack-${++this.#opened}`);
    return openStackAndBrowser({ traces, eid: { kind: 'simulator' }, isWatched: false, hasWallet: true });
  }
}
