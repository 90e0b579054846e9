import type { TerminalFilter } from '../../../contract/terminals/terminal-filter.ts';
import type { TerminalSort, TerminalSummary } from '../../../contract/terminals/terminal-view.ts';
import { TERMINAL_SORTS } from '../../../contract/terminals/terminal-view.ts';

/** Which terminals are listed and in which order, as the address says it. */
export interface Listing {
  readonly filters: Filters;
  readonly sort: TerminalSort;
  readonly isDescending: boolean;
}

export const FILTERS = ['text', 'condition', 'cause', 'location', 'tag', 'software'] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filters = Readonly<Partial<Record<FilterName, string>>>;

/** What needs a person stands first unless somebody wants it otherwise. */
const USUAL: TerminalSort = 'state';

export function listingOf(query: URLSearchParams): Listing {
  const filters = FILTERS.flatMap((name) => {
    const value = query.get(name);
    return value ? [[name, value]] : [];
  });
  const sort = TERMINAL_SORTS.find((name) => name === query.get('sort')) ?? USUAL;
  return { filters: Object.fromEntries(filters), sort, isDescending: query.get('order') === 'down' };
}

/** For an address of the console and for one of the API: `null` stands for what is usual and is left out. */
export const queryOf = ({ filters, sort, isDescending }: Listing): Readonly<Record<string, string | null>> => ({
  ...filters,
  sort: sort === USUAL ? null : sort,
  order: isDescending ? 'down' : null,
});

/** What the API is asked for a part of it. */
export function partOf({ filters, sort, isDescending }: Listing, from: number, limit: number): string {
  const asked = { ...filters, sort, order: isDescending ? 'down' : 'up', from: `${from}`, limit: `${limit}` };
  return new URLSearchParams(asked as Record<string, string>).toString();
}

/** The same terminals, for acts on all of them. */
export function filterOf({ text, condition, cause, location, tag, software }: Filters): TerminalFilter {
  return {
    ...(text && { text }),
    ...(condition && { condition: condition as TerminalFilter['condition'] }),
    ...(cause && { cause: cause as TerminalFilter['cause'] }),
    ...(location && { locationIds: [location] }),
    ...(tag && { tags: [tag] }),
    ...(software && { software }),
  };
}

/** Whether a change of this row may have moved it, into the list, out of it or within. @param before if it is shown */
export function mayMove(
  { filters, sort }: Listing,
  before: TerminalSummary | undefined,
  now: TerminalSummary,
): boolean {
  if (!before) return sort === 'state' || sort === 'seen' || Boolean(filters.condition ?? filters.cause);
  if (filters.condition && now.condition !== filters.condition) return true;
  if (filters.software && now.software !== filters.software) return true;
  if (filters.location && now.locationId !== filters.location) return true;
  if (filters.tag && !now.tags.includes(filters.tag)) return true;
  return placeOf(before, sort) !== placeOf(now, sort);
}

/** What its place in the order depends on. */
function placeOf(row: TerminalSummary, sort: TerminalSort): unknown {
  switch (sort) {
    case 'id':
      return row.id;
    case 'name':
      return row.name ?? row.id;
    case 'state':
      if (row.help) return 'help';
      return row.condition === 'in-service' && row.messages.urgent > 0 ? 'urgent' : row.condition;
    case 'place':
      return row.locationId;
    case 'seen':
      return row.online ? 'now' : row.seenAt;
    case 'paper':
      return row.paper;
    case 'software':
      return row.software;
  }
}
