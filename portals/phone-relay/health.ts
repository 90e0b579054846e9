import type { Clock } from '../../foundation/clock.ts';
import { endpoint } from '../http/endpoint.ts';
import { fetchTrusting } from '../http/own-ca.ts';
import { createHttp } from '../http/request.ts';
import { delays } from './delays.ts';

/** Bytes of the relay's answer: one word. */
const ANSWER = 1_024;

/**
 * Whether the relay answers.
 * @throws Bug for an address that is neither https nor loopback
 */
export function phoneRelayHealth(options: {
  readonly url: string;
  readonly caPem: string | null;
  readonly clock: Clock;
}): { isUp(): Promise<boolean> } {
  const { caPem, clock } = options;
  const url = `${endpoint(options.url)}/health`;
  const http = createHttp(clock, caPem === null ? undefined : fetchTrusting(caPem));
  return {
    isUp: async () => (await http.request({ method: 'GET', url, timeoutMs: delays.open, maxBytes: ANSWER })).ok,
  };
}
