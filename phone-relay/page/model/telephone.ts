import type { Clock, Timer } from '../../../foundation/clock.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import { toBase64url } from '../../../portals/phone-relay/link/base64url.ts';
import type { LinkAddress } from '../../../portals/phone-relay/link/link-address.ts';
import type { PhoneSays, SessionSays } from '../../../portals/phone-relay/link/link-messages.ts';
import { delays } from '../delays.ts';
import { type LinkEnd, PhoneEnd } from '../link/phone-end.ts';
import { RelayWire } from '../link/relay-wire.ts';
import { IncomingFiles } from './incoming-files.ts';
import { Uploads, type UploadsOptions } from './uploads.ts';
import type { EndReason, TelephoneView } from './view.ts';

export interface TelephoneOptions extends Pick<UploadsOptions, 'prepare' | 'release'> {
  /** `null`: the page was opened without a code. */
  readonly address: LinkAddress | null;
  /** Of the relay: what stands before `/p`. */
  readonly base: string;
  /** IETF tag, until the terminal has said its own. */
  readonly language: string;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
}

/** The telephone of a link: what its page shows, and what its owner does. Everything is in memory only. */
export class Telephone {
  readonly #options: TelephoneOptions;
  readonly #listeners = new Listeners();
  readonly #files = new IncomingFiles();
  readonly #uploads: Uploads;
  readonly #pictures = new Map<string, string>();
  #end: PhoneEnd | null = null;
  #wire: RelayWire | null = null;
  #here: Timer | null = null;
  #view: TelephoneView;

  constructor(options: TelephoneOptions) {
    this.#options = options;
    const { prepare, release } = options;
    this.#uploads = new Uploads({
      prepare,
      release,
      say: (message, bytes) => this.#say(message, bytes),
      changed: () => this.#show({}),
    });
    this.#view = {
      step: { kind: 'joining' },
      language: options.language,
      isOffline: false,
      second: false,
      uploads: [],
      pictures: new Map(),
      files: [],
    };
  }

  view(): TelephoneView {
    return this.#view;
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** How many more pages there is room for. */
  get room(): number {
    const { step } = this.#view;
    return step.kind === 'pages' ? Math.max(0, step.most - step.pages.length - this.#uploads.hopeful) : 0;
  }

  /** Joins, and hears until the link is over. */
  async open(): Promise<void> {
    const { address, base, clock, fetch } = this.#options;
    if (!address) return this.#over('no-code');
    // WebCrypto is there on pages that came by TLS, or from this machine itself.
    if (!globalThis.crypto?.subtle) return this.#over('unsupported');
    this.#wire = new RelayWire({
      url: `${base}/p/${address.id}`,
      token: toBase64url(crypto.getRandomValues(new Uint8Array(32))),
      clock,
      fetch,
      onReached: (isReached) => this.#view.isOffline === isReached && this.#show({ isOffline: !isReached }),
    });
    const joined = await PhoneEnd.join(this.#wire, address.secret);
    if (!joined.ok) return this.#over(joined.error === 'gone' ? 'expired' : joined.error);
    this.#end = joined.value;
    this.#show({ step: { kind: 'checking', number: joined.value.number } });
    void this.#say({ say: 'hello', language: this.#view.language.slice(0, 10) });
    for (;;) {
      const heard = await joined.value.hear();
      if (!heard.ok) {
        // The terminal waits for nobody then.
        if (heard.error === 'garbled') joined.value.leave();
        return this.#over(endOf(heard.error));
      }
      this.#hear(heard.value.said, heard.value.bytes);
    }
  }

  /** Pictures for the page that is asked for; what there is no room for is left out. @returns how many were */
  add(files: readonly Blob[]): number {
    const fitting = files.slice(0, this.room);
    for (const file of fitting) this.#uploads.add(file);
    return files.length - fitting.length;
  }

  drop(upload: string): void {
    this.#uploads.drop(upload);
  }

  remove(page: string): void {
    void this.#say({ say: 'delete', page });
  }

  /** @param to place among the pages, from 0 */
  move(page: string, to: number): void {
    void this.#say({ say: 'move', page, to });
  }

  /** Somebody is busy with the telephone: the terminal waits for them. */
  here(): void {
    if (this.#here !== null || this.#view.step.kind === 'ended') return;
    this.#here = this.#options.clock.setTimeout(() => {
      this.#here = null;
    }, delays.here);
    void this.#say({ say: 'here' });
  }

  /** The owner is done, or the page is being closed. */
  leave(): void {
    if (this.#view.step.kind === 'ended') return;
    this.#end?.leave();
    this.#over('left');
  }

  #hear(said: SessionSays, bytes: Uint8Array): void {
    if (said.say === 'task') {
      const { task, language, second } = said;
      const number = this.#end?.number ?? '';
      const step = task.kind === 'checking' ? { kind: task.kind, number } : task;
      if (step.kind === 'pages') this.#forgetPictures(new Set(step.pages.map(({ id }) => id)));
      this.#show({ step, language, second });
    } else if (said.say === 'taken') {
      const taken = this.#uploads.taken(said.id);
      // Stopped while its last piece was on its way: a page that nobody wants.
      if (!taken) this.remove(said.page);
      else if (taken.picture !== null) this.#pictures.set(said.page, taken.picture);
      this.#show({});
    } else if (said.say === 'refused') {
      this.#uploads.refused(said.id, said.reason);
    } else if (said.say === 'file') {
      this.#files.begin(said);
      this.#show({});
    } else {
      if (this.#files.add(said.id, bytes)) void this.#say({ say: 'have', id: said.id });
      this.#show({});
    }
  }

  /** @returns whether the link still stands */
  async #say(message: PhoneSays, bytes?: Uint8Array): Promise<boolean> {
    if (!this.#end || this.#view.step.kind === 'ended') return false;
    const said = await this.#end.say(message, bytes);
    if (!said.ok) this.#over(endOf(said.error));
    return said.ok;
  }

  /** Nothing but files to take along stays. */
  #over(reason: EndReason): void {
    if (this.#view.step.kind === 'ended') return;
    this.#show({ step: { kind: 'ended', reason } });
    if (this.#here !== null) this.#options.clock.clearTimeout(this.#here);
    this.#wire?.close();
    this.#uploads.end();
    this.#files.end();
    this.#forgetPictures(new Set());
    this.#show({ isOffline: false, second: false });
  }

  #forgetPictures(kept: ReadonlySet<string>): void {
    for (const [page, picture] of this.#pictures) {
      if (kept.has(page)) continue;
      this.#pictures.delete(page);
      this.#options.release(picture);
    }
  }

  #show(change: Partial<TelephoneView>): void {
    const { list } = this.#uploads;
    this.#view = {
      ...this.#view,
      ...change,
      uploads: list,
      pictures: new Map(this.#pictures),
      files: this.#files.files,
    };
    this.#listeners.tell();
  }
}

/** A box that is gone after this telephone has joined was closed by the terminal, or its time is over. */
const endOf = (end: LinkEnd): EndReason => (end === 'gone' || end === 'taken' ? 'closed' : end);
