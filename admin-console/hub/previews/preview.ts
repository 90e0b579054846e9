import type { Clock, Timer } from '../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../foundation/errors.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { PreviewAct, PreviewScreen } from '../../../kiosk-app/preview/contract.ts';
import {
  type PreviewAddress,
  type PreviewEnd,
  type PreviewView,
  previewPath,
} from '../../contract/configuration/previews.ts';
import type { Configurations } from '../../domain/configuration/configurations.ts';
import { DELAYS } from '../delays.ts';
import type { PreviewProcess, startPreviewProcess } from './preview-process.ts';

/** Sessions whose pages may still be asked for: the one that is shown, and the one before while pages go over. */
const PORTS_KEPT = 2;

export interface PreviewOptions {
  readonly id: string;
  readonly draftId: string;
  readonly tenantId: string;
  /** Of the person who began it. */
  readonly ownerId: string;
  readonly configurations: Pick<Configurations, 'revision' | 'composed'>;
  readonly uiDirectory: string;
  readonly startProcess: typeof startPreviewProcess;
  readonly clock: Clock;
  readonly log: Log;
}

/** One draft in one process, followed as it changes. */
export class Preview {
  readonly #options: PreviewOptions;
  readonly #process: PreviewProcess;
  readonly #changed = new Listeners();
  readonly #ports = new Map<number, number>();
  #view: PreviewView;
  #pages = 0;
  #lookedAt: number;
  #timer: Timer | null = null;
  /** Why the draft could not be followed lately. */
  #trouble: string | null = null;
  /** Revision that was looked at last, shown or not. */
  #seen: number | null = null;

  constructor(options: PreviewOptions) {
    const { id, draftId, uiDirectory, clock, log } = options;
    this.#options = options;
    this.#view = { id, draftId, version: 1, state: 'starting', revision: null, faults: [], screen: null };
    this.#lookedAt = clock.monotonic();
    this.#process = options.startProcess({
      uiDirectory,
      clock,
      log,
      onSession: (session, port) => this.#serves(session, port),
      onScreen: (screen) => this.#shows(screen),
    });
    void this.#process.exited.then((reason) => {
      if (this.isOver) return;
      log.event('warn', 'hub.preview.crashed', { reason: code(reason) });
      this.#end('crashed');
    });
    void this.#follow();
  }

  get view(): PreviewView {
    return this.#view;
  }

  get isOver(): boolean {
    const { state } = this.#view;
    return state === 'crashed' || state === 'unused' || state === 'stopped';
  }

  /** Milliseconds since somebody looked at it, or asked how it stands; 0 while a page is open. */
  get unusedFor(): number {
    return this.#pages > 0 ? 0 : this.#options.clock.monotonic() - this.#lookedAt;
  }

  isOf({ id, tenants }: { readonly id: string; readonly tenants: readonly string[] }): boolean {
    return id === this.#options.ownerId && tenants.includes(this.#options.tenantId);
  }

  /** Resolves once the version is higher than that, or after a while. */
  async changedSince(version: number): Promise<void> {
    this.#lookedAt = this.#options.clock.monotonic();
    if (this.#view.version > version) return;
    const { clock } = this.#options;
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = this.#changed.add(() => resolve());
    const timer = clock.setTimeout(() => resolve(), DELAYS.previewPatience);
    await promise;
    clock.clearTimeout(timer);
    stop();
  }

  port(session: number): number {
    const port = this.#ports.get(session);
    if (port === undefined) throw new Refusal('not-found');
    return port;
  }

  async address(): Promise<PreviewAddress> {
    if (this.#view.screen === null || this.isOver) throw new Refusal('not-started');
    const { session, token } = await this.#process.peer.call('token', {});
    return { session, path: `${previewPath(this.#options.id, session)}#${token}` };
  }

  async act(act: PreviewAct): Promise<void> {
    if (this.#view.screen === null || this.isOver) throw new Refusal('not-started');
    await this.#process.peer.call('act', { act });
  }

  /** @returns must be called once the page is gone */
  opened(): () => void {
    this.#pages++;
    return () => {
      this.#pages--;
      this.#lookedAt = this.#options.clock.monotonic();
    };
  }

  async end(why: PreviewEnd): Promise<void> {
    if (!this.isOver) this.#end(why);
    await this.#process.end();
  }

  #end(why: PreviewEnd): void {
    if (this.#timer) this.#options.clock.clearTimeout(this.#timer);
    this.#ports.clear();
    this.#tell({ state: why, screen: null });
  }

  async #follow(): Promise<void> {
    const { clock, log } = this.#options;
    try {
      await this.#take();
      this.#trouble = null;
    } catch (thrown) {
      // The next look may go well; a draft that is gone leaves what was shown last. The same trouble is told once.
      const reason = reasonOf(thrown);
      if (reason !== this.#trouble) log.event('warn', 'hub.preview.not-followed', { reason: code(reason) });
      this.#trouble = reason;
    }
    if (this.isOver) return;
    this.#timer = clock.setTimeout(() => void this.#follow(), DELAYS.previewFollow);
  }

  async #take(): Promise<void> {
    const { configurations, tenantId, draftId, uiDirectory } = this.#options;
    if ((await configurations.revision([tenantId], draftId)) === this.#seen) return;
    const { revision, files, faults } = await configurations.composed([tenantId], draftId);
    this.#seen = revision;
    if (faults.length === 0) {
      await this.#process.peer.call('load', { files: { ...files }, uiDirectory }, DELAYS.previewUpWithin);
    }
    if (this.isOver) return;
    if (faults.length === 0) this.#tell({ revision, faults });
    else this.#tell({ faults, ...(this.#view.screen === null && { state: 'faulty' }) });
  }

  #serves(session: number, port: number): void {
    this.#ports.set(session, port);
    for (const kept of [...this.#ports.keys()].slice(0, -PORTS_KEPT)) this.#ports.delete(kept);
  }

  #shows(screen: PreviewScreen): void {
    if (!this.isOver) this.#tell({ screen, state: 'running' });
  }

  #tell(change: Partial<PreviewView>): void {
    this.#view = { ...this.#view, ...change, version: this.#view.version + 1 };
    this.#changed.tell();
  }
}
