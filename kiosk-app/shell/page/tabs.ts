import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { DELAYS } from '../delays.ts';
import type { IdleWords } from '../out-of-service-watch.ts';

const FromTab = z.strictObject({ type: z.literal('cleared'), id: z.int() });

interface Tab {
  readonly socket: WebSocket;
  /** Session address (without its token) that is framed there; `null` if none. */
  shows: string | null;
  cleared: ((id: number) => void) | null;
}

/**
 * The browser tabs that have the page open. A token is good for one page, so each address is given to one tab; for the
 * others a new one is asked for.
 */
export class Tabs {
  readonly #tabs = new Set<Tab>();
  readonly #needMore: () => void;
  readonly #clock: Clock;
  readonly #log: Log;
  #session: string | null = null;
  #isCovered = false;
  #idle: IdleWords = 'moment';
  #orders = 0;

  /** @param needMore a tab stands empty although a session is shown */
  constructor(options: { readonly needMore: () => void; readonly clock: Clock; readonly log: Log }) {
    this.#needMore = options.needMore;
    this.#clock = options.clock;
    this.#log = options.log;
  }

  get size(): number {
    return this.#tabs.size;
  }

  add(socket: WebSocket): void {
    const tab: Tab = { socket, shows: null, cleared: null };
    this.#tabs.add(tab);
    socket.on('error', () => socket.terminate());
    socket.once('close', () => {
      this.#tabs.delete(tab);
      tab.cleared?.(-1);
    });
    socket.on('message', (data) => {
      const message = FromTab.safeParse(json(data.toString()));
      if (message.success) tab.cleared?.(message.data.id);
      else this.#log.event('warn', 'page.message-refused', { reason: code('malformed') });
    });
    send(tab, { type: 'cover', on: this.#isCovered });
    send(tab, { type: 'idle', words: this.#idle });
    if (this.#session !== null) this.#needMore();
  }

  idle(words: IdleWords): void {
    this.#idle = words;
    for (const tab of this.#tabs) send(tab, { type: 'idle', words });
  }

  /** Gives the address to one tab that does not show this session yet. */
  show(url: string): void {
    const session = url.slice(0, url.indexOf('#'));
    this.#session = session;
    const lacking = [...this.#tabs].filter((tab) => tab.shows !== session);
    const [first, second] = lacking;
    if (!first) return;
    first.shows = session;
    send(first, { type: 'show', url });
    send(first, { type: 'cover', on: this.#isCovered });
    if (second) this.#needMore();
  }

  cover(on: boolean): void {
    this.#isCovered = on;
    for (const tab of this.#tabs) send(tab, { type: 'cover', on });
  }

  /** Removes the frame from every tab and waits for each to say so. @throws Refusal `not-wiped` */
  async clear(): Promise<void> {
    this.#session = null;
    this.#isCovered = false;
    const id = ++this.#orders;
    const proven = await Promise.all([...this.#tabs].map((tab) => this.#clearTab(tab, id)));
    if (proven.includes(false)) throw new Refusal('not-wiped', 'a tab did not answer');
  }

  /** A tab whose connection breaks clears itself and comes back empty. */
  reset(): void {
    for (const tab of this.#tabs) tab.socket.terminate();
  }

  #clearTab(tab: Tab, id: number): Promise<boolean> {
    tab.shows = null;
    return new Promise((resolve) => {
      const done = (proven: boolean) => {
        this.#clock.clearTimeout(timer);
        tab.cleared = null;
        resolve(proven);
      };
      const timer = this.#clock.setTimeout(() => {
        tab.socket.terminate();
        done(false);
      }, DELAYS.tabClearedWithin);
      // A tab that was closed shows nothing any more.
      tab.cleared = (answered) => {
        if (answered === id || answered === -1) done(true);
      };
      send(tab, { type: 'clear', id });
    });
  }
}

function send(tab: Tab, order: object): void {
  if (tab.socket.readyState === tab.socket.OPEN) tab.socket.send(JSON.stringify(order));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
