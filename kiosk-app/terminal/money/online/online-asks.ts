import { Backoff } from '../../../../foundation/backoff.ts';
import type { Clock, Timer } from '../../../../foundation/clock.ts';
import type { TerminalDelays } from '../../configuration/delays.ts';

interface Asked {
  readonly waits: Backoff;
  timer: Timer;
}

export type OnlineDelays = Pick<
  TerminalDelays,
  | 'onlineAskSeen'
  | 'onlineAskUnseen'
  | 'onlineAskOverdue'
  | 'onlineAskFailedFirst'
  | 'onlineAskFailedAtMost'
  | 'onlineAskJitter'
>;

/** When each open payment is asked about next: often while somebody waits for it, seldom when nobody does. */
export class OnlineAsks {
  readonly #clock: Clock;
  readonly #delays: OnlineDelays;
  readonly #asked = new Map<string, Asked>();

  constructor(clock: Clock, delays: OnlineDelays) {
    this.#clock = clock;
    this.#delays = delays;
  }

  /** @param how `seen`: its code stands on the screen; `overdue`: it can no longer be paid */
  plan(intentId: string, how: 'seen' | 'unseen' | 'overdue', answered: boolean, ask: () => void): void {
    const { onlineAskSeen, onlineAskUnseen, onlineAskOverdue } = this.#delays;
    const asked = this.#asked.get(intentId) ?? { waits: this.#newBackoff(), timer: undefined };
    this.#asked.set(intentId, asked);
    if (answered) asked.waits.reset();
    const pace = { seen: onlineAskSeen, unseen: onlineAskUnseen, overdue: onlineAskOverdue }[how];
    const wait = answered ? pace : Math.max(how === 'seen' ? 0 : pace, asked.waits.next());
    this.#clock.clearTimeout(asked.timer);
    asked.timer = this.#clock.setTimeout(ask, wait);
  }

  forget(intentId: string): void {
    this.#clock.clearTimeout(this.#asked.get(intentId)?.timer);
    this.#asked.delete(intentId);
  }

  stop(): void {
    for (const { timer } of this.#asked.values()) this.#clock.clearTimeout(timer);
    this.#asked.clear();
  }

  #newBackoff(): Backoff {
    const { onlineAskFailedFirst: first, onlineAskFailedAtMost: atMost, onlineAskJitter: jitter } = this.#delays;
    return new Backoff({ first, atMost, jitter });
  }
}
