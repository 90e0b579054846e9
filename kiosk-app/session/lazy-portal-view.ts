import type { PortalFrame, PortalView, PortalVisit } from '../portal-view/contract.ts';
import type { PortalViewOptions } from '../portal-view/portal-view.ts';

/** Loads the view with the first web site that is opened: most citizens open none. */
export function createLazyPortalView(options: PortalViewOptions): PortalView {
  let loaded: PortalView | null = null;
  let loading: Promise<void> | null = null;
  const listeners = new Set<(frame: PortalFrame) => void>();
  const load = async () => {
    const { createPortalView } = await import('../portal-view/portal-view.ts');
    loaded = createPortalView(options);
    loaded.onFrame((frame) => {
      for (const listener of listeners) listener(frame);
    });
  };
  let isWanted = false;
  let before: ((view: PortalView) => void)[] = [];
  const with_ = (act: (view: PortalView) => void) => {
    if (loaded) act(loaded);
    else if (isWanted) before.push(act);
  };
  return {
    open(visit: PortalVisit) {
      isWanted = true;
      loading ??= load();
      void loading.then(() => {
        if (!isWanted || !loaded) return;
        loaded.open(visit);
        for (const act of before.splice(0)) act(loaded);
      });
    },
    isOpen: () => isWanted,
    resize: (size) => with_((view) => view.resize(size)),
    zoom: (factor) => with_((view) => view.zoom(factor)),
    tap: (x, y) => with_((view) => view.tap(x, y)),
    scroll: (x, y, dx, dy) => with_((view) => view.scroll(x, y, dx, dy)),
    type: (text) => with_((view) => view.type(text)),
    press: (key) => with_((view) => view.press(key)),
    choose: (index) => with_((view) => view.choose(index)),
    answer: (isAgreed) => with_((view) => view.answer(isAgreed)),
    giveFile: (name, content) => with_((view) => view.giveFile(name, content)),
    back: () => with_((view) => view.back()),
    home: () => with_((view) => view.home()),
    returnTo: (url) => loaded?.returnTo(url) ?? false,
    frame: () => loaded?.frame() ?? null,
    onFrame(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      isWanted = false;
      before = [];
      await loading;
      await loaded?.close();
    },
  };
}
