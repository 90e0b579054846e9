import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { DELAYS } from './delays.ts';

const parts: (() => Promise<void>)[] = [];

/**
 * A component with a script of its own, which the first screen does not wait for. Nothing stands there until the
 * script has come; `fetchLater` has it come before anybody gets so far.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let Loaded: ComponentType<P> | null = null;
  const fetch = async () => {
    Loaded ??= await load();
  };
  parts.push(fetch);
  return function Later(props: P) {
    const [, redraw] = useState(0);
    const isDrawn = Loaded !== null;
    useEffect(() => {
      // The script may have come since nothing was drawn: it is drawn all the same.
      if (isDrawn) return;
      let timer: number | null = null;
      const tryIt = () =>
        fetch().then(
          () => redraw((times) => times + 1),
          // The session serves it: where it does not answer, it is gone or will in a moment.
          () => {
            timer = window.setTimeout(tryIt, DELAYS.laterRetry);
          },
        );
      void tryIt();
      return () => {
        if (timer !== null) window.clearTimeout(timer);
      };
    }, []);
    return Loaded && <Loaded {...props} />;
  };
}

/** Fetches every such script, and those that come with one; what does not come is fetched again when it is needed. */
export async function fetchLater(): Promise<void> {
  for (let from = 0; from < parts.length; ) {
    const next = parts.slice(from);
    from = parts.length;
    await Promise.allSettled(next.map((fetch) => fetch()));
  }
}
