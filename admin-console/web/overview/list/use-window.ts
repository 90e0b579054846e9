import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

/** Lines beyond what is seen, above and below, so that a turn of the wheel shows no gap. */
const BEYOND = 6;

/** Lines of a long list that are drawn. */
export interface DrawnLines {
  readonly first: number;
  /** The line after the last. */
  readonly end: number;
}

/**
 * Which lines of a list can be seen while the page is scrolled. All lines are equally high, so a line's place follows
 * from its number: nothing has to be measured, and no library is needed for that.
 * @param list the element that is as high as all lines together; @param height of a line, in pixels
 */
export function useWindow(list: { readonly current: HTMLElement | null }, lines: number, height: number): DrawnLines {
  const [drawn, setDrawn] = useState<DrawnLines>({ first: 0, end: Math.ceil(innerHeight / height) + BEYOND });
  const look = () => {
    const top = list.current?.getBoundingClientRect().top ?? 0;
    const first = Math.max(0, Math.floor(-top / height) - BEYOND);
    const end = Math.max(first, Math.ceil((innerHeight - top) / height) + BEYOND);
    setDrawn((before) => (before.first === first && before.end === end ? before : { first, end }));
  };
  useLayoutEffect(look, [lines, height]);
  useEffect(() => {
    let frame = 0;
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    addEventListener('scroll', later, { passive: true });
    addEventListener('resize', later);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', later);
      removeEventListener('resize', later);
    };
  }, [height]);
  return { first: Math.min(drawn.first, Math.max(0, lines - 1)), end: Math.min(drawn.end, lines) };
}
