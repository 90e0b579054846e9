import type { DeviceKind } from '../../../device-drivers/contract.ts';
import type { CommandOrder, CommandPart, CommandReport } from '../../../fleet-link/commands.ts';
import type { CommandBatchView, CommandState, CommandView } from '../../contract/commands/commands.ts';
import type { TerminalSelection } from '../../contract/terminals/terminal-filter.ts';

/** What is written down before anything is sent. */
export type NewCommand = Pick<
  CommandView,
  | 'id'
  | 'tenantId'
  | 'terminalId'
  | 'batchId'
  | 'order'
  | 'urgent'
  | 'actor'
  | 'reason'
  | 'createdAt'
  | 'notBefore'
  | 'expiresAt'
>;

/** What decides whether a terminal is reached by a command. */
export interface Candidate {
  readonly terminalId: string;
  /** The hub process that holds its link; `null` while it is not linked. */
  readonly processId: string | null;
  /** Of its last report; `null` if there was none, or the command needs no device. */
  readonly devices: readonly DeviceKind[] | null;
  /** How many commands it has that are not at their end. */
  readonly open: number;
  /** One of them is the same, arguments included. */
  readonly hasSame: boolean;
}

export interface CommandFilter {
  readonly terminalId?: string | undefined;
  readonly batchId?: string | undefined;
  readonly state?: CommandState | undefined;
  /** Older than this one: the next page. */
  readonly before?: { readonly createdAt: number; readonly id: string } | undefined;
  readonly most: number;
}

/** A file that a command brought. */
export interface CommandFile {
  readonly type: 'png' | 'log-gzip';
  readonly data: Buffer;
}

/** What the commands ask of whatever keeps them. Each method is one transaction; several hub processes call them at once. */
export interface CommandStore {
  /** Those of a tenant that are selected, in the order of their ids, as far as this order is concerned. */
  candidates(tenantId: string, selection: TerminalSelection, order: CommandOrder): Promise<readonly Candidate[]>;
  /** @returns false if there is one with this id already: it was asked twice */
  enqueue(command: NewCommand): Promise<boolean>;
  /** Writes the batch and all its commands. @returns false if there is one with this id already */
  enqueueBatch(
    batch: Omit<CommandBatchView, 'counts' | 'stoppedAt'>,
    commands: readonly NewCommand[],
  ): Promise<boolean>;
  get(tenants: readonly string[], id: string): Promise<CommandView | undefined>;
  /** Newest first. */
  list(tenants: readonly string[], filter: CommandFilter): Promise<readonly CommandView[]>;
  /** `undefined` while it has not come as a whole, and after its time. */
  file(tenants: readonly string[], id: string): Promise<CommandFile | undefined>;
  batch(tenants: readonly string[], id: string): Promise<CommandBatchView | undefined>;
  /** Newest first. */
  batches(tenants: readonly string[], most: number): Promise<readonly CommandBatchView[]>;
  /** Takes back what was not sent yet. @returns false if it was, or there is none */
  cancel(tenants: readonly string[], id: string, actor: string): Promise<boolean>;
  /** Takes back what was not sent yet. @returns how many; `undefined` for an unknown one */
  stopBatch(tenants: readonly string[], id: string, actor: string): Promise<number | undefined>;

  /** Marks what is due for terminals that are linked to this process, and hands it over to be sent. Oldest first. */
  claimLinked(most: number): Promise<readonly CommandView[]>;
  /** The same for one terminal whose link has just opened, with all that was sent before and not acknowledged. */
  claimFor(terminalId: string, most: number): Promise<readonly CommandView[]>;
  acknowledged(terminalId: string, id: string): Promise<void>;
  /** @returns false if it changes nothing: said before, out of order, or not this terminal's */
  reported(terminalId: string, report: CommandReport): Promise<boolean>;
  /** @returns false if this command brings no file, or not from this terminal, or not any more */
  filePart(terminalId: string, part: CommandPart): Promise<boolean>;

  /** What was not begun in time. @returns how many */
  expire(): Promise<number>;
  /** What need not be kept any longer. @returns how many commands and files */
  erase(): Promise<{ readonly commands: number; readonly files: number }>;
}
