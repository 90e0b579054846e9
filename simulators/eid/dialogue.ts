import type { SdkCommand, SdkCommandName } from '../../device-drivers/eid/codec/commands.ts';
import type { SdkMessage } from '../../device-drivers/eid/codec/messages.ts';
import { type Clock, delay } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import type { EidChip } from './card.ts';
import { type CardReader, type Counter, describeReader } from './card-readers.ts';

export type CommandOf<N extends SdkCommandName> = Extract<SdkCommand, { cmd: N }>;

/** How a workflow unwinds: `cancelled` by CANCEL or `client-lost`, thrown out of whatever it waits for. */
export type Unwound = Refusal<'cancelled' | 'client-lost'>;

export interface DialogueOptions {
  readonly counter: Counter;
  readonly clock: Clock;
  /** Highest level this version of the app has. */
  readonly api: number;
  readonly level: () => number;
  readonly send: (message: SdkMessage) => void;
  /** Digits a person types on the reader's keypad. */
  readonly keypad: (signal: AbortSignal) => Promise<string>;
  /** Milliseconds between two steps of progress. */
  readonly stepMs: number;
}

/** One workflow's talk with its client: it asks for commands, waits for cards, and can be cancelled at any point. */
export class Dialogue {
  readonly options: DialogueOptions;
  readonly #abort = new AbortController();
  #waiting: { readonly allowed: ReadonlySet<string>; readonly resolve: (command: SdkCommand) => void } | null = null;

  constructor(options: DialogueOptions) {
    this.options = options;
  }

  get level(): number {
    return this.options.level();
  }

  send(message: SdkMessage): void {
    this.options.send(message);
  }

  /** A command of the running workflow. @returns false: it is not the time for it (BAD_STATE) */
  offer(command: SdkCommand): boolean {
    if (command.cmd === 'CANCEL') {
      this.end('cancelled');
      return true;
    }
    const waiting = this.#waiting;
    if (!waiting?.allowed.has(command.cmd)) return false;
    this.#waiting = null;
    waiting.resolve(command);
    return true;
  }

  end(reason: 'cancelled' | 'client-lost'): void {
    this.#abort.abort(new Refusal(reason));
  }

  /** The next of these commands. @throws Unwound */
  expect<N extends SdkCommandName>(...names: readonly N[]): Promise<CommandOf<N>> {
    return this.#orEnd(
      new Promise((resolve) => {
        this.#waiting = { allowed: new Set(names), resolve: (command) => resolve(command as CommandOf<N>) };
      }),
    );
  }

  /** Until a usable card lies on a reader. @throws Unwound */
  card(): Promise<{ readonly reader: CardReader; readonly chip: EidChip }> {
    const { counter } = this.options;
    let off = () => {};
    const found = new Promise<{ readonly reader: CardReader; readonly chip: EidChip }>((resolve) => {
      const look = () => {
        const usable = counter.usable;
        if (usable) resolve(usable);
      };
      off = counter.onChange(look);
      look();
    });
    return this.#orEnd(found).finally(off);
  }

  /** @throws Unwound */
  keypad(): Promise<string> {
    return this.options.keypad(this.#abort.signal);
  }

  /** @throws Unwound */
  async step(): Promise<void> {
    this.check();
    if (this.options.stepMs > 0) await delay(this.options.clock, this.options.stepMs, this.#abort.signal);
  }

  /** @throws Unwound */
  check(): void {
    this.#abort.signal.throwIfAborted();
  }

  describe(reader: CardReader): ReturnType<typeof describeReader> {
    return describeReader(reader, this.level, this.options.api >= 2);
  }

  #orEnd<T>(waited: Promise<T>): Promise<T> {
    const { signal } = this.#abort;
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const onAbort = () => reject(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
      waited.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    });
  }
}
