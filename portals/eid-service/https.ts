import { request } from 'node:https';
import type { Clock } from '../../foundation/clock.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { delays } from './delays.ts';
import { LIMITS } from './limits.ts';

export type HttpsFailure =
  | 'unreachable' // no connection, or it broke
  | 'untrusted' // its certificate is not of the configured CA or not for this host
  | 'timeout'
  | 'too-large';

export interface HttpsAnswer {
  readonly status: number;
  readonly text: string;
}

export interface HttpsRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** JSON to post. */
  readonly body?: string;
  /** The only CA that is trusted; `null` for the system's. */
  readonly caPem: string | null;
  readonly clock: Clock;
}

/** Error codes of Node's TLS client that mean "somebody else answered", beside OpenSSL's own. */
const UNTRUSTED = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_)/;

/** One exchange. Redirects are not followed: the data must come from the service that was asked. */
export function exchange(options: HttpsRequest): Promise<Result<HttpsAnswer, HttpsFailure>> {
  const { method, url, body, caPem, clock } = options;
  return new Promise((resolve) => {
    const give = (result: Result<HttpsAnswer, HttpsFailure>) => {
      clock.clearTimeout(limit);
      outgoing.destroy();
      resolve(result);
    };
    const outgoing = request(url, {
      method,
      agent: false,
      minVersion: 'TLSv1.2',
      ...(caPem === null ? {} : { ca: caPem }),
      headers: {
        accept: 'application/json',
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      },
    });
    const limit = clock.setTimeout(() => give(err('timeout')), delays.answer);
    outgoing.on('error', (thrown: NodeJS.ErrnoException) =>
      give(err(UNTRUSTED.test(thrown.code ?? '') ? 'untrusted' : 'unreachable')),
    );
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > LIMITS.answerBytes) give(err('too-large'));
        else chunks.push(chunk);
      });
      incoming.on('error', () => give(err('unreachable')));
      incoming.on('end', () =>
        give(ok({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') })),
      );
    });
    outgoing.end(body);
  });
}
