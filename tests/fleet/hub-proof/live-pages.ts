import { DELAYS } from './delays.ts';
import type { HubConsole } from './hub-console.ts';
import type { Hub } from './hub-pair.ts';
import { LivePage } from './live-page.ts';
import { comesTrue } from './wait.ts';

/** One live view at each hub process. */
export class LivePages {
  readonly #console: HubConsole;
  readonly #open = new Set<LivePage>();
  readonly counts = { opened: 0, told: 0 };

  constructor(console: HubConsole) {
    this.#console = console;
  }

  open(hub: Hub): void {
    const page = new LivePage(this.#console, hub);
    this.#open.add(page);
    this.counts.opened++;
    void page.open().then(() => {
      this.#open.delete(page);
      this.counts.told += page.told;
    });
  }

  /** @returns what those that are open show wrongly, once nothing changes any more */
  async settle(): Promise<readonly string[]> {
    const wrong = async () => (await Promise.all([...this.#open].map((page) => page.differences()))).flat();
    await comesTrue(async () => (await wrong()).length === 0, DELAYS.backWithin, DELAYS.lookSlowly);
    const found = this.#open.size === 2 ? await wrong() : [`${this.#open.size} open instead of 2`];
    for (const page of this.#open) {
      this.counts.told += page.told;
      page.told = 0;
      page.close();
    }
    return found;
  }
}
