import { useEffect, useState } from 'preact/hooks';

/** How a list is laid out: equally high lines, so many terminals in each. */
interface Shape {
  readonly lanes: number;
  /** Of a line, in pixels. */
  readonly height: number;
}

/** In the size of the page's letters (rem), so that larger letters have their room. */
const LINE = 3.5;
/** Where the window is narrow, a terminal has two lines of words. */
const LINE_NARROW = 5.5;
const TILE = { width: 13, height: 3.75 };
const NARROW = '(max-width: 60rem)';

export function useShape(list: { readonly current: HTMLElement | null }, view: 'list' | 'grid'): Shape {
  const [shape, setShape] = useState<Shape>(() => shapeOf(list.current, view));
  useEffect(() => {
    const look = () =>
      setShape((before) => {
        const now = shapeOf(list.current, view);
        return before.lanes === now.lanes && before.height === now.height ? before : now;
      });
    look();
    addEventListener('resize', look);
    return () => removeEventListener('resize', look);
  }, [view]);
  return shape;
}

function shapeOf(list: HTMLElement | null, view: 'list' | 'grid'): Shape {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (view === 'list') return { lanes: 1, height: (matchMedia(NARROW).matches ? LINE_NARROW : LINE) * rem };
  const width = list?.clientWidth ?? innerWidth;
  return { lanes: Math.max(1, Math.floor(width / (TILE.width * rem))), height: TILE.height * rem };
}
