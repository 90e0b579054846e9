import type { PreviewScreen } from '../../../kiosk-app/preview/contract.ts';
import type { ConfigurationFaultView } from './configuration.ts';

export type { DeviceChoices, HandAct, PreviewAct, PreviewScreen } from '../../../kiosk-app/preview/contract.ts';

/** Why a preview shows nothing any more. `crashed`: its process died; `unused`: nobody has looked for a while. */
export type PreviewEnd = 'crashed' | 'unused' | 'stopped';

/** A draft as citizens would see it, in a process of its own, for the person who began it. */
export interface PreviewView {
  readonly id: string;
  readonly draftId: string;
  /** Rises with everything below. */
  readonly version: number;
  /** `faulty`: nothing of this draft could be shown yet. */
  readonly state: 'starting' | 'running' | 'faulty' | PreviewEnd;
  /** Revision of the draft that is shown; `null`: none yet. */
  readonly revision: number | null;
  /** Why a newer revision is not shown; empty while the newest is. */
  readonly faults: readonly ConfigurationFaultView[];
  /** `null`: none yet. */
  readonly screen: PreviewScreen | null;
}

/** Where the page is, below the hub's own origin; good for one page. */
export interface PreviewAddress {
  /** The session of `PreviewScreen` whose page it is. */
  readonly session: number;
  readonly path: string;
}

/** Of the preview's pages. @param session as in `PreviewScreen` */
export const previewPath = (id: string, session: number | string) => `/preview/${id}/${session}/` as const;
