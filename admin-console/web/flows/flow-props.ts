import type { TerminalView } from '../../contract/terminals/terminal-view.ts';
import type { Desk } from '../frame/desk.ts';

/** What a flow works with. */
export interface FlowProps {
  readonly desk: Desk;
  readonly terminal: TerminalView;
  readonly query: URLSearchParams;
  /** Puts something into the address. */
  readonly keep: (kept: Readonly<Record<string, string>>) => void;
}
