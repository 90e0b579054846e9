import { randomUUID } from 'node:crypto';
import type { CommandFileView } from '../../../admin-console/contract/commands/commands.ts';
import { ROUTES } from '../../../admin-console/contract/routes.ts';
import { FINAL_STATES, NO_ANSWER } from '../../../admin-console/domain/commands/command-state.ts';
import type { HubDatabase } from '../../../admin-console/store/database.ts';
import type { CommandOrder } from '../../../fleet-link/commands.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Random } from '../../../foundation/random.ts';
import { DELAYS } from './delays.ts';
import type { HubConsole } from './hub-console.ts';
import { DEVICES, type ProofTerminal } from './proof-terminal.ts';
import { comesTrue, pauseUpTo } from './wait.ts';

const TENANT = 'default';
const MINUTE = 60_000;
/** One of so many is a bulk command; of those one of so many is stopped again. */
const BULK = 6;
const STOPPED = 3;
/** A terminal has enough to do: no command then. */
const NOT_GIVEN: readonly string[] = ['too-many', 'nobody-reached', 'no-device'];

export interface CommandFigures {
  readonly given: number;
  readonly succeeded: number;
  readonly expired: number;
  readonly cancelled: number;
  /** Ids that were given and are not there, have no end, or an end without its effect. */
  readonly lost: readonly string[];
  /** Ids that were done more than once, or done although they ended otherwise. */
  readonly doneTwice: readonly string[];
}

/** What stands of one command at the end. */
export interface EndedCommand {
  readonly id: string;
  readonly state: string;
  readonly outcome: string | null;
}

/** Gives commands all the time, single and bulk, over whichever hub process answers. */
export class GivenCommands {
  readonly #console: HubConsole;
  readonly #db: HubDatabase;
  readonly #terminals: readonly ProofTerminal[];
  readonly #random: Random;
  readonly #single: string[] = [];
  readonly #bulk: string[] = [];

  constructor(console: HubConsole, db: HubDatabase, terminals: readonly ProofTerminal[], random: Random) {
    this.#console = console;
    this.#db = db;
    this.#terminals = terminals;
    this.#random = random;
  }

  async run(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      try {
        await (this.#random.below(BULK) === 0 ? this.#giveMany() : this.#giveOne());
      } catch (thrown) {
        if (!(thrown instanceof Refusal) || !NOT_GIVEN.includes(thrown.reason)) throw thrown;
      }
      await pauseUpTo(DELAYS.commandEvery, this.#random, over);
    }
  }

  async #giveOne(): Promise<void> {
    const id = randomUUID();
    const terminal = this.#random.pick(this.#terminals as [ProofTerminal, ...ProofTerminal[]]);
    const body = { id, order: this.#order(), lifeMs: this.#life(), ...this.#later() };
    await this.#console.insist('POST', ROUTES.terminalCommands(TENANT, terminal.id), body);
    this.#single.push(id);
  }

  async #giveMany(): Promise<void> {
    const id = randomUUID();
    const spreadMs = this.#random.below(4_000);
    const body = { id, order: this.#order(), lifeMs: this.#life(), spreadMs, selection: { by: 'filter' } };
    await this.#console.insist('POST', ROUTES.commandBatches(TENANT), body);
    this.#bulk.push(id);
    if (this.#random.below(STOPPED) === 0) {
      await this.#console.insist('POST', ROUTES.commandBatchStopped(TENANT, id), {});
    }
  }

  #order(): CommandOrder {
    return this.#random.pick<CommandOrder>([
      { kind: 'test-receipt' },
      { kind: 'test-receipt' },
      { kind: 'network-check' },
      { kind: 'network-check' },
      { kind: 'device-health-check', device: this.#random.pick(DEVICES) },
      { kind: 'collect-logs', lastMs: MINUTE, level: 'info' },
    ]);
  }

  /** Some expire while their terminal is revoked or dials again, or on their way. */
  #life(): number {
    return this.#random.pick([MINUTE, MINUTE, MINUTE, 10 * MINUTE, 20_000, 1_500]);
  }

  #later(): { readonly notBefore?: number } {
    return this.#random.below(4) === 0 ? { notBefore: Date.now() + this.#random.below(4_000) } : {};
  }

  /** Waits for the end of each. @returns what became of them */
  async settle(): Promise<CommandFigures> {
    const rows = async (): Promise<readonly (EndedCommand & { readonly batchId: string | null })[]> =>
      this.#db.selectFrom('command').select(['id', 'state', 'outcome', 'batchId']).execute();
    await comesTrue(
      async () => (await rows()).every(({ state }) => FINAL_STATES.includes(state as never)),
      DELAYS.settleWithin,
      DELAYS.lookSlowly,
    );
    const all = await rows();
    const effects = new Map(this.#terminals.flatMap((terminal) => [...terminal.effects]));
    const known = new Set(all.flatMap(({ id, batchId }) => (batchId === null ? [id] : [id, batchId])));
    const judged = judgeCommands(all, effects);
    return {
      ...judged,
      lost: [
        ...judged.lost,
        ...[...this.#single, ...this.#bulk].filter((id) => !known.has(id)).map((id) => `${id} not-there`),
        ...(await this.#wrongFiles(all)),
      ],
    };
  }

  async #wrongFiles(all: readonly EndedCommand[]): Promise<readonly string[]> {
    const files = new Map(this.#terminals.flatMap((terminal) => [...terminal.files]));
    const wrong: string[] = [];
    for (const { id } of all.filter(({ id, state }) => state === 'succeeded' && files.has(id))) {
      const { data } = await this.#console.insist<CommandFileView>('GET', ROUTES.commandFile(TENANT, id));
      if (!files.get(id)?.equals(Buffer.from(data, 'base64'))) wrong.push(`${id} other-file`);
    }
    return wrong;
  }
}

/** @param effects by id how often it was done */
export function judgeCommands(all: readonly EndedCommand[], effects: ReadonlyMap<string, number>): CommandFigures {
  const lost: string[] = [];
  const doneTwice: string[] = [];
  const counts = { succeeded: 0, expired: 0, cancelled: 0 };
  for (const { id, state, outcome } of all) {
    const done = effects.get(id) ?? 0;
    const isEnd = Object.hasOwn(counts, state) && outcome !== NO_ANSWER;
    if (isEnd) counts[state as keyof typeof counts]++;
    if (!isEnd || (state === 'succeeded' && done === 0)) lost.push(`${id} ${state} ${outcome ?? ''}`.trim());
    if (done > (state === 'succeeded' || !isEnd ? 1 : 0)) doneTwice.push(`${id} ${state} ${done} times`);
  }
  const known = new Set(all.map(({ id }) => id));
  for (const id of effects.keys()) if (!known.has(id)) doneTwice.push(`${id} nobody gave it`);
  return { given: all.length, ...counts, lost, doneTwice };
}
