import { LINK_LIMITS } from '../../../portals/phone-relay/link/link-limits.ts';
import type { FileRefusal, PhoneSays } from '../../../portals/phone-relay/link/link-messages.ts';
import type { Upload } from './view.ts';

/** A picture as it is sent. */
export interface Prepared {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Address of a small picture; `null` for what this browser cannot open: the terminal says what it is. */
  readonly picture: string | null;
}

export interface UploadsOptions {
  /** Brings a picture down to what is sent. */
  prepare(file: Blob): Promise<Prepared | 'too-large'>;
  /** A small picture is not shown any more. */
  release(picture: string): void;
  /** @returns whether the link still stands */
  say(message: PhoneSays, bytes?: Uint8Array): Promise<boolean>;
  changed(): void;
}

interface Job {
  readonly file: Blob;
  upload: Upload;
  /** Resolves once nothing more is to be sent or awaited. */
  readonly over: Promise<void>;
  readonly end: () => void;
  isStopped: boolean;
}

function jobOf(file: Blob): Job {
  // Promise.withResolvers is younger than many a telephone.
  let end = () => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  const upload: Upload = { id: crypto.randomUUID(), picture: null, state: { kind: 'waiting' } };
  return { file, upload, over, end, isStopped: false };
}

/** Pictures on their way to the terminal, one after another. */
export class Uploads {
  readonly #options: UploadsOptions;
  #jobs: readonly Job[] = [];
  #isRunning = false;
  #isEnded = false;

  constructor(options: UploadsOptions) {
    this.#options = options;
  }

  get list(): readonly Upload[] {
    return this.#jobs.map(({ upload }) => upload);
  }

  /** How many have not been refused: each may become a page. */
  get hopeful(): number {
    return this.#jobs.filter(({ upload }) => upload.state.kind !== 'refused').length;
  }

  add(file: Blob): void {
    if (this.#isEnded) return;
    this.#jobs = [...this.#jobs, jobOf(file)];
    this.#options.changed();
    void this.#run();
  }

  /** Forgets one: a refused one was read, another one is not wanted any more. */
  drop(id: string): void {
    const job = this.#jobs.find(({ upload }) => upload.id === id);
    // What is whole at the terminal is a page there, and deleted as one.
    if (!job || job.upload.state.kind === 'judged') return;
    job.isStopped = true;
    job.end();
    this.#remove(job);
  }

  /** The terminal has taken it. @returns its small picture; `null` for one whose owner did not want it any more */
  taken(id: string): { readonly picture: string | null } | null {
    const job = this.#jobs.find(({ upload }) => upload.id === id);
    if (!job) return null;
    const { picture } = job.upload;
    // It is shown as a page from now on.
    job.upload = { ...job.upload, picture: null };
    this.#remove(job);
    job.end();
    return { picture };
  }

  refused(id: string, reason: FileRefusal): void {
    const job = this.#jobs.find(({ upload }) => upload.id === id);
    if (!job) return;
    this.#show(job, { kind: 'refused', reason });
    job.end();
  }

  /** The link is over. */
  end(): void {
    this.#isEnded = true;
    for (const job of this.#jobs) {
      job.isStopped = true;
      job.end();
      this.#remove(job);
    }
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      for (;;) {
        const job = this.#jobs.find(({ upload }) => upload.state.kind === 'waiting');
        if (!job) break;
        await this.#send(job);
      }
    } finally {
      this.#isRunning = false;
    }
  }

  async #send(job: Job): Promise<void> {
    const { prepare, say } = this.#options;
    const { id } = job.upload;
    this.#show(job, { kind: 'preparing' });
    // A photo of the gallery that lies elsewhere, or was deleted meanwhile, cannot be read.
    const prepared = await prepare(job.file).catch(() => null);
    if (prepared === null) return this.refused(id, 'picture-broken');
    if (prepared === 'too-large') return this.refused(id, 'too-large');
    const { bytes, picture } = prepared;
    if (job.isStopped) {
      if (picture !== null) this.#options.release(picture);
      return;
    }
    job.upload = { ...job.upload, picture };
    if (bytes.length === 0) return this.refused(id, 'picture-broken');
    this.#show(job, { kind: 'sending', percent: 0 });
    if (!(await say({ say: 'begin', id, size: bytes.length }))) return;
    for (let at = 0; at < bytes.length; at += LINK_LIMITS.chunkBytes) {
      // Refused or stopped meanwhile: the rest need not travel.
      if (job.upload.state.kind === 'refused') return;
      if (job.isStopped) return void (await say({ say: 'drop', id }));
      const end = Math.min(at + LINK_LIMITS.chunkBytes, bytes.length);
      if (!(await say({ say: 'chunk', id }, bytes.subarray(at, end)))) return;
      if (job.upload.state.kind === 'sending')
        this.#show(job, end < bytes.length ? { kind: 'sending', percent: percentOf(end, bytes.length) } : JUDGED);
    }
    await job.over;
  }

  #show(job: Job, state: Upload['state']): void {
    job.upload = { ...job.upload, state };
    this.#options.changed();
  }

  #remove(job: Job): void {
    if (job.upload.picture !== null) this.#options.release(job.upload.picture);
    this.#jobs = this.#jobs.filter((one) => one !== job);
    this.#options.changed();
  }
}

const JUDGED = { kind: 'judged' } as const;
const percentOf = (part: number, whole: number): number => Math.round((part / whole) * 100);
