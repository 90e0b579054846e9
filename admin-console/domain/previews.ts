import type { PreviewAct, PreviewAddress, PreviewView } from '../contract/configuration/previews.ts';

/** Whose preview it is, and where they may look. */
export interface Viewer {
  /** Of the person. */
  readonly id: string;
  readonly name: string;
  readonly tenants: readonly string[];
}

/**
 * Previews of drafts. Each is one person's: everybody else, and whoever may no longer read the configuration of its
 * tenant, is answered `not-found`.
 */
export interface Previews {
  /**
   * Of this draft for this person; the one that stands if there is one.
   * @throws Refusal `not-found`, `no-previews` (not on this hub), `too-many-previews`
   */
  begin(viewer: Viewer, draftId: string): Promise<PreviewView>;
  /** @param after waits until its version is higher than this, or for a while; `null`: answers at once */
  look(viewer: Viewer, id: string, after: number | null): Promise<PreviewView>;
  /** @throws Refusal `not-started` while there is nothing to look at */
  address(viewer: Viewer, id: string): Promise<PreviewAddress>;
  /** @throws Refusal `not-started`, `not-possible-now` */
  act(viewer: Viewer, id: string, act: PreviewAct): Promise<void>;
  end(viewer: Viewer, id: string): Promise<void>;
  /** Loopback port at which the page of a session is served. */
  port(viewer: Viewer, id: string, session: number): number;
  /** A page is connected until what this returns is called. */
  opened(id: string): () => void;
}
