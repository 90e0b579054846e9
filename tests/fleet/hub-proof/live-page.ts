import { ROUTES } from '../../../admin-console/contract/routes.ts';
import type { TerminalPage, TerminalSummary } from '../../../admin-console/contract/terminals/terminal-view.ts';
import type { HubConsole } from './hub-console.ts';
import type { Hub } from './hub-pair.ts';

const TENANT = 'default';

/** A page that is open at one hub process: the list as it was, and what the stream has told since. */
export class LivePage {
  readonly hub: Hub;
  readonly #console: HubConsole;
  readonly #rows = new Map<string, TerminalSummary>();
  readonly #over = new AbortController();
  /** Rows that it was told. */
  told = 0;

  constructor(console: HubConsole, hub: Hub) {
    this.#console = console;
    this.hub = hub;
  }

  /** Resolves when the stream is over: its process has died, or the page was closed. */
  async open(): Promise<void> {
    try {
      const answer = await fetch(`http://127.0.0.1:${this.hub.consolePort}${ROUTES.events(TENANT)}`, {
        headers: { ...this.#console.headersAt(this.hub, 'key'), accept: 'text/event-stream' },
        signal: this.#over.signal,
      });
      // What changes while the list is fetched is told as well.
      void this.#fill().catch(() => {});
      let text = '';
      for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const events = (text + part).split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) this.#take(event);
      }
    } catch {
      // Its process has died.
    }
  }

  close(): void {
    this.#over.abort();
  }

  /** @returns terminals that the page shows otherwise than its hub process would list them now */
  async differences(): Promise<readonly string[]> {
    const listed = await this.#list();
    return listed
      .filter((row) => JSON.stringify(row) !== JSON.stringify(this.#rows.get(row.id)))
      .map(({ id }) => `${id} on the page of ${this.hub.processId}`);
  }

  async #fill(): Promise<void> {
    for (const row of await this.#list()) if (!this.#rows.has(row.id)) this.#rows.set(row.id, row);
  }

  async #list(): Promise<readonly TerminalSummary[]> {
    const { terminals } = await this.#console.ask<TerminalPage>('GET', ROUTES.terminals(TENANT), undefined, {
      at: this.hub,
    });
    return terminals;
  }

  #take(event: string): void {
    if (!event.startsWith('data: ')) return;
    for (const row of JSON.parse(event.slice('data: '.length)) as TerminalSummary[]) {
      this.told++;
      this.#rows.set(row.id, row);
    }
  }
}
