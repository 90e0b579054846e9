import { Listeners } from '../../../foundation/listeners.ts';

/** Steps at which nobody is being served (names of kiosk-app/session/contract). */
const IDLE: ReadonlySet<string> = new Set(['starting', 'attract', 'closed', 'out-of-service']);

/**
 * Which session people see, at which step it is, and whether it tells of a forgotten card. Only the shown session is
 * heard: the one that waits its turn has nobody before it.
 */
export class ShownSession {
  readonly #changed = new Listeners();
  #id: string | null = null;
  #step = 'starting';
  #serviceId: string | null = null;
  #isCardLeft = false;
  #visits = 0;

  /** `null` between two sessions and before the first. */
  get id(): string | null {
    return this.#id;
  }

  get step(): string {
    return this.#step;
  }

  get serviceId(): string | null {
    return this.#serviceId;
  }

  /** True if a forgotten card lies on the reader. The report of the last session holds until this one sends its own. */
  get isCardLeft(): boolean {
    return this.#isCardLeft;
  }

  /** Grows with every step: the same number twice, and nothing has happened between. */
  get visits(): number {
    return this.#visits;
  }

  is(sessionId: string): boolean {
    return this.#id === sessionId;
  }

  /** True while nobody is being served. */
  isIdle(): boolean {
    return IDLE.has(this.#step);
  }

  begin(sessionId: string): void {
    this.#id = sessionId;
    this.moveTo(sessionId, 'attract', null);
  }

  /** Its step stands until the next session begins. */
  end(): void {
    this.#id = null;
  }

  moveTo(sessionId: string, step: string, serviceId: string | null): void {
    if (!this.is(sessionId)) return;
    this.#visits++;
    this.#step = step;
    this.#serviceId = serviceId;
    this.#changed.tell();
  }

  cardLeft(sessionId: string, left: boolean): void {
    if (!this.is(sessionId) || left === this.#isCardLeft) return;
    this.#isCardLeft = left;
    this.#changed.tell();
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }
}
