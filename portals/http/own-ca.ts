import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { Readable } from 'node:stream';
import type { Fetch } from './request.ts';

/** Statuses whose answer has no body (Fetch standard, "null body status"). */
const WITHOUT_BODY = [204, 205, 304];

/**
 * `fetch` that trusts one certification authority only: Node's own cannot be told which. https only, text bodies, no
 * redirects followed.
 * @param caPem certificates of that authority
 */
export function fetchTrusting(caPem: string): Fetch {
  return (input, init = {}) =>
    new Promise((resolve, reject) => {
      const outgoing = request(new URL(input.toString()), {
        method: init.method ?? 'GET',
        headers: Object.fromEntries(new Headers(init.headers)),
        ca: caPem,
        minVersion: 'TLSv1.2',
        ...(init.signal ? { signal: init.signal } : {}),
      });
      outgoing.once('error', reject);
      outgoing.once('response', (incoming) => resolve(responseOf(incoming)));
      outgoing.end(typeof init.body === 'string' ? init.body : undefined);
    });
}

function responseOf(incoming: IncomingMessage): Response {
  const status = incoming.statusCode ?? 500;
  const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  if (!WITHOUT_BODY.includes(status))
    return new Response(Readable.toWeb(incoming) as ReadableStream<Uint8Array>, { status, headers });
  incoming.resume();
  return new Response(null, { status, headers });
}
