import type { CommandKind } from '../../../fleet-link/command-kinds.ts';
import type { CommandResult, OrderOf } from '../../../fleet-link/commands.ts';

/** A command was done: what it brought, and the file that belongs to it. */
export interface Done {
  readonly result: Exclude<CommandResult, { kind: 'file' }> | null;
  readonly file: { readonly type: 'png' | 'log-gzip'; readonly data: Buffer } | null;
}

/** Done, and there is nothing to tell of it. */
export const DONE: Done = { result: null, file: null };

/**
 * What this terminal does on command, by kind. Each refuses by throwing `Refusal`; a kind that is missing is refused as
 * `not-supported`. One that ends this process never answers: its next start is the proof.
 */
export type CommandActs = {
  readonly [K in CommandKind]?: (order: OrderOf<K>, id: string) => Promise<Done>;
};
