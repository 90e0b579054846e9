import { Personal } from '../../foundation/personal.ts';
import type { PictureRef } from './contract/picture.ts';

/** Previews shown on the citizen's screen, by the id that snapshots carry. They live as long as the process. */
export class Pictures {
  readonly #pictures = new Map<PictureRef, Personal<string>>();
  #next = 1;

  /** @param jpeg base64 */
  add(jpeg: string): PictureRef {
    const id = `picture-${this.#next++}`;
    this.#pictures.set(id, new Personal(jpeg));
    return id;
  }

  get(id: PictureRef): Personal<string> | undefined {
    return this.#pictures.get(id);
  }

  remove(id: PictureRef): void {
    this.#pictures.delete(id);
  }

  clear(): void {
    this.#pictures.clear();
  }
}
