import type { ShownSession } from '../fleet-link/shown-session.ts';
import type { Pair } from './session-processes.ts';

type SessionPeer = Pair['session'];

/** The session that people see, as far as it can be told something. One that waits its turn is told nothing. */
export class ToldSession {
  readonly #shown: ShownSession;
  #pair: Pair | null = null;

  constructor(shown: ShownSession) {
    this.#shown = shown;
  }

  get host(): Pair['host'] | null {
    return this.#pair?.host ?? null;
  }

  begin(pair: Pair): void {
    this.#pair = pair;
    this.#shown.begin(pair.sessionId);
  }

  end(): void {
    this.#pair = null;
    this.#shown.end();
  }

  /** @param only tells nothing unless this session is the shown one */
  tell(say: (session: SessionPeer) => void, only?: string): void {
    if (this.#pair && (only === undefined || this.#pair.sessionId === only)) say(this.#pair.session);
  }
}
