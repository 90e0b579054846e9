import { inflateSync } from 'node:zlib';
import { compactVerify, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../../foundation/clock.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { chainOf } from '../../../foundation/x509/certificate-path.ts';
import { SIGNATURES } from '../algorithms.ts';
import { delays } from '../delays.ts';
import { parseForeignJson } from '../foreign-json.ts';
import { LIMITS } from '../limits.ts';
import type { StatusListFetcher } from './fetch-status-list.ts';
import type { TrustList } from './trust-list.ts';

/** Where a credential's status stands (Token Status List, section 6.2). */
export const StatusReference = z.looseObject({
  status_list: z.looseObject({ idx: z.int().nonnegative(), uri: z.url() }),
});
export type StatusReference = z.infer<typeof StatusReference>;

export interface StatusChecker {
  /** `null` = good. Whatever keeps us from knowing is `status-unknown`: it is never taken for good. */
  check(reference: StatusReference): Promise<'revoked' | 'status-unknown' | null>;
}

/** Token Status List, section 5.1. */
const Claims = z.looseObject({
  sub: z.string(),
  iat: z.number(),
  exp: z.number().optional(),
  ttl: z.number().positive().optional(),
  status_list: z.looseObject({
    bits: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(8)]),
    lst: z.string().regex(/^[\w-]*$/),
  }),
});

interface KnownList {
  readonly bits: number;
  readonly list: Uint8Array;
  /** Epoch milliseconds. */
  readonly freshUntil: number;
}

export function createStatusChecker(options: {
  readonly fetch: StatusListFetcher;
  readonly trust: TrustList;
  readonly clock: Clock;
}): StatusChecker {
  const { fetch, trust, clock } = options;
  const known = new Map<string, KnownList>();

  async function listAt(uri: string): Promise<Result<KnownList, 'status-unknown'>> {
    const kept = known.get(uri);
    if (kept !== undefined && clock.now() < kept.freshUntil) return ok(kept);
    const fetched = await fetch(uri);
    if (!fetched.ok) return err('status-unknown');
    const read = await readStatusToken(fetched.value, uri, trust, clock.now());
    if (!read.ok) return read;
    const [oldest] = known.keys();
    if (known.size >= LIMITS.statusLists && oldest !== undefined) known.delete(oldest);
    known.set(uri, read.value);
    return read;
  }

  return {
    async check({ status_list: { idx, uri } }) {
      if (!mayBeAsked(uri)) return 'status-unknown';
      const list = await listAt(uri);
      if (!list.ok) return list.error;
      const status = statusAt(list.value, idx);
      if (status === null) return 'status-unknown';
      // Section 7.1: 0 is valid; invalid, suspended and what only an application knows are all not valid.
      return status === 0 ? null : 'revoked';
    },
  };
}

/** Over https, or on this machine, where nobody reads along. */
function mayBeAsked(uri: string): boolean {
  const url = URL.parse(uri);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === '127.0.0.1');
}

/** Least significant bits first (section 4.1). `null` outside of the list. */
function statusAt({ bits, list }: KnownList, index: number): number | null {
  const perByte = 8 / bits;
  const byte = list[Math.floor(index / perByte)];
  return byte === undefined ? null : (byte >> ((index % perByte) * bits)) & (2 ** bits - 1);
}

async function readStatusToken(
  token: string,
  uri: string,
  trust: TrustList,
  now: number,
): Promise<Result<KnownList, 'status-unknown'>> {
  try {
    const { typ, x5c } = decodeProtectedHeader(token);
    const chain = chainOf(x5c ?? []);
    const [leaf] = chain ?? [];
    if (typ !== 'statuslist+jwt' || chain === null || leaf === undefined) return err('status-unknown');
    if (!trust.trusts(chain, 'status-list', now)) return err('status-unknown');
    const { payload } = await compactVerify(token, leaf.publicKey, { algorithms: [...SIGNATURES] });
    const claims = Claims.parse(parseForeignJson(new TextDecoder().decode(payload)));
    const expires = claims.exp === undefined ? Number.POSITIVE_INFINITY : claims.exp * 1000;
    // A list of another address, of the future or of the past says nothing about this credential now.
    if (claims.sub !== uri || claims.iat * 1000 > now + delays.clockSkew || expires <= now)
      return err('status-unknown');
    const { bits, lst } = claims.status_list;
    const list = inflateSync(Buffer.from(lst, 'base64url'), { maxOutputLength: LIMITS.statusListBytes });
    const ttl = claims.ttl === undefined ? delays.statusListFresh : Math.min(claims.ttl * 1000, delays.statusListMost);
    return ok({ bits, list, freshUntil: Math.min(now + ttl, expires) });
  } catch {
    return err('status-unknown');
  }
}
