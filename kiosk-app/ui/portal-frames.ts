import { createStore } from 'zustand/vanilla';

/** The picture of the web site that stands now, as an address an `img` can show; `null`: none has come yet. */
export const portalFrames = createStore<{ readonly frame: string | null }>(() => ({ frame: null }));
