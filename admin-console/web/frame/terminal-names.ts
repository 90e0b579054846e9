import { MOST_NAMED_TERMINALS, ROUTES } from '../../contract/routes.ts';
import type { TerminalNamed } from '../../contract/terminals/terminal-view.ts';
import { useLook } from './look.ts';

/**
 * What people call terminals of which a page knows only the ids.
 * @returns its name; its id until the hub has answered, for one that has none, and beyond the first hundred
 */
export function useTerminalNames(tenant: string, ids: readonly string[]): (id: string) => string {
  const asked = [...new Set(ids)].sort().slice(0, MOST_NAMED_TERMINALS);
  const path = `${ROUTES.terminalNames(tenant)}?${new URLSearchParams({ ids: asked.join(',') })}`;
  const [looked] = useLook<readonly TerminalNamed[]>(asked.length === 0 ? null : path);
  const names = new Map(looked.kind === 'there' ? looked.of.map(({ id, name }) => [id, name]) : []);
  return (id) => names.get(id) ?? id;
}
