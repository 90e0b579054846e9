import { deflateSync } from 'node:zlib';
import { CompactSign } from 'jose';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import { serve } from '../http/server.ts';
import type { CertifiedKey } from './pki.ts';

export interface StatusListServer {
  /** Where the list is. */
  readonly uri: string;
  /** The next index that is free. */
  next(): number;
  revoke(index: number): void;
  close(): Promise<void>;
}

const ENTRIES = 1024;
const BITS = 1;

/**
 * A status list (Token Status List, section 5.1) on a loopback port.
 * @param port 0 for any free one
 * @throws Refusal `port-in-use`
 */
export async function startStatusListServer(options: {
  readonly port: number;
  readonly signer: CertifiedKey;
  readonly clock: Clock;
  readonly log: Log;
  readonly ttlSeconds?: number;
}): Promise<StatusListServer> {
  const { port, signer, clock, log, ttlSeconds = 60 } = options;
  const list = new Uint8Array((ENTRIES * BITS) / 8);
  let used = 0;
  const server = await serve({
    port,
    log,
    routes: [
      {
        method: 'GET',
        path: '/status/1',
        handle: async ({ response }) => {
          response.setHeader('content-type', 'application/statuslist+jwt');
          response.end(await statusToken({ uri, list, signer, now: clock.now(), ttlSeconds }));
        },
      },
    ],
  });
  const uri = `http://127.0.0.1:${server.port}/status/1`;
  return {
    uri,
    next: () => used++ % ENTRIES,
    revoke: (index) => {
      list[Math.floor(index / 8)] = (list[Math.floor(index / 8)] ?? 0) | (1 << (index % 8));
    },
    close: () => server.close(),
  };
}

/** A status list token; `claims` replaces what a broken issuer gets wrong. */
export function statusToken(options: {
  readonly uri: string;
  readonly list: Uint8Array;
  readonly signer: CertifiedKey;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly ttlSeconds?: number;
  readonly bits?: number;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly typ?: string;
}): Promise<string> {
  const { uri, list, signer, now, ttlSeconds, bits = BITS, claims = {}, typ = 'statuslist+jwt' } = options;
  const seconds = Math.floor(now / 1000);
  const payload = {
    sub: uri,
    iat: seconds,
    exp: seconds + 86_400,
    ...(ttlSeconds === undefined ? {} : { ttl: ttlSeconds }),
    status_list: { bits, lst: deflateSync(list).toString('base64url') },
    ...claims,
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ, x5c: [...signer.x5c] })
    .sign(signer.key);
}
