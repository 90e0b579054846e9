import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import type { Intent } from '../session/contract/intents.ts';
import { DELAYS } from './delays.ts';
import { LiveRegion } from './live-region.tsx';
import { applyLook } from './look.ts';
import { Standby, Veil } from './no-session.tsx';
import { Overlays } from './overlays/overlays.tsx';
import { ScreenView } from './screens/screen.tsx';
import { cardRingOf, ring, ringOf } from './sound.ts';
import { textsFor } from './texts.ts';
import { type View, ViewContext } from './view.ts';
import { useStore, type ViewStore } from './view-store.ts';

export interface AppProps {
  readonly store: ViewStore;
  readonly send: (intent: Intent) => void;
  /** The cover stands in place of the screen. */
  readonly onCovered?: () => void;
}

/** Root of the citizen's screen: one snapshot in, one picture out. */
export function App({ store, send, onCovered }: AppProps) {
  const { link, snapshot, pictures } = useStore(store, (state) => state);
  const language = snapshot?.language ?? 'de';
  const words = useMemo(() => textsFor(language), [language]);
  const isLive = link === 'live';
  const view = useMemo<View | null>(
    () => snapshot && { snapshot, words, isLive, send, picture: (ref) => pictures.get(ref) ?? null },
    [snapshot, words, isLive, send, pictures],
  );
  useDocumentAttributes(view);
  const gong = ringOf(snapshot?.overlay ?? null) ?? (snapshot && cardRingOf(snapshot));
  useEffect(() => {
    if (gong === null) return;
    const timers = (gong === 'card-left' ? DELAYS.cardRings : [0]).map((at) => window.setTimeout(ring, at));
    return () => {
      for (const timer of timers) window.clearTimeout(timer);
    };
  }, [gong]);
  const covered = view?.snapshot.overlay?.kind === 'cover';
  // After a lost link it is said again: the session may not have heard it.
  useLayoutEffect(() => {
    if (covered && isLive) onCovered?.();
  }, [covered, isLive, onCovered]);

  if (view === null) return <Standby words={words} kind={link === 'incompatible' ? 'incompatible' : 'over'} />;
  const { overlay } = view.snapshot;
  return (
    <ViewContext.Provider value={view}>
      {/* Covered means not drawn at all: nothing can shine through, be read aloud or be photographed. */}
      {!covered && (
        <div class="stage" inert={overlay !== null || !isLive}>
          <ScreenView key={view.snapshot.screenId} screen={view.snapshot.screen} />
        </div>
      )}
      {overlay && <Overlays overlay={overlay} />}
      {link === 'lost' && <Veil words={words} />}
      <LiveRegion />
    </ViewContext.Provider>
  );
}

/** Language, direction and the display choices belong to the whole document, so that style sheets can follow them. */
function useDocumentAttributes(view: View | null): void {
  const { language = 'de', dir = 'ltr', display, site } = view?.snapshot ?? {};
  const { contrast = 'normal', text = 'normal', reach = 'normal' } = display ?? {};
  const look = site?.look;
  const title = view?.words.t('app.title') ?? 'Bürger-Terminal';
  // Only what has changed is written: each write has the browser look through the whole page.
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.lang = language;
    root.dir = dir;
    root.dataset.contrast = contrast;
    root.dataset.text = text;
    root.dataset.reach = reach;
    document.title = title;
  }, [language, dir, contrast, text, reach, title]);
  useLayoutEffect(() => applyLook(document.documentElement, look), [JSON.stringify(look)]);
}
