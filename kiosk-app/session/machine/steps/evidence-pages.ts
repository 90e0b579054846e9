import type { EvidencePage } from '../application.ts';

/** A page that was deleted and can be brought back. */
export interface Removed {
  readonly item: string;
  readonly page: EvidencePage;
  readonly index: number;
}

export function without(
  pages: readonly EvidencePage[],
  id: string,
  item: string,
): { readonly pages: readonly EvidencePage[]; readonly removed: Removed | null } {
  const index = pages.findIndex((page) => page.id === id);
  const page = pages[index];
  return page ? { pages: pages.toSpliced(index, 1), removed: { item, page, index } } : { pages, removed: null };
}

/**
 * Adds what was scanned: in the place of the page that was to be scanned again, else at the end. A page is given up
 * only for one that exists. What exceeds the limit is left out, and said.
 */
export function afterScan(
  pages: readonly EvidencePage[],
  scanned: readonly EvidencePage[],
  replacing: string | null,
  max: number,
): { readonly pages: readonly EvidencePage[]; readonly overflow: boolean } {
  const index = replacing === null ? -1 : pages.findIndex((page) => page.id === replacing);
  const together =
    index >= 0 && scanned.length > 0
      ? pages.toSpliced(index, 1, ...scanned)
      : [...pages, ...(index >= 0 ? [] : scanned)];
  return { pages: together.slice(0, max), overflow: together.length > max };
}
