import type { Clock } from '../../foundation/clock.ts';
import type { CardKind } from './cards.ts';
import { SIMULATOR_LIMITS } from './delays.ts';

/** What may end the terminal's wait for a person. */
export type DeskEvent =
  | { readonly kind: 'card'; readonly card: CardKind }
  | { readonly kind: 'pin'; readonly ok: boolean }
  | { readonly kind: 'stop' } // the red key
  | { readonly kind: 'timeout' }
  | { readonly kind: 'aborted' } // 06 B0
  | { readonly kind: 'gone' }; // connection lost

/** The person in front of the terminal: it shows something and waits; somebody does something. */
export class Desk {
  #display = 'Bereit';
  #waitingFor: 'card' | 'pin' | null = null;
  #settle: ((event: DeskEvent) => void) | null = null;
  readonly #clock: Clock;
  readonly #onChange: () => void;

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  get display(): string {
    return this.#display;
  }

  get waitingFor(): 'card' | 'pin' | null {
    return this.#waitingFor;
  }

  show(text: string): void {
    this.#display = text;
    this.#onChange();
  }

  /** Waits for one of: what is asked for, the stop key, a minute's silence, an interruption. */
  ask(what: 'card' | 'pin'): Promise<DeskEvent> {
    return new Promise((resolve) => {
      const timer = this.#clock.setTimeout(() => this.#settle?.({ kind: 'timeout' }), SIMULATOR_LIMITS.person);
      this.#waitingFor = what;
      this.#settle = (event) => {
        this.#clock.clearTimeout(timer);
        this.#waitingFor = null;
        this.#settle = null;
        resolve(event);
        this.#onChange();
      };
      this.#onChange();
    });
  }

  /** @returns false if nothing waits for that */
  happen(event: DeskEvent): boolean {
    const fits =
      (event.kind === 'card' && this.#waitingFor === 'card') ||
      (event.kind === 'pin' && this.#waitingFor === 'pin') ||
      (event.kind !== 'card' && event.kind !== 'pin' && this.#waitingFor !== null);
    if (fits) this.#settle?.(event);
    return fits;
  }
}
