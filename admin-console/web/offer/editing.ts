import type {
  ConfigurationDraft,
  ConfigurationFaultView,
  ConfigurationLayer,
  ConfigurationScope,
  LayerFiles,
} from '../../contract/configuration/configuration.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { HubAnswer } from '../hub-client.ts';
import { changeOf, type Edit, type FileSet, laid } from './model/files.ts';
import { settled } from './model/settle.ts';

export interface OfferPlace {
  readonly tenantId: string;
  readonly scope: ConfigurationScope;
  readonly scopeId: string;
}
type Draft = ConfigurationDraft & { readonly files: LayerFiles };

export type SaveState =
  | 'saved'
  /** Something is to be written, or being written. */
  | 'saving'
  /** The hub was not reached; it is tried again. */
  | 'unreachable'
  /** Somebody else has changed or moved the draft. */
  | 'conflict'
  /** The hub refuses what was made. */
  | 'refused';

export interface Edited {
  readonly layers: readonly ConfigurationLayer[];
  /** What the layers under this one give; empty for a tenant. */
  readonly below: FileSet;
  /** What terminals have, once everybody has taken the newest release. */
  readonly released: FileSet;
  /** `null`: nothing was changed since the last release. */
  readonly draft: ConfigurationDraft | null;
  readonly files: FileSet;
  readonly save: SaveState;
  readonly faults: readonly ConfigurationFaultView[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}
export type EditingState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'there'; readonly of: Edited }
  | { readonly kind: 'failed'; readonly status: number };

export interface EditingPorts {
  readonly ask: (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => Promise<HubAnswer>;
  /** @returns takes it back */
  readonly later: (milliseconds: number, act: () => void) => () => void;
  /** Of a draft, from what differs in it; it follows what is changed, until the draft has another one. */
  readonly title: (released: FileSet, now: FileSet) => string;
  readonly onState: (state: EditingState) => void;
}

/** Milliseconds after the last key until it is written, and until it is tried again. */
const QUIET = 600;
const RETRY = 5_000;
const MOST_STEPS = 200;
/** What a page of the offer that was left is still writing: whoever opens the offer next has to see it. */
let beingWritten: Promise<void> = Promise.resolve();

/**
 * The offer of one place while somebody changes it: every edit is written to the draft of the place, which begins with
 * the first one, and checked by the hub. Edits with the same tag in a row are one step back.
 */
export class Editing {
  readonly #place: OfferPlace;
  readonly #ports: EditingPorts;
  #state: EditingState = { kind: 'loading' };
  #saved: FileSet = {};
  #past: FileSet[] = [];
  #future: FileSet[] = [];
  #tag: string | null = null;
  #stopTimer: (() => void) | null = null;
  #writing: Promise<void> | null = null;

  constructor(place: OfferPlace, ports: EditingPorts) {
    this.#place = place;
    this.#ports = ports;
  }

