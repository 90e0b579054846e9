import { createHash } from 'node:crypto';
import type { Clock } from '../foundation/clock.ts';
import { err, ok, type Result } from '../foundation/result.ts';
import type { BoxEvent } from '../portals/phone-relay/contract.ts';
import { BoxEvents } from './box-events.ts';

type Answer = Extract<BoxEvent, { kind: 'answered' | 'refused' }>;

/** One question of one session to a wallet: what a telephone fetches, and what has happened since. In memory only. */
export class WalletBox {
  readonly kind = 'wallet';
  readonly requestObject: string;
  readonly events: BoxEvents;
  /** Of the answer that was taken: it outlives the answer, which is forgotten once the session has it. */
  #answerDigest: string | null = null;

  constructor(requestObject: string, clock: Clock) {
    this.requestObject = requestObject;
    this.events = new BoxEvents(clock);
  }

  /** Characters that it holds. */
  get size(): number {
    return this.requestObject.length + this.events.size;
  }

  /** What a telephone asks for; `answered` once it is of no use any more. */
  fetch(): Result<string, 'answered'> {
    if (this.#answerDigest !== null) return err('answered');
    this.events.tellOnce({ kind: 'fetched' });
    return ok(this.requestObject);
  }

  /** Takes the first answer. The same again is the same telephone, which did not hear that it was taken. */
  answer(answer: Answer): Result<null, 'answered'> {
    const digest = createHash('sha256').update(JSON.stringify(answer)).digest('base64');
    if (this.#answerDigest === null) {
      this.#answerDigest = digest;
      this.events.tellOnce(answer);
      return ok(null);
    }
    if (this.#answerDigest === digest) return ok(null);
    this.events.tellOnce({ kind: 'second-answer' });
    return err('answered');
  }

  close(): void {
    this.events.close();
  }
}
