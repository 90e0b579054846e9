import type { Clock, Timer } from '../../foundation/clock.ts';
import { Turns } from '../../foundation/turns.ts';
import type { TerminalSummary } from '../contract/terminals/terminal-view.ts';
import type { ChangedSummary, Fleet } from '../domain/fleet.ts';
import { DELAYS } from './delays.ts';

/** Where an open page is written to. */
interface OpenPage {
  readonly tenants: readonly string[];
  write(text: string): void;
}

/**
 * Tells open pages which rows of their list changed, as server-sent events. However many pages are open, the database
 * is asked once each `DELAYS.changesEvery`, and for changed rows only; while none is, it is not asked.
 */
export class FleetStream {
  readonly #fleet: Pick<Fleet, 'changedSince'>;
  readonly #clock: Clock;
  readonly #onFailed: (thrown: unknown) => void;
  readonly #pages = new Set<OpenPage>();
  readonly #turns = new Turns();
  /** By terminal the newest change that was told, as far back as rows are looked for. */
  #told = new Map<string, number>();
  #timer: Timer | undefined;
  #spokeAt = 0;

  constructor(fleet: Pick<Fleet, 'changedSince'>, clock: Clock, onFailed: (thrown: unknown) => void) {
    this.#fleet = fleet;
    this.#clock = clock;
    this.#onFailed = onFailed;
  }

  /** @returns ends that */
  open(page: OpenPage): () => void {
    // What changes while the page fetches its list is told as well.
    page.write('retry: 2000\n\n');
    this.#pages.add(page);
    if (this.#timer === undefined) this.#later();
    return () => {
      this.#pages.delete(page);
      if (this.#pages.size > 0) return;
      this.#clock.clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#told.clear();
    };
  }

  /** Looks now: something has happened that people wait for. */
  async look(): Promise<void> {
    if (this.#pages.size === 0) return;
    await this.#turns.take(() => this.#tell()).catch(this.#onFailed);
  }

  #later(): void {
    this.#timer = this.#clock.setTimeout(() => {
      void this.look().then(() => {
        if (this.#timer !== undefined) this.#later();
      });
    }, DELAYS.changesEvery);
  }

  async #tell(): Promise<void> {
    const since = this.#clock.now() - DELAYS.changesOverlap;
    const rows = await this.#fleet.changedSince(since);
    const fresh = rows.filter(({ changedAt, summary }) => this.#told.get(summary.id) !== changedAt);
    this.#told = new Map(rows.map(({ changedAt, summary }) => [summary.id, changedAt]));
    const isTimeToSpeak = this.#clock.monotonic() - this.#spokeAt >= DELAYS.streamHeartbeat;
    if (isTimeToSpeak) this.#spokeAt = this.#clock.monotonic();
    for (const page of this.#pages) {
      const theirs = rowsOf(page, fresh);
      if (theirs.length > 0) page.write(`data: ${JSON.stringify(theirs)}\n\n`);
      else if (isTimeToSpeak) page.write(': still here\n\n');
    }
  }
}

const rowsOf = ({ tenants }: OpenPage, changed: readonly ChangedSummary[]): readonly TerminalSummary[] =>
  changed.map(({ summary }) => summary).filter(({ tenantId }) => tenants.includes(tenantId));
