import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Intent } from '../session/contract/intents.ts';
import type { PictureRef } from '../session/contract/picture.ts';
import type { Snapshot } from '../session/contract/snapshot.ts';
import type { UiTexts } from './texts.ts';

/** What every component may see and do. */
export interface View {
  readonly snapshot: Snapshot;
  readonly words: UiTexts;
  /** Whether the session hears what is done here. */
  readonly isLive: boolean;
  send(intent: Intent): void;
  /** Address of a picture, `null` until it has come. */
  picture(ref: PictureRef): string | null;
}

export const ViewContext = createContext<View | null>(null);

export function useView(): View {
  const view = useContext(ViewContext);
  if (view === null) throw new Error('useView outside of ViewContext');
  return view;
}
