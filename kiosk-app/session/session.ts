import { type Actor, createActor } from 'xstate';
import { Listeners } from '../../foundation/listeners.ts';
import { code } from '../../foundation/log.ts';
import type { Intent } from './contract/intents.ts';
import type { RefusedReason } from './contract/messages.ts';
import type { ScreenNotice } from './contract/notice.ts';
import type { PictureRef } from './contract/picture.ts';
import type { Screen, Snapshot } from './contract/snapshot.ts';
import { dispatch, possibilities, report, SCREENLESS } from './machine/dispatch.ts';
import type { StepEvent } from './machine/events.ts';
import { isPastPayment } from './machine/rules.ts';
import type { SessionOutcome } from './machine/session-context.ts';
import { sessionMachine } from './machine/session-machine.ts';
import { stateOf } from './machine/state.ts';
import type { Picture } from './pictures.ts';
import type { Ports } from './ports.ts';
import { snapshotOf, visitKey } from './snapshot/snapshot.ts';

/** One citizen's session: the machine, seen from outside as snapshots out and intents in. */
export class Session {
  readonly #ports: Ports;
  readonly #actor: Actor<typeof sessionMachine>;
  readonly #listeners = new Listeners<[snapshot: Snapshot]>();
  readonly #ended = Promise.withResolvers<SessionOutcome>();
  #snapshot: Snapshot;
  #fingerprint = '';
  #notice: ScreenNotice | null = null;
  #visit = { key: '', count: 0 };
  #isPublishing = false;
  #endAsked = false;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#actor = createActor(sessionMachine, {
      input: { ports },
      clock: ports.clock,
      // Steps change without the session machine changing: every snapshot of any of them may change the screen.
      inspect: (event) => {
        if (event.type === '@xstate.snapshot') this.#changed();
      },
    });
    this.#actor.subscribe({ error: (thrown: unknown) => this.#failed(thrown) });
    this.#actor.start();
    this.#snapshot = this.#draw(1);
    this.#fingerprint = fingerprintOf(this.#snapshot);
    this.#tellStep();
  }

  /** Resolves when the citizen is done, or gone; whoever waits for it wipes. */
  get ended(): Promise<SessionOutcome> {
    return this.#ended.promise;
  }

  snapshot(): Snapshot {
    return this.#snapshot;
  }

  picture(id: PictureRef): Picture | undefined {
    return this.#ports.pictures.get(id);
  }

  onSnapshot(listener: (snapshot: Snapshot) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** @returns null if done, else why not */
  intend(intent: Intent, screenId: string): RefusedReason | null {
    if (screenId !== this.#snapshot.screenId && !SCREENLESS.includes(intent.name)) {
      return this.#refused('wrong-screen', intent);
    }
    const hadNotice = this.#notice !== null;
    this.#notice = null;
    if (!dispatch(this.#actor, intent)) return this.#refused('not-possible-now', intent);
    if (hadNotice) this.#changed();
    if (!SCREENLESS.includes(intent.name)) this.#actor.getSnapshot().children.presence?.send({ type: 'acted' });
    return null;
  }

  /** A touch or key anywhere. */
  activity(): void {
    this.#actor.getSnapshot().children.presence?.send({ type: 'activity' });
  }

  /** A key of the assistive keypad; what it does is the page's business. */
  key(): void {
    this.activity();
    this.report({ type: 'key' });
  }

  /** The page has drawn its cover. */
  covered(): void {
    this.#actor.getSnapshot().children.presence?.send({ type: 'page.covered' });
  }

  /** Something that a device, a portal or the terminal reports. */
  report(event: StepEvent): void {
    // Reports that come after the end belong to what the end has cancelled.
    if (this.#actor.getSnapshot().status === 'active') report(this.#actor, event);
  }

  /** @param force does not wait for a running payment */
  end(outcome: SessionOutcome, force: boolean): void {
    this.#endAsked = true;
    if (force || !isPastPayment(stateOf(this.#actor).context)) {
      this.#actor.send({ type: 'leave', outcome, isForced: true });
    }
  }

  /** Stops every timer and machine. */
  stop(): void {
    this.#listeners.clear();
    this.#actor.stop();
  }

  #refused(reason: RefusedReason, intent: Intent): RefusedReason {
    const { log } = this.#ports;
    log.event('info', 'session.intent.refused', { intent: code(intent.name), reason: code(reason) });
    if (reason === 'not-possible-now') {
      this.#notice = { reason, field: null };
      this.#changed();
    }
    return reason;
  }

  #changed(): void {
    if (this.#isPublishing) return;
    this.#isPublishing = true;
    queueMicrotask(() => {
      this.#isPublishing = false;
      this.#publish();
    });
  }

  #publish(): void {
    if (this.#actor.getSnapshot().status !== 'active') return;
    const next = this.#draw(this.#snapshot.seq + 1);
    const fingerprint = fingerprintOf(next);
    if (fingerprint === this.#fingerprint) return;
    const isNewScreen = next.screen.kind !== this.#snapshot.screen.kind;
    this.#snapshot = next;
    this.#fingerprint = fingerprint;
    if (isNewScreen) this.#tellStep();
    this.#listeners.tell(next);
    const state = stateOf(this.#actor);
    if (state.value.flow === 'wiping') this.#ended.resolve(state.context.outcome);
    // The end was asked for while money was moving; now it is possible.
    else if (this.#endAsked && !isPastPayment(state.context))
      this.#actor.send({ type: 'leave', outcome: 'failed', isForced: true });
  }

  #draw(seq: number): Snapshot {
    return snapshotOf(stateOf(this.#actor), {
      seq,
      notice: this.#notice,
      can: possibilities(this.#actor),
      screenId: (screen) => this.#screenId(screen),
    });
  }

  #screenId(screen: Screen): string {
    const key = visitKey(screen, stateOf(this.#actor).context);
    if (key !== this.#visit.key) this.#visit = { key, count: this.#visit.count + 1 };
    return `${screen.kind}-${this.#visit.count}`;
  }

  /** Names of steps only: for health, statistics and the hub. */
  #tellStep(): void {
    const serviceId = this.#snapshot.journey?.serviceId ?? null;
    this.#ports.terminal.notify('step', { step: this.#snapshot.screen.kind, serviceId });
  }

  #failed(thrown: unknown): void {
    const kind = thrown instanceof Error ? thrown.name : typeof thrown;
    this.#ports.log.event('error', 'session.machine.failed', { kind: code(kind) });
    this.#ended.resolve('failed');
  }
}

const fingerprintOf = ({ seq: _, ...rest }: Snapshot): string => JSON.stringify(rest);
