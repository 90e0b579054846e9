import type { ServiceDefinition } from '../../../../config/schema/service.ts';
import { Bug } from '../../../../foundation/errors.ts';
import type { Evidence, EvidencePage } from '../../application/application.ts';
import { EVIDENCE_BYTES } from '../../package/limits.ts';

/** The piece of evidence that is asked for now. */
export function itemOf({
  service,
  index,
}: {
  readonly service: ServiceDefinition;
  readonly index: number;
}): ServiceDefinition['evidence'][number] {
  const item = service.evidence[index];
  if (!item) throw new Bug('evidence item out of range');
  return item;
}

/** A page that was deleted and can be brought back. */
export interface Removed {
  readonly item: string;
  readonly page: EvidencePage;
  readonly index: number;
}

/** The person said to use a page although it looks blank. */
export const meant = (pages: readonly EvidencePage[], id: string): readonly EvidencePage[] =>
  pages.map((page) => (page.id === id ? { ...page, isMeant: true } : page));

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

/**
 * As many pages of an item, from the first, as can be sent together with all other evidence.
 * @param others evidence whose pages of `item` do not count: they are replaced by `pages`
 */
export function sendable(
  others: Evidence,
  item: string,
  pages: readonly EvidencePage[],
  most: number = EVIDENCE_BYTES,
): { readonly pages: readonly EvidencePage[]; readonly isTooLarge: boolean } {
  const sizeOf = (list: readonly EvidencePage[]) => list.reduce((sum, { jpeg }) => sum + jpeg.reveal().length, 0);
  let left = most;
  for (const [id, list] of others) if (id !== item) left -= sizeOf(list);
  const kept = pages.findIndex((page) => {
    left -= page.jpeg.reveal().length;
    return left < 0;
  });
  return kept < 0 ? { pages, isTooLarge: false } : { pages: pages.slice(0, kept), isTooLarge: true };
}
