import { COMMAND_RULES } from '../../../fleet-link/command-kinds.ts';
import {
  CommandReport,
  type DeliveredCommand,
  DeliveredOrder,
  isKnownKind,
  MAX_PART_CHARACTERS,
  MAX_PARTS,
} from '../../../fleet-link/commands.ts';
import { type Clock, delay, type Timer } from '../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../foundation/errors.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { CommandEnd, CommandRun, ReceivedCommand, ReceivedCommands } from '../store/received-commands.ts';
import type { CommandActs, Done } from './command-acts.ts';

/** A command in whose middle the terminal ended so often is given up: it may be what ends it. */
const MOST_TRIES = 3;
/** Of `CommandReport`. */
const LONGEST_REASON = 60;
/** Bytes of a file in one part; base64 makes four characters of three bytes. */
const PART = (MAX_PART_CHARACTERS / 4) * 3;

export interface CommandDeskOptions {
  readonly received: ReceivedCommands;
  /** This start of the terminal. */
  readonly run: CommandRun;
  /** True while nobody is being served and no money is on its way. */
  readonly mayRun: () => boolean;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is told of a command, and the parts of its file that go before. */
export interface Telling {
  readonly report: CommandReport;
  readonly parts: readonly string[];
}

/**
 * The commands that the hub has given to this terminal: taken at once, done one after the other once nobody is being
 * served, each once, and told until the hub has confirmed it.
 */
export class CommandDesk {
  readonly #options: CommandDeskOptions;
  readonly #untold = new Listeners();
  #acts: CommandActs | null = null;
  #isBusy = false;
  #timer: Timer;

  constructor(options: CommandDeskOptions) {
    this.#options = options;
  }

  /** A command is being done. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** From the hub. @throws Refusal<StoreRefusal> if it could not be written down: then it was not taken */
  take(command: DeliveredCommand): void {
    const { received, log } = this.#options;
    received.take(command);
    log.event('info', 'command.taken', { command: code(command.id), kind: code(command.order.kind) });
    this.#untold.tell();
    this.look();
  }

  /** Settles what an earlier run has left in the middle, and begins to work. */
  start(acts: CommandActs): void {
    this.#acts = acts;
    this.#carefully(() => {
      for (const left of this.#options.received.running()) this.#settle(left);
    });
    this.#lookLater();
    this.look();
  }

  stop(): void {
    this.#acts = null;
    this.#options.clock.clearTimeout(this.#timer);
  }

