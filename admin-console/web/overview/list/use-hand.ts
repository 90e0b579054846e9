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
  const isMoving = useRef(false);
  const place = Math.max(0, Math.min(at, count - 1));
  useEffect(() => {
    if (!isMoving.current) return;
    isMoving.current = false;
    list.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus({ preventScroll: true });
  });
  function move(to: number): void {
    const next = Math.max(0, Math.min(count - 1, to));
    isMoving.current = true;
    setAt(next);
    show(next);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: place + lanes,
      ArrowUp: place - lanes,
      ...(lanes > 1 && { ArrowRight: place + 1, ArrowLeft: place - 1 }),
      Home: 0,
      End: count - 1,
      PageDown: place + PAGE * lanes,
      PageUp: place - PAGE * lanes,
    };
    const isOnRow = (event.target as HTMLElement).dataset.place !== undefined;
    const to = steps[event.key];
    if (to !== undefined) move(to);
    else if (event.key === ' ' && isOnRow) choose(place);
    else if (event.key === 'Enter' && isOnRow) open(place);
    else return;
    event.preventDefault();
  }
  return { at: place, onKeyDown, onFocus: setAt };
}
