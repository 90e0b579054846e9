import type { Clock } from '../../../foundation/clock.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { createHttp, type Fetch } from '../../http/request.ts';
import { delays } from '../delays.ts';
import { LIMITS } from '../limits.ts';

/** Fetches the status list token at an address: a compact JWS. Nothing about it is checked yet. */
export type StatusListFetcher = (uri: string) => Promise<Result<string, 'unreachable'>>;

/** By https, with the system's certificates (Token Status List, section 8.1). */
export function createStatusListFetcher(clock: Clock, fetch?: Fetch): StatusListFetcher {
  const http = createHttp(clock, fetch);
  return async (url) => {
    const answer = await http.request({
      method: 'GET',
      url,
      headers: { accept: 'application/statuslist+jwt' },
      timeoutMs: delays.statusList,
      maxBytes: LIMITS.statusTokenBytes,
    });
    return answer.ok ? ok(answer.value.text.trim()) : err('unreachable');
  };
}
