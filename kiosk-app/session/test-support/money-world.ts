import { type Actor, createActor } from 'xstate';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { silentLog } from '../../../foundation/log.ts';
import type { Intent } from '../contract/intents.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import { billInCode } from '../forms/bill-code.ts';
import { dispatch, possibilities, report } from '../machine/dispatch.ts';
import type { StepEvent } from '../machine/events.ts';
import { sessionMachine } from '../machine/session-machine.ts';
import { type SessionState, stateOf } from '../machine/state.ts';
import { Pictures } from '../pictures.ts';
import type { Ports } from '../ports.ts';
import { snapshotOf } from '../snapshot/snapshot.ts';
import { createTexts } from '../texts.ts';
import { DESTINATION, testKey } from './fake-terminal.ts';
import { sampleStart } from './sample-start.ts';

/** What the terminal is asked and answers only when told to: each is a fork in the road. */
const OPEN_QUESTIONS = ['submission.hold', 'submission.release', 'payment.pay', 'receipt.print'] as const;
export type Question = (typeof OPEN_QUESTIONS)[number];
const isOpen = (method: string): method is Question => OPEN_QUESTIONS.some((question) => question === method);

/** Goes from timer to timer. */
class StepClock implements Clock {
  #at = 0;
  #order = 0;
  readonly #timers = new Map<number, { readonly due: number; readonly fn: () => void }>();

  now = (): number => Date.UTC(2026, 0, 5, 9) + this.#at;
  monotonic = (): number => this.#at;
  setTimeout = (fn: () => void, ms: number): Timer => {
    this.#timers.set(++this.#order, { due: this.#at + ms, fn });
    return this.#order;
  };
  clearTimeout = (timer: Timer): void => void this.#timers.delete(timer as number);

  /** Lets the next timer fire. @returns false if none is running */
  step(): boolean {
    const [next] = [...this.#timers].sort(([a, x], [b, y]) => x.due - y.due || a - b);
    if (!next) return false;
    const [id, { due, fn }] = next;
    this.#timers.delete(id);
    this.#at = due;
    fn();
    return true;
  }
}

/** More turns than the longest chain of promises between two events has links. */
const TURNS = 40;
async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await null;
}

/**
 * The session machine at the review of a service that has nothing but a fee, with every answer of the terminal held
 * back. No sockets and no scheduler: thousands of these are made.
 */
export class MoneyWorld {
  readonly clock = new StepClock();
  /** What the terminal was asked, in order, and what it answered to the open questions. */
  readonly told: { readonly name: string; readonly answer?: unknown }[] = [];
  readonly #actor: Actor<typeof sessionMachine>;
  readonly #pending = new Map<Question, ReturnType<typeof Promise.withResolvers<unknown>>>();
  #crash: unknown = null;

  private constructor(order: ServiceDefinition['order']) {
    const { services, ...start } = sample();
    const [like] = services.filter(({ id }) => id === 'meldebescheinigung');
    if (!like) throw new TypeError('sample changed');
    const service: ServiceDefinition = { ...like, order, identification: { kind: 'none' }, form: [] };
    const given = {
      ...start,
      services: [service],
      dataSchemas: { [service.id]: ANY_DATA },
    };
    const ports: Ports = {
      clock: this.clock,
      log: silentLog,
      start: given,
      texts: createTexts(given.texts, silentLog),
      pictures: new Pictures(),
      words: { parts: {} },
      terminal: {
        call: (method: string) => this.#ask(method),
        notify: (name: string) => this.told.push({ name }),
      } as unknown as Ports['terminal'],
      attended: { call: () => Promise.reject(new Refusal('no-device')) } as unknown as Ports['attended'],
      eidService: null,
      wallet: null,
      phone: null,
      portalView: null,
      openPortal: () => {},
      previewDocument: async () => ({ ok: false, error: 'not-shown' }),
      billInCode,
      seal: async ({ packageId }) => ({ packageId }) as Awaited<ReturnType<Ports['seal']>>,
      buildDocument: async () => ({ pdf: new Uint8Array(1), pages: 1 }),
      outstanding: new Set(),
    };
    this.#actor = createActor(sessionMachine, { input: { ports }, clock: this.clock });
    this.#actor.subscribe({ error: (thrown: unknown) => (this.#crash = thrown) });
    this.#actor.start();
  }

  static async atReview(order: ServiceDefinition['order']): Promise<MoneyWorld> {
    const world = new MoneyWorld(order);
    for (const intent of TO_REVIEW) await world.intend(intent);
    return world;
  }

  get state(): SessionState {
    if (this.#crash) throw this.#crash;
    return stateOf(this.#actor);
  }

  get pending(): readonly Question[] {
    return [...this.#pending.keys()];
  }

  get packageId(): string {
    return this.state.context.application.package?.packageId ?? '';
  }

  screen(): Snapshot {
    return snapshotOf(this.state, {
      seq: 1,
      notice: null,
      can: possibilities(this.#actor),
      screenId: (screen) => screen.kind,
    });
  }

  /** @returns false if it is not possible now */
  async intend(intent: Intent): Promise<boolean> {
    const isDone = dispatch(this.#actor, intent);
    await settle();
    return isDone;
  }

  async happen(event: StepEvent): Promise<void> {
    report(this.#actor, event);
    await settle();
  }

  async leave(): Promise<void> {
    this.#actor.send({ type: 'leave', outcome: 'failed' });
    await settle();
  }

  /** Answers the oldest open question of that name; a `Refusal` refuses. */
  async answer(question: Question, answer: unknown): Promise<void> {
    const open = this.#pending.get(question);
    if (!open) throw new TypeError(`${question} was not asked`);
    this.#pending.delete(question);
    this.told.push({ name: `${question}:answered`, answer });
    if (answer instanceof Refusal) open.reject(answer);
    else open.resolve(answer);
    await settle();
  }

  /** Lets time pass until `hasChanged`, at most for `limit` timers. @returns false if no timer runs, or nothing changes */
  async pass(hasChanged: () => boolean, limit: number): Promise<boolean> {
    for (let i = 0; i < limit; i++) {
      if (!this.clock.step()) return false;
      await settle();
      if (hasChanged()) return true;
    }
    return false;
  }

  stop(): void {
    this.#actor.stop();
  }

  #ask(method: string): Promise<unknown> {
    this.told.push({ name: method });
    if (isOpen(method)) {
      const open = Promise.withResolvers<unknown>();
      this.#pending.set(method, open);
      return open.promise;
    }
    if (method === 'portal.prepare')
      return Promise.resolve({
        destinationId: DESTINATION,
        key: testKey(),
        metadataVersion: '2.1.0',
        publicService: null,
      });
    if (method === 'payment.reference') return Promise.resolve({ reference: 'BT-00000001' });
    return Promise.resolve({ called: true });
  }
}

const TO_REVIEW: readonly Intent[] = [
  { name: 'start' },
  { name: 'continue' },
  { name: 'choose-service', service: 'meldebescheinigung' },
  { name: 'begin' },
];

/** One object for all worlds: it is compiled once. */
const ANY_DATA = { $id: 'https://schemas.example/any' };

let cached: Ports['start'] | undefined;
function sample(): Ports['start'] {
  cached ??= sampleStart();
  return cached;
}
