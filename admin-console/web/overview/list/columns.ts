import type { TerminalSort } from '../../../contract/terminals/terminal-view.ts';

/** Columns of the list, each sorted by its head; `cause` has no order of its own. */
export const COLUMNS: readonly { readonly name: string; readonly sort: TerminalSort | null; readonly text: string }[] =
  [
    { name: 'terminal', sort: 'name', text: 'overview.terminal' },
    { name: 'state', sort: 'state', text: 'filter.condition' },
    { name: 'cause', sort: null, text: 'overview.cause' },
    { name: 'place', sort: 'place', text: 'terminal.location' },
    { name: 'paper', sort: 'paper', text: 'overview.paper' },
    { name: 'seen', sort: 'seen', text: 'overview.seen' },
    { name: 'software', sort: 'software', text: 'software' },
  ];
