import { MOST_CHOSEN } from '../../../contract/terminals/tags.ts';
import type { TerminalSelection } from '../../../contract/terminals/terminal-filter.ts';
import type { TerminalSummary } from '../../../contract/terminals/terminal-view.ts';
import { type Filters, filterOf } from './listing.ts';

type Named = Pick<TerminalSummary, 'id' | 'tenantId'>;

/** Terminals that somebody has chosen: some, by name, or all that were found but some. */
export type Choice =
  | { readonly kind: 'some'; readonly ids: ReadonlyMap<string, string> }
  | { readonly kind: 'all'; readonly filters: Filters; readonly except: ReadonlyMap<string, string> };

export const NONE: Choice = { kind: 'some', ids: new Map() };

export const isChosen = (choice: Choice, id: string): boolean =>
  choice.kind === 'some' ? choice.ids.has(id) : !choice.except.has(id);

/** @param total how many were found */
export const sizeOf = (choice: Choice, total: number): number =>
  choice.kind === 'some' ? choice.ids.size : Math.max(0, total - choice.except.size);

/** With that one chosen, or no longer. Not more are named than one request can hold. */
export function toggled(choice: Choice, { id, tenantId }: Named): Choice {
  const named = new Map(choice.kind === 'some' ? choice.ids : choice.except);
  if (!named.delete(id) && named.size < MOST_CHOSEN) named.set(id, tenantId);
  return choice.kind === 'some' ? { kind: 'some', ids: named } : { ...choice, except: named };
}

/** What the API is asked, tenant by tenant. @param tenants in which one looks */
export function selectionsOf(
  choice: Choice,
  tenants: readonly string[],
): readonly { readonly tenantId: string; readonly selection: TerminalSelection }[] {
  const idsOf = (named: ReadonlyMap<string, string>, tenantId: string) =>
    [...named].flatMap(([id, tenant]) => (tenant === tenantId ? [id] : []));
  if (choice.kind === 'all') {
    return tenants.map((tenantId) => ({
      tenantId,
      selection: { by: 'filter', ...filterOf(choice.filters), except: idsOf(choice.except, tenantId) },
    }));
  }
  return [...new Set(choice.ids.values())].map((tenantId) => ({
    tenantId,
    selection: { by: 'ids', ids: idsOf(choice.ids, tenantId) },
  }));
}
