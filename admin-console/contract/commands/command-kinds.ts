import { COMMAND_RULES, type CommandKind } from '../../../fleet-link/command-kinds.ts';
import type { Permission } from '../access/permissions.ts';

/** What the console must know of a kind of command before it offers it. */
export interface CommandTerms {
  /** Who may give it. */
  readonly permission: Permission;
  /** It takes something away from citizens or touches money: whoever gives it says why. */
  readonly needsReason: boolean;
  /** It may be marked urgent: then it does not wait for the person who is being served. */
  readonly mayBeUrgent: boolean;
}

const DANGEROUS: ReadonlySet<CommandKind> = new Set([
  'restart-terminal',
  'restart-machine',
  'end-of-day',
  'out-of-service',
  're-enrol',
  'screenshot',
  'settle-case',
]);

const PERMISSION: Partial<Record<CommandKind, Permission>> = {
  're-enrol': 'fleet.enrol',
  'settle-case': 'treasury.settle',
};

export const termsOf = (kind: CommandKind): CommandTerms => ({
  permission: PERMISSION[kind] ?? 'fleet.command',
  needsReason: DANGEROUS.has(kind),
  mayBeUrgent: COMMAND_RULES[kind].mayBeUrgent,
});
