import { bare, isSameReference, parseReference } from '../../foundation/bill/reference.ts';
import type { Clock } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import { endpoint } from '../http/endpoint.ts';
import { createHttp, type Fetch, failureCode, type PortalFailure, readJson } from '../http/request.ts';
import { Bill, type BillLookup } from './contract.ts';
import { delays } from './delays.ts';
import { LIMITS } from './limits.ts';

const NOT_THERE: readonly PortalFailure['reason'][] = ['unreachable', 'timeout', 'server-error'];

export interface BillRegisterClient {
  /**
   * `unknown` also for what cannot be a reference: nothing is asked then. `unavailable` for every fault of the line or
   * the register; the reason is in the log, the citizen can only try later.
   */
  lookup(reference: string): Promise<BillLookup>;
  /** Whether it answers now. Asks for no bill. */
  isUp(): Promise<boolean>;
}

/** @throws Bug for an address that is neither https nor loopback */
export function createBillRegisterClient(options: {
  readonly url: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch?: Fetch;
}): BillRegisterClient {
  const base = endpoint(options.url);
  const http = createHttp(options.clock, options.fetch);
  const unavailable = (reason: string): BillLookup => {
    options.log.event('warn', 'bill-register.unavailable', { reason: code(reason) });
    return { kind: 'unavailable' };
  };

  async function ask(reference: string): Promise<BillLookup> {
    const answer = await http.request({
      method: 'GET',
      url: `${base}/bills/${encodeURIComponent(reference)}`,
      headers: { accept: 'application/json' },
      timeoutMs: delays.lookup,
      maxBytes: LIMITS.answerBytes,
    });
    if (!answer.ok) {
      const { error } = answer;
      if (error.reason === 'refused' && error.status === 404) return { kind: 'unknown' };
      return unavailable(failureCode(error));
    }
    const bill = readJson(answer.value, Bill);
    if (!bill.ok) return unavailable('bad-answer');
    // A bill for another reference must never be paid in place of the one asked for.
    if (!isSameReference(bill.value.reference, reference)) return unavailable('other-reference');
    return { kind: 'found', bill: bill.value };
  }

  return {
    async isUp() {
      const answer = await http.request({
        method: 'GET',
        url: `${base}/`,
        timeoutMs: delays.lookup,
        maxBytes: LIMITS.answerBytes,
      });
      return answer.ok || !NOT_THERE.includes(answer.error.reason);
    },
    async lookup(typed) {
      const reference = parseReference(typed);
      if (!reference.ok) return { kind: 'unknown' };
      const asWritten = await ask(reference.value);
      const plain = bare(reference.value);
      // Dots and dashes of a letter only group the number; a register may keep it without.
      return asWritten.kind === 'unknown' && plain !== reference.value ? ask(plain) : asWritten;
    },
  };
}
