import type { Clock, Timer } from '../../../foundation/clock.ts';
import { never, Refusal } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { SdkMessage } from '../codec/messages.ts';
import type { EidEvent, EidFailure, EidWorkflow } from '../contract.ts';
import { DELAYS } from '../delays.ts';
import type { SdkSocket } from '../link/socket.ts';
import { type BeginOptions, begin } from './begin.ts';
import type { Effect, Input, State, WorkflowStep } from './machine.ts';
import { step } from './step.ts';

export interface RunnerOptions {
  readonly onEvent: (event: EidEvent) => void;
  /** Called once, after the last event. */
  readonly onEnd: (event: EidEvent) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** Carries out what the workflow's machine decides: sends, tells, keeps its one timer. */
export class Runner {
  readonly workflow: EidWorkflow;
  readonly #options: RunnerOptions;
  #state: State | null = null;
  #socket: SdkSocket | null = null;
  #timer: Timer | undefined;
  #hasEnded = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.workflow = {
      accept: (optional) => this.#answer({ from: 'person', answer: 'accept', optional }),
      secret: (secret, value) => this.#answer({ from: 'person', answer: 'secret', secret, value }),
      continue: () => this.#answer({ from: 'person', answer: 'continue' }),
      cancel: () =>
        this.#state ? this.#answer({ from: 'person', answer: 'cancel' }) : this.fail('cancelled', 'before-start'),
    };
  }

  get isWaitingForClient(): boolean {
    return this.#state === null && !this.#hasEnded;
  }

  /** A card or the readers matter to it only in these phases. */
  get isWaitingForCard(): boolean {
    return this.#state?.phase === 'insert-card';
  }

  /** On which its card lies; `null` while there is none. */
  get reader(): string | null {
    return this.#state?.reader ?? null;
  }

  start(socket: SdkSocket, options: BeginOptions): void {
    this.#socket = socket;
    this.#take(begin(options));
  }

  hear(message: SdkMessage): void {
    this.#input({ from: 'app', message });
  }

  readersGone(): void {
    this.#input({ from: 'driver', event: 'readers-gone' });
  }

  clientGone(): void {
    this.#input({ from: 'driver', event: 'client-gone' });
  }

  /** Ends a workflow that the app never began. */
  fail(reason: EidFailure, detail: string): void {
    this.#perform({ do: 'tell', event: { kind: 'failed', reason, detail } });
  }

  #answer(input: Input): void {
    if (!this.#state) throw new Refusal('out-of-order', 'not started');
    this.#input(input);
  }

  #input(input: Input): void {
    if (this.#state && !this.#hasEnded) this.#take(step(this.#state, input));
    else if (input.from === 'person' && input.answer !== 'cancel')
      throw new Refusal('out-of-order', 'workflow has ended');
  }

  #take({ state, effects }: WorkflowStep): void {
    const before = this.#state?.phase;
    this.#state = state;
    if (before !== state.phase) this.#options.log.event('debug', 'eid.workflow', { phase: code(state.phase) });
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: Effect): void {
    const { clock } = this.#options;
    switch (effect.do) {
      case 'send':
        this.#socket?.send(effect.command);
        break;
      case 'tell':
        this.#tell(effect.event);
        break;
      case 'timer': {
        clock.clearTimeout(this.#timer);
        const { delay } = effect;
        this.#timer = delay === null ? undefined : clock.setTimeout(() => this.#onTimer(), DELAYS[delay]);
        break;
      }
      case 'drop-client':
        this.#socket?.close();
        break;
      default:
        never(effect);
    }
  }

  #onTimer(): void {
    this.#input({ from: 'driver', event: 'timer' });
  }

  #tell(event: EidEvent): void {
    if (this.#hasEnded) return;
    const isEnd = event.kind === 'authenticated' || event.kind === 'pin-changed' || event.kind === 'failed';
    if (isEnd) {
      this.#hasEnded = true;
      this.#options.clock.clearTimeout(this.#timer);
    }
    this.#options.onEvent(event);
    if (isEnd) this.#options.onEnd(event);
  }
}
