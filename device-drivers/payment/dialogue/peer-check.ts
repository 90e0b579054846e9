import { type Apdu, frameOf, type ZvtFrame } from '../codec/index.ts';
import type { ApduLink } from '../transport/link.ts';

/** Reason in health and health check: what answers at the address is no payment terminal. */
export const NOT_ZVT = 'not-zvt';

/** What a payment terminal says, answers included (PA00P015 13.08, chapter 3 "Commands PT → ECR"). */
const SAID_BY_TERMINALS: ReadonlySet<ZvtFrame['kind']> = new Set([
  'acknowledge',
  'answer',
  'intermediate-status',
  'status-information',
  'print-line',
  'print-text-block',
  'completion',
  'abort',
]);
/** Class of a terminal's own requests, most of which we do not know. */
const OWN_REQUESTS = 0x04;

/** Judges from what was heard on one connection whether a payment terminal is at its other end. */
export class Peer {
  #isTerminal = false;
  #isOdd = false;

  /** @returns false for what only a cash register says: an echo, or another cash register */
  hear(apdu: Apdu): boolean {
    const read = frameOf(apdu, { tolerant: true });
    const kind = read.ok ? read.value.kind : 'other';
    if (SAID_BY_TERMINALS.has(kind)) this.#isTerminal = true;
    else if (apdu.cls !== OWN_REQUESTS) this.#isOdd = true;
    return kind === 'other' || SAID_BY_TERMINALS.has(kind);
  }

  /** True if bytes arrived and none of them were a terminal's. Without any bytes there is no judgement. */
  speaksSomethingElse(link: ApduLink): boolean {
    return !this.#isTerminal && (this.#isOdd || link.strangeBytes() > 0);
  }
}