  async load(): Promise<void> {
    this.#stopTimer?.();
    this.#past = [];
    this.#future = [];
    this.#become({ kind: 'loading' });
    await beingWritten;
    const { tenantId, scope, scopeId } = this.#place;
    const { ask } = this.#ports;
    const [layers, drafts] = await Promise.all([
      ask('GET', `${ROUTES.configuration.layers(tenantId)}?${new URLSearchParams({ scope, scopeId })}`),
      ask('GET', ROUTES.configuration.drafts(tenantId)),
    ]);
    for (const { status } of [layers, drafts]) if (status !== 200) return this.#become({ kind: 'failed', status });
    const all = layers.body as readonly ConfigurationLayer[];
    const known = (drafts.body as readonly ConfigurationDraft[]).find(
      (draft) => draft.scope === scope && draft.scopeId === scopeId,
    );
    const draft = known ? await ask('GET', ROUTES.configuration.draft(tenantId, known.id)) : null;
    if (draft && draft.status !== 200) return this.#become({ kind: 'failed', status: draft.status });
    const own = draft?.body as Draft | undefined;
    const under = all.slice(0, -1).map(({ files }) => files);
    this.#saved = laid([...under, own?.files ?? all.at(-1)?.files ?? {}]);
    this.#become({
      kind: 'there',
      of: {
        layers: all,
        below: laid(under),
        released: laid(all.map(({ files }) => files)),
        draft: own ?? null,
        files: this.#saved,
        save: 'saved',
        faults: [],
        canUndo: false,
        canRedo: false,
      },
    });
    await this.#check();
  }

  /** @param tag of what is edited: typing on in one field is one step */
  edit(edit: Edit, tag: string | null = null): void {
    if (this.#state.kind !== 'there') return;
    const { files, released } = this.#state.of;
    const edited = edit(files);
    if (edited === files) return;
    if (tag === null || tag !== this.#tag) this.#past = [...this.#past.slice(-MOST_STEPS), files];
    this.#tag = tag;
    this.#future = [];
    this.#show(settled(released, files, edited));
  }

  undo(): void {
    this.#step(this.#past, this.#future);
  }
  redo(): void {
    this.#step(this.#future, this.#past);
  }

  /** Writes what is not written yet. @returns whether everything is */
  async flush(): Promise<boolean> {
    this.#stopTimer?.();
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
    });
    beingWritten = this.#writing;
    await this.#writing;
    return this.#state.kind === 'there' && this.#state.of.save === 'saved';
  }

  /** Hands the draft to a second person. */
  async submit(): Promise<HubAnswer | null> {
    if (!(await this.flush()) || this.#state.kind !== 'there' || !this.#state.of.draft) return null;
    const { id, revision } = this.#state.of.draft;
    return this.#ports.ask('POST', ROUTES.configuration.submit(this.#place.tenantId, id), { revision });
  }

  #step(from: FileSet[], to: FileSet[]): void {
    const files = from.pop();
    if (files === undefined || this.#state.kind !== 'there') return;
    to.push(this.#state.of.files);
    this.#tag = null;
    this.#show(files);
  }

  #show(files: FileSet): void {
    this.#set({ files, canUndo: this.#past.length > 0, canRedo: this.#future.length > 0, save: 'saving' });
    this.#stopTimer?.();
    this.#stopTimer = this.#ports.later(QUIET, () => void this.flush());
  }

  async #write(): Promise<void> {
    const { tenantId } = this.#place;
    while (this.#state.kind === 'there' && this.#state.of.files !== this.#saved) {
      const { files, below, released, save } = this.#state.of;
      if (save === 'conflict' || save === 'refused') return;
      const draft = this.#state.of.draft ?? (await this.#begin());
      if (!draft) return;
      const isOurTitle = draft.title === this.#ports.title(released, this.#saved);
      const change = {
        revision: draft.revision,
        files: changeOf(below, this.#saved, files),
        ...(isOurTitle && { title: this.#ports.title(released, files) }),
      };
      const answer = await this.#ports.ask('PUT', ROUTES.configuration.draft(tenantId, draft.id), change);
      if (answer.status !== 200) return this.#notWritten(answer);
      this.#saved = files;
      this.#set({ draft: answer.body as ConfigurationDraft });
      // What is not judged yet is not ready for a second person.
      await this.#check();
    }
    this.#set({ save: 'saved' });
  }

  async #begin(): Promise<ConfigurationDraft | null> {
    if (this.#state.kind !== 'there') return null;
    const { released } = this.#state.of;
    const { tenantId, scope, scopeId } = this.#place;
    const begun = await this.#ports.ask('POST', ROUTES.configuration.drafts(tenantId), {
      ...{ scope, scopeId, title: this.#ports.title(released, this.#saved) },
    });
    if (begun.status !== 200) {
      this.#notWritten(begun);
      return null;
    }
    this.#set({ draft: begun.body as ConfigurationDraft });
    return begun.body as ConfigurationDraft;
  }

  #notWritten({ status, body }: HubAnswer): void {
    const reason = (body as { reason?: string } | null)?.reason;
    if (status === 0 || status >= 500) {
      this.#set({ save: 'unreachable' });
      this.#stopTimer = this.#ports.later(RETRY, () => void this.flush());
    } else this.#set({ save: reason === 'changed-meanwhile' || reason === 'wrong-state' ? 'conflict' : 'refused' });
  }

  async #check(): Promise<void> {
    if (this.#state.kind !== 'there' || !this.#state.of.draft) return;
    const { id } = this.#state.of.draft;
    const { status, body } = await this.#ports.ask('GET', ROUTES.configuration.faults(this.#place.tenantId, id));
    if (status === 200) this.#set({ faults: body as readonly ConfigurationFaultView[] });
  }

  #set(change: Partial<Edited>): void {
    if (this.#state.kind === 'there') this.#become({ kind: 'there', of: { ...this.#state.of, ...change } });
  }
  #become(state: EditingState): void {
    this.#state = state;
    this.#ports.onState(state);
  }
}
