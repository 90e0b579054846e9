import type { Dialling } from '../contract/terminals/dialling.ts';

/** A terminal that this hub process has to reach. */
export interface TerminalDial {
  readonly terminalId: string;
  readonly to: Exclude<Dialling, { readonly by: 'terminal' }>;
}

export interface DialStore {
  /**
   * Terminals without a link that do not dial by themselves. Each is given to one hub process, and again only after
   * `DELAYS.dialLease` of the store.
   */
  takeDials(atMost: number): Promise<readonly TerminalDial[]>;
}