  /** To be called whenever `mayRun` may have become true. */
  look(): void {
    if (this.#acts === null || this.#isBusy) return;
    const { received, mayRun } = this.#options;
    this.#carefully(() => {
      if (received.expire() > 0) this.#untold.tell();
      const next = received.waiting().find((command) => isUrgent(command) || mayRun());
      if (next) void this.#do(next);
    });
  }

  /** What the hub has to be told next; `null` if it knows everything. */
  untold(): Telling | null {
    const { received, clock } = this.#options;
    const next = received.untold();
    if (!next) return null;
    const { id, state, reason, result, file, since } = next;
    const agoMs = Math.min(Math.max(0, Math.round(clock.now() - since)), CommandReport.shape.agoMs.maxValue ?? 0);
    return { report: { id, state, reason, result, agoMs }, parts: file === null ? [] : partsOf(file) };
  }

  /** The hub knows it. */
  told({ report: { id, state } }: Telling): void {
    this.#carefully(() => this.#options.received.told(id, state));
  }

  /** Called when there may be something to tell. */
  onUntold(listener: () => void): () => void {
    return this.#untold.add(listener);
  }

  #lookLater(): void {
    const { received, delays, clock } = this.#options;
    this.#timer = clock.setTimeout(() => {
      this.#carefully(() => received.erase(clock.now() - delays.commandKept));
      this.look();
      this.#lookLater();
    }, delays.commandLookEvery);
  }

  /** The terminal ended in its middle. */
  #settle({ id, order, tries, run }: ReturnType<ReceivedCommands['running']>[number]): void {
    const { received } = this.#options;
    const rule = isKnownKind(order.kind) ? COMMAND_RULES[order.kind].afterInterruption : 'interrupted';
    if (rule === 'again' && tries < MOST_TRIES) {
      received.again(id);
      return;
    }
    const { boot } = this.#options.run;
    const isAnew = order.kind !== 'restart-machine' || (boot !== null && boot !== run.boot);
    const isDone = rule === 'started-anew' && isAnew;
    this.#end(id, isDone ? { state: 'succeeded', result: null, file: null } : failed('interrupted'));
  }

  async #do(command: ReceivedCommand): Promise<void> {
    const { received, run, log } = this.#options;
    const { id, order } = command;
    this.#isBusy = true;
    try {
      received.begin(id, run);
      log.event('info', 'command.begun', { command: code(id), kind: code(order.kind) });
      this.#untold.tell();
      this.#end(id, await this.#outcomeOf(command));
    } catch (thrown) {
      // The store refused: it was not begun, or its end is not written and the next start finds it in the middle.
      log.event('error', 'command.not-recorded', { command: code(id), reason: code(reasonOf(thrown)) });
      return;
    } finally {
      this.#isBusy = false;
    }
    this.look();
  }

  async #outcomeOf({ id, order }: ReceivedCommand): Promise<CommandEnd> {
    const { delays, clock, log } = this.#options;
    const known = DeliveredOrder.safeParse(order);
    // One act for each kind: what the table says of types is lost where the kind is only known at run time.
    const act = known.success ? (this.#acts?.[known.data.kind] as Act | undefined) : undefined;
    if (!known.success || !act) return failed('not-supported');
    const over = new AbortController();
    try {
      const late = delay(clock, delays.commandDoneWithin, over.signal).then(() => {
        throw new Refusal('timed-out');
      });
      late.catch(() => {});
      return endOf(await Promise.race([act(known.data, id), late]));
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) {
        log.event('error', 'command.act-failed', { kind: code(order.kind), reason: code(reasonOf(thrown)) });
        return failed('internal-error');
      }
      return failed(thrown.reason);
    } finally {
      over.abort(new Refusal('over'));
    }
  }

  #end(id: string, end: CommandEnd): void {
    const { received, log } = this.#options;
    received.conclude(id, end);
    const reason = end.state === 'failed' ? end.reason : 'none';
    log.event(end.state === 'failed' ? 'warn' : 'info', 'command.ended', {
      command: code(id),
      state: code(end.state),
      reason: code(reason),
    });
    this.#untold.tell();
  }

  #carefully(what: () => void): void {
    try {
      what();
    } catch (thrown) {
      this.#options.log.event('error', 'command.not-recorded', { command: null, reason: code(reasonOf(thrown)) });
    }
  }
}

type Act = (order: DeliveredOrder, id: string) => Promise<Done>;

const failed = (reason: string): CommandEnd => ({
  state: 'failed',
  reason: code(reason.slice(0, LONGEST_REASON)),
});

const isUrgent = ({ urgent, order: { kind } }: ReceivedCommand): boolean =>
  urgent && isKnownKind(kind) && COMMAND_RULES[kind].mayBeUrgent;

function endOf({ result, file }: Done): CommandEnd {
  if (file === null) return { state: 'succeeded', result, file: null };
  const { type, data } = file;
  const parts = Math.ceil(data.length / PART);
  if (parts === 0 || parts > MAX_PARTS) return failed(parts === 0 ? 'empty' : 'too-large');
  return { state: 'succeeded', result: { kind: 'file', type, bytes: data.length, parts }, file: data };
}

const partsOf = (file: Buffer): readonly string[] =>
  Array.from({ length: Math.ceil(file.length / PART) }, (_, part) =>
    file.subarray(part * PART, (part + 1) * PART).toString('base64'),
  );
