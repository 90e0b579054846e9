/** Whom something that is kept is about: citizens (by a number that only the authority can resolve), staff, or nobody. */
export type KeptAbout = 'citizens' | 'staff' | 'nobody';

interface Words {
  readonly what: string;
  readonly until: string;
  readonly why: string;
}

/** One row of what the hub keeps. */
export interface KeptView {
  readonly id: string;
  readonly about: KeptAbout;
  readonly tables: readonly string[];
  /** Milliseconds; `null`: until something happens, not for a time. */
  readonly keptMs: number | null;
  readonly words: { readonly de: Words; readonly en: Words };
}
