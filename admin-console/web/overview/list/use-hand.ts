import { useEffect, useRef, useState } from 'preact/hooks';

/** Where the keyboard is in a list of which only a part is drawn. */
export interface Hand {
  /** The row that the tabulator reaches. */
  readonly at: number;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** Somebody pressed a row, or came to it by the tabulator. */
  readonly onFocus: (place: number) => void;
}

interface Acts {
  /** Rows in one line: 1 for a list. */
  readonly lanes: number;
  readonly count: number;
  readonly choose: (place: number) => void;
  readonly open: (place: number) => void;
  readonly show: (place: number) => void;
}

/** Lines of a page. */
const PAGE = 10;

/** Arrows, Home, End, PageUp, PageDown move; space chooses; Enter opens. */
export function useHand(
  list: { readonly current: HTMLElement | null },
  { lanes, count, choose, open, show }: Acts,
): Hand {
  const [at, setAt] = useState(0);
  /** Where the focus is to go, once that row is drawn. */
  const target = useRef<number | null>(null);
  const place = Math.max(0, Math.min(at, count - 1));
  // A key may be pressed before what the key before it did is drawn.
  const hand = useRef(place);
  if (target.current === null) hand.current = place;
  useEffect(() => {
    if (target.current !== place) return;
    target.current = null;
    list.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus({ preventScroll: true });
  });
  function move(to: number): void {
    const next = Math.max(0, Math.min(count - 1, to));
    show(next);
    if (next === hand.current) return;
    target.current = next;
    hand.current = next;
    setAt(next);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const here = hand.current;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: here + lanes,
      ArrowUp: here - lanes,
      ...(lanes > 1 && { ArrowRight: here + 1, ArrowLeft: here - 1 }),
      Home: 0,
      End: count - 1,
      PageDown: here + PAGE * lanes,
      PageUp: here - PAGE * lanes,
    };
    const isOnRow = (event.target as HTMLElement).dataset.place !== undefined;
    const to = steps[event.key];
    if (to !== undefined) move(to);
    else if (event.key === ' ' && isOnRow) choose(here);
    else if (event.key === 'Enter' && isOnRow) open(here);
    else return;
    event.preventDefault();
  }
  return { at: place, onKeyDown, onFocus: setAt };
}
