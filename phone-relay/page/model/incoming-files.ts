import type { SessionSays } from '../../../portals/phone-relay/link/link-messages.ts';
import type { KeptFile } from './view.ts';

type Announced = Extract<SessionSays, { say: 'file' }>;

/** Types that a terminal gives; whatever else one says it is, is kept as bytes. */
const TYPES = ['application/pdf', 'text/calendar', 'text/plain'];
/** As a file may be called on any telephone: one ending, nothing that leads anywhere. */
const NAME = /^[\w-]{1,60}\.[a-z]{2,4}$/;

/** Files of the terminal, put together from their chunks. */
export class IncomingFiles {
  readonly #chunks = new Map<string, { readonly size: number; got: number; readonly list: Uint8Array[] }>();
  #files: readonly KeptFile[] = [];

  get files(): readonly KeptFile[] {
    return this.#files;
  }

  /** The same file announced again begins anew. */
  begin({ id, name, type, title, size }: Announced): void {
    const file: KeptFile = {
      id,
      name: NAME.test(name) ? name : 'datei.bin',
      type: TYPES.includes(type) ? type : 'application/octet-stream',
      title,
      bytes: null,
    };
    this.#chunks.set(id, { size, got: 0, list: [] });
    this.#files = [...this.#files.filter((one) => one.id !== id), file];
  }

  /** @returns whether the file is whole with it */
  add(id: string, bytes: Uint8Array): boolean {
    const coming = this.#chunks.get(id);
    if (!coming) return false;
    coming.got += bytes.length;
    coming.list.push(bytes.slice());
    if (coming.got < coming.size) return false;
    this.#chunks.delete(id);
    const whole = new Uint8Array(coming.got);
    let at = 0;
    for (const piece of coming.list) {
      whole.set(piece, at);
      at += piece.length;
    }
    this.#files = this.#files.map((file) => (file.id === id ? { ...file, bytes: whole } : file));
    return true;
  }

  /** What did not come whole will not come any more. */
  end(): void {
    this.#chunks.clear();
    this.#files = this.#files.filter(({ bytes }) => bytes !== null);
  }
}
