import { useLayoutEffect, useState } from 'preact/hooks';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Snapshot } from '../session/contract/snapshot.ts';

/**
 * How the screen stands to its session. `lost`: reconnecting, what is shown may be old and takes no input;
 * `over`: the session is gone for good and the shell will bring the next one; `incompatible`: versions differ.
 */
export type SessionLink = 'connecting' | 'live' | 'lost' | 'over' | 'incompatible';

/** Everything the screen is drawn from. It is in memory only and is gone with the page. */
export interface ViewState {
  readonly link: SessionLink;
  readonly snapshot: Snapshot | null;
  /** Addresses of pictures by id (`blob:`), valid until the session ends. */
  readonly pictures: ReadonlyMap<string, string>;
}

export type ViewStore = StoreApi<ViewState>;

export const createViewStore = (): ViewStore =>
  createStore<ViewState>(() => ({ link: 'connecting', snapshot: null, pictures: new Map() }));

/** Subscribes a component to a store (zustand's own hook would need the React compatibility layer). */
export function useStore<T, S>(store: StoreApi<T>, select: (state: T) => S): S {
  const [selected, setSelected] = useState(() => select(store.getState()));
  // Layout effects run before the next touch: a key that is touched then must know its field.
  useLayoutEffect(() => {
    setSelected(() => select(store.getState()));
    return store.subscribe((state) => setSelected(() => select(state)));
  }, [store]);
  return selected;
}
