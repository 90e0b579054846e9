import { useEffect, useRef } from 'preact/hooks';
import { DELAYS } from '../delays.ts';

/** What a key does while a finger stays on it; `true`: again, until the finger goes. */
export type HeldAct = () => boolean;

export interface Hold {
  /** A finger came down on this key. */
  begin(key: Element | null, act: HeldAct | null): void;
  /**
   * Whether a click counts as a press of its key: not once the key has acted by being held, and not where the finger
   * came down on what stood there before. Keys that are pressed without a finger always count.
   */
  counts(click: MouseEvent): boolean;
}

export function useHold(): Hold {
  const timer = useRef<number>(undefined);
  const pressed = useRef<Element | null>(null);
  useEffect(() => {
    const end = () => window.clearTimeout(timer.current);
    window.addEventListener('pointerup', end, true);
    window.addEventListener('pointercancel', end, true);
    return () => {
      end();
      window.removeEventListener('pointerup', end, true);
      window.removeEventListener('pointercancel', end, true);
    };
  }, []);
  return {
    begin(key, act) {
      pressed.current = key;
      window.clearTimeout(timer.current);
      if (act === null) return;
      const run = () => {
        pressed.current = null;
        if (act()) timer.current = window.setTimeout(run, DELAYS.repeat);
      };
      timer.current = window.setTimeout(run, DELAYS.hold);
    },
    counts: (click) => click.detail === 0 || pressed.current === click.currentTarget,
  };
}
