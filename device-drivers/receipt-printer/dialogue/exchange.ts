import type { Clock, Timer } from '../../../foundation/clock.ts';
import { Turns } from '../../../foundation/turns.ts';
import { type StatusFrame, StatusParser, withoutFlowControl } from '../codec/parser.ts';
import type { UnansweredQuestion } from '../contract.ts';

interface Question {
  /** The answer if this frame is it. */
  readonly accept: (frame: StatusFrame) => unknown;
  readonly settle: (answer: unknown) => void;
  readonly timer: Timer;
}

/**
 * Questions and answers over one open link. The printer's answers carry no number, so questions whose answers look
 * alike must not be open at the same time: `ask` is therefore one at a time, in order.
 */
export class Exchange {
  readonly #clock: Clock;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #onFrame: (frame: StatusFrame) => void;
  readonly #parser = new StatusParser();
  #open: Question | undefined;
  readonly #turns = new Turns();
  #isLost = false;

  /** @param onFrame hears every frame, answers included */
  constructor(clock: Clock, write: (bytes: Uint8Array) => void, onFrame: (frame: StatusFrame) => void) {
    this.#clock = clock;
    this.#write = write;
    this.#onFrame = onFrame;
  }

  receive(bytes: Uint8Array): void {
    for (const frame of this.#parser.push(withoutFlowControl(bytes))) {
      const question = this.#open;
      const answer = question?.accept(frame);
      this.#onFrame(frame);
      if (question && answer !== undefined) this.#settle(question, answer);
    }
  }

  /** @param within milliseconds until `no-answer` */
  ask<T>(
    bytes: Uint8Array,
    accept: (frame: StatusFrame) => T | undefined,
    within: number,
  ): Promise<T | UnansweredQuestion> {
    return this.#turns.take(() => this.#askNow(bytes, accept, within));
  }

  tell(bytes: Uint8Array): void {
    if (!this.#isLost) this.#write(bytes);
  }

  /** The link is gone: whoever waits is told so, whoever asks later too. */
  lost(): void {
    this.#isLost = true;
    if (this.#open) this.#settle(this.#open, 'link-lost');
  }

  #askNow<T>(
    bytes: Uint8Array,
    accept: (frame: StatusFrame) => T | undefined,
    within: number,
  ): Promise<T | UnansweredQuestion> {
    if (this.#isLost) return Promise.resolve('link-lost');
    return new Promise((resolve) => {
      const question: Question = {
        accept,
        settle: (answer) => resolve(answer as T | UnansweredQuestion),
        timer: this.#clock.setTimeout(() => this.#settle(question, 'no-answer'), within),
      };
      this.#open = question;
      this.#write(bytes);
    });
  }

  #settle(question: Question, answer: unknown): void {
    if (this.#open !== question) return;
    this.#open = undefined;
    this.#clock.clearTimeout(question.timer);
    question.settle(answer);
  }
}
