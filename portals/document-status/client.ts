import type { Clock } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import { endpoint } from '../http/endpoint.ts';
import { createHttp, type Fetch, failureCode, type PortalFailure, readJson } from '../http/request.ts';
import { type DocumentLookup, DocumentStatus, documentReference } from './contract.ts';
import { delays } from './delays.ts';
import { LIMITS } from './limits.ts';

const NOT_THERE: readonly PortalFailure['reason'][] = ['unreachable', 'timeout', 'server-error'];

export interface DocumentStatusClient {
  /**
   * `unknown` also for what cannot be a number: nothing is asked then. `unavailable` for every fault of the line or the
   * portal; the reason is in the log, the number never.
   */
  lookup(reference: string): Promise<DocumentLookup>;
  /** Whether it answers now. Asks for no document. */
  isUp(): Promise<boolean>;
}

/** @throws Bug for an address that is neither https nor loopback */
export function createDocumentStatusClient(options: {
  readonly url: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch?: Fetch;
}): DocumentStatusClient {
  const base = endpoint(options.url);
  const http = createHttp(options.clock, options.fetch);
  const limits = { timeoutMs: delays.lookup, maxBytes: LIMITS.answerBytes };
  const unavailable = (reason: string): DocumentLookup => {
    options.log.event('warn', 'document-status.unavailable', { reason: code(reason) });
    return { kind: 'unavailable' };
  };

  return {
    async isUp() {
      const answer = await http.request({ method: 'GET', url: `${base}/`, ...limits });
      return answer.ok || !NOT_THERE.includes(answer.error.reason);
    },
    async lookup(typed) {
      const reference = documentReference(typed);
      if (reference === null) return { kind: 'unknown' };
      const answer = await http.request({
        method: 'POST',
        url: `${base}/document-status`,
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify({ reference }),
        ...limits,
      });
      if (!answer.ok) {
        const { error } = answer;
        if (error.reason === 'refused' && error.status === 404) return { kind: 'unknown' };
        return error.reason === 'rate-limited' ? { kind: 'busy' } : unavailable(failureCode(error));
      }
      const status = readJson(answer.value, DocumentStatus);
      if (!status.ok) return unavailable('bad-answer');
      // What is said of another document must never be told as that of this one.
      if (status.value.reference !== reference) return unavailable('other-reference');
      return { kind: 'found', status: status.value };
    },
  };
}
