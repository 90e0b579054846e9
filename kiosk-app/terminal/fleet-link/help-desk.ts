import { randomUUID } from 'node:crypto';
import { type HelpRequest, type HelpStage, MAX_WAITED_MS } from '../../../fleet-link/contract.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import type { HelpState } from '../../channel/terminal/visit.ts';

interface Call {
  readonly id: string;
  readonly sessionId: string;
  readonly since: number;
  state: HelpState;
}

/**
 * The one call for help that stands: made by a session, told to the hub by the fleet link, and told back as far as it
 * was confirmed. It stands until the person or the end of the session withdraws it, whatever becomes of the link.
 */
export class HelpDesk {
  readonly #clock: Clock;
  readonly #stateChanged = new Listeners<[sessionId: string, state: HelpState]>();
  readonly #requestChanged = new Listeners();
  #call: Call | null = null;
  #isLinked = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  call(sessionId: string): HelpState {
    const state = this.#isLinked ? 'asking' : 'unreachable';
    this.#call = { id: randomUUID(), sessionId, since: this.#clock.monotonic(), state };
    this.#requestChanged.tell();
    return state;
  }

  end(sessionId: string): void {
    if (this.#call?.sessionId !== sessionId) return;
    this.#call = null;
    this.#requestChanged.tell();
  }

  /** The call as it is sent to the hub; `null` if nobody asks for help. */
  request(): HelpRequest | null {
    if (!this.#call) return null;
    const waitedMs = Math.min(Math.max(0, Math.round(this.#clock.monotonic() - this.#call.since)), MAX_WAITED_MS);
    return { id: this.#call.id, waitedMs };
  }

  /** Called when the link to the hub opens or closes. A confirmed call stays confirmed without a link. */
  linked(isLinked: boolean): void {
    this.#isLinked = isLinked;
    if (!isLinked) this.notConfirmed();
  }

  /** The hub has not answered. */
  notConfirmed(): void {
    if (this.#call?.state === 'asking') this.#move(this.#call, 'unreachable');
  }

  /** Takes the hub's answer to the call with that id; an answer to an older call is ignored. */
  confirmed(id: string, stage: HelpStage): void {
    if (this.#call?.id === id && this.#call.state !== 'taken') {
      this.#move(this.#call, stage === 'taken' ? 'taken' : 'told');
    }
  }

  /** Called when a call was made or withdrawn, so that the hub has to be told. */
  onChange(listener: () => void): () => void {
    return this.#requestChanged.add(listener);
  }

  /** What became of a session's call. */
  onState(listener: (sessionId: string, state: HelpState) => void): () => void {
    return this.#stateChanged.add(listener);
  }

  #move(call: Call, state: HelpState): void {
    if (call.state === state) return;
    call.state = state;
    this.#stateChanged.tell(call.sessionId, state);
  }
}
