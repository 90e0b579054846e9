import type { CommandResult, DeliveredCommand } from '../../../fleet-link/commands.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { durably, type Store } from './database.ts';
import { durablyAfterTheAct } from './keeping/reserve.ts';

export type ReceivedState = 'waiting' | 'running' | 'succeeded' | 'failed' | 'expired';

/** A command that is not done yet. */
export interface ReceivedCommand {
  /** UUID of the hub: what carries the same one is the same command. */
  readonly id: string;
  /** As it came; a newer hub may ask for what this version does not know. */
  readonly order: { readonly kind: string };
  readonly urgent: boolean;
  /** How often it was begun. */
  readonly tries: number;
}

/** Which start of the terminal, and which start of the machine, began a command. */
export interface CommandRun {
  readonly run: string;
  /** `null` where it is not known. */
  readonly boot: string | null;
}

export type CommandEnd =
  | { readonly state: 'succeeded'; readonly result: CommandResult | null; readonly file: Buffer | null }
  | { readonly state: 'failed'; readonly reason: string };

export interface UntoldCommand {
  readonly id: string;
  readonly state: Exclude<ReceivedState, 'waiting'>;
  readonly reason: string | null;
  readonly result: CommandResult | null;
  readonly file: Buffer | null;
  /** Epoch milliseconds since which it is so. */
  readonly since: number;
}

/**
 * What the hub has asked of this terminal. A command is written down before the hub hears that it has arrived, its
 * beginning before anything is done, its end before anything else is begun: however the terminal ends, it knows of each
 * whether it was begun and whether it came to an end.
 */
export interface ReceivedCommands {
  /** Durable when it returns. One that is known already is not changed; if it is over, its end is told once more. */
  take(command: DeliveredCommand): void;
  /** In the order in which they came. */
  waiting(): readonly ReceivedCommand[];
  /** Begun, and without an end. */
  running(): readonly (ReceivedCommand & { readonly run: CommandRun })[];
  /** Durable when it returns: only then may it be done. */
  begin(id: string, run: CommandRun): void;
  /** It was begun, and is to be begun once more. */
  again(id: string): void;
  conclude(id: string, end: CommandEnd): void;
  /** Those that wait and whose time is over. @returns how many */
  expire(): number;
  /** The oldest that the hub does not know the state of; `null` if it knows all. */
  untold(): UntoldCommand | null;
  /** The hub has confirmed that it knows this state. */
  told(id: string, state: ReceivedState): void;
  /** Those that were over and told before. @param before epoch milliseconds */
  erase(before: number): number;
}

interface Row {
  id: string;
  arguments: string;
  urgent: number;
  tries: number;
  run: string | null;
  boot: string | null;
  state: ReceivedState;
  reason: string | null;
  result: string | null;
  file: Buffer | null;
  changed_at: number;
}

export function createReceivedCommands(db: Store, clock: Clock): ReceivedCommands {
  const insert = db.prepare(
    `INSERT INTO command (id, kind, arguments, urgent, received_at, expires_at, state, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?) ON CONFLICT (id) DO UPDATE SET told = NULL`,
  );
  const inState = db.prepare<[ReceivedState], Row>('SELECT * FROM command WHERE state = ? ORDER BY place');
  const move = db.prepare('UPDATE command SET state = ?, changed_at = ? WHERE id = ? AND state = ?');
  const begin = db.prepare('UPDATE command SET run = ?, boot = ?, tries = tries + 1 WHERE id = ?');
  const conclude = db.prepare(
    `UPDATE command SET state = ?, changed_at = ?, reason = ?, result = ?, file = ?
     WHERE id = ? AND state IN ('waiting', 'running')`,
  );
  const expire = db.prepare(
    `UPDATE command SET state = 'expired', changed_at = ? WHERE state = 'waiting' AND expires_at <= ?`,
  );
  const untold = db.prepare<[], Row>(
    `SELECT * FROM command WHERE told IS NOT state AND state <> 'waiting' ORDER BY place LIMIT 1`,
  );
  // Once it is told, nobody asks for its file any more.
  const told = db.prepare('UPDATE command SET told = ?, file = NULL WHERE id = ? AND state = ?');
  const erase = db.prepare(
    `DELETE FROM command WHERE told IS state AND state NOT IN ('waiting', 'running') AND max(changed_at, expires_at) < ?`,
  );
  return {
    take({ id, order, urgent, validForMs }) {
      const now = clock.now();
      durably(db, () => insert.run(id, order.kind, JSON.stringify(order), urgent ? 1 : 0, now, now + validForMs, now));
    },
    waiting: () => inState.all('waiting').map(commandOf),
    running: () =>
      inState.all('running').map((row) => ({ ...commandOf(row), run: { run: row.run ?? '', boot: row.boot } })),
    begin(id, { run, boot }) {
      durably(db, () => {
        move.run('running', clock.now(), id, 'waiting');
        begin.run(run, boot, id);
      });
    },
    again: (id) => void durably(db, () => move.run('waiting', clock.now(), id, 'running')),
    conclude(id, end) {
      const {
        reason = null,
        result = null,
        file = null,
      } = { ...end } as Partial<Record<'reason', string>> & {
        result?: CommandResult | null;
        file?: Buffer | null;
      };
      const json = result === null ? null : JSON.stringify(result);
      durablyAfterTheAct(db, () => conclude.run(end.state, clock.now(), reason, json, file, id));
    },
    expire() {
      const now = clock.now();
      return durably(db, () => expire.run(now, now).changes);
    },
    untold() {
      const row = untold.get();
      if (!row || row.state === 'waiting') return null;
      const { id, state, reason, file, changed_at: since } = row;
      return { id, state, reason, result: row.result === null ? null : JSON.parse(row.result), file, since };
    },
    told: (id, state) => void durably(db, () => told.run(state, id, state)),
    erase: (before) => durably(db, () => erase.run(before).changes),
  };
}

const commandOf = ({ id, arguments: order, urgent, tries }: Row): ReceivedCommand => ({
  id,
  order: JSON.parse(order) as ReceivedCommand['order'],
  urgent: urgent === 1,
  tries,
});
