import { Personal } from '../../foundation/personal.ts';
import type { PictureRef, PictureType } from './contract/picture.ts';

export interface Picture {
  readonly mime: PictureType;
  /** Base64. */
  readonly data: Personal<string>;
}

/** Id of the municipality's logo. */
export const LOGO: PictureRef = 'logo';

/** Pictures on the citizen's screen, by the id that snapshots carry. They live as long as the process. */
export class Pictures {
  readonly #pictures = new Map<PictureRef, Picture>();
  #next = 1;

  /** @param logo the municipality's, base64 */
  constructor(logo: { readonly type: PictureType; readonly data: string } | null = null) {
    if (logo) this.#pictures.set(LOGO, { mime: logo.type, data: new Personal(logo.data) });
  }

  /** @param jpeg base64 */
  add(jpeg: string): PictureRef {
    const id = `picture-${this.#next++}`;
    this.#pictures.set(id, { mime: 'image/jpeg', data: new Personal(jpeg) });
    return id;
  }

  get(id: PictureRef): Picture | undefined {
    return this.#pictures.get(id);
  }

  remove(id: PictureRef): void {
    this.#pictures.delete(id);
  }

  clear(): void {
    this.#pictures.clear();
  }
}
