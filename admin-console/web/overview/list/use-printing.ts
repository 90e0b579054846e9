import { useEffect, useState } from 'preact/hooks';
import type { RowStore } from './row-store.ts';

/** Lines on paper at most: ten pages or so. */
export const MOST_PRINTED = 500;

/** A list of which only what can be seen is drawn has to be fetched and drawn as a whole before it is printed. */
export function usePrinting(rows: RowStore): { readonly least: number; readonly begin: () => void } {
  const [isWanted, setWanted] = useState(false);
  const least = isWanted ? Math.min(rows.total ?? 0, MOST_PRINTED) : 0;
  const isThere = least > 0 && Array.from({ length: least }, (_, n) => n).every((n) => rows.at(n) !== undefined);
  useEffect(() => {
    if (!isThere) return;
    // Drawn by now: effects run after that. The window of the printer holds the page until it is closed.
    print();
    setWanted(false);
  }, [isThere]);
  return { least, begin: () => setWanted(true) };
}
