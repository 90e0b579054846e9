import type { CommandKind } from '../../../fleet-link/command-kinds.ts';
import type { CommandState } from '../../contract/commands/commands.ts';

/** Commands to terminals, and what they brought. Times are epoch milliseconds on the hub's clock. */
export interface CommandTables {
  command: {
    id: string;
    tenantId: string;
    terminalId: string;
    batchId: string | null;
    kind: CommandKind;
    /** CommandOrder as JSON. */
    order: string;
    urgent: number;
    actor: string;
    reason: string | null;
    createdAt: number;
    notBefore: number;
    expiresAt: number;
    state: CommandState;
    deliveredAt: number | null;
    /** The hub process that sent it last. */
    deliveredBy: string | null;
    acknowledgedAt: number | null;
    startedAt: number | null;
    finishedAt: number | null;
    outcome: string | null;
    /** CommandResult as JSON. */
    result: string | null;
  };
  commandBatch: {
    id: string;
    tenantId: string;
    kind: CommandKind;
    actor: string;
    reason: string | null;
    createdAt: number;
    stoppedAt: number | null;
  };
  /** A file in parts, base64 each. */
  commandFile: { commandId: string; part: number; data: string };
}
