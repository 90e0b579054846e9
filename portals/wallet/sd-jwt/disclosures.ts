import { createHash } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { ClaimPath } from '../attributes.ts';
import { parseForeignJson } from '../foreign-json.ts';
import { LIMITS } from '../limits.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Disclosed {
  /** What the issuer signed, with what was disclosed in its places. */
  readonly claims: Json;
  /** Where each disclosure stands; the elements of an array stand where the array does. */
  readonly paths: readonly ClaimPath[];
}

const Disclosure = z.union([
  z.tuple([z.string(), z.string(), z.unknown()]),
  z.tuple([z.string(), z.unknown()]), // element of an array
]);

interface Known {
  readonly name: string | null;
  readonly value: unknown;
}

/** Names by which digests are told (RFC 9901, section 4.2.4): no disclosed claim may be called so. */
const RESERVED: ReadonlySet<string> = new Set(['_sd', '...', '_sd_alg']);

/**
 * Puts disclosures into their places, as strictly as RFC 9901, section 7.1 demands: each belongs to one digest that the
 * issuer signed, each digest occurs once, and nothing that stands there already is replaced.
 * @param payload signed by the issuer, signature checked
 * @param encoded disclosures as the wallet sent them
 */
export function disclose(payload: Json, encoded: readonly string[]): Result<Disclosed, 'malformed'> {
  const known = new Map<string, Known>();
  for (const text of encoded) {
    const parsed = Disclosure.safeParse(parseForeignJson(Buffer.from(text, 'base64url').toString('utf8')));
    const digest = createHash('sha256').update(text).digest('base64url');
    if (!parsed.success || known.has(digest)) return err('malformed');
    const [, second, value] = parsed.data;
    known.set(digest, parsed.data.length === 3 ? { name: String(second), value } : { name: null, value: second });
  }
  const paths: ClaimPath[] = [];
  const seen = new Set<string>();
  /** @throws Misplaced */
  const take = (digest: unknown): Known | undefined => {
    if (typeof digest !== 'string' || seen.has(digest)) throw new Misplaced();
    seen.add(digest);
    const found = known.get(digest);
    known.delete(digest);
    return found;
  };
  const open = (value: unknown, path: ClaimPath, depth: number): unknown => {
    if (depth > LIMITS.depth) throw new Misplaced();
    if (Array.isArray(value)) return value.flatMap((item) => openElement(item, path, depth));
    return typeof value === 'object' && value !== null ? openObject(value as Json, path, depth) : value;
  };
  const openElement = (item: unknown, path: ClaimPath, depth: number): unknown[] => {
    const digest = typeof item === 'object' && item !== null && '...' in item ? item['...'] : undefined;
    if (digest === undefined) return [open(item, path, depth + 1)];
    const found = take(digest);
    if (found === undefined) return [];
    if (found.name !== null) throw new Misplaced();
    paths.push(path);
    return [open(found.value, path, depth + 1)];
  };
  const openObject = ({ _sd = [], ...plain }: Json, path: ClaimPath, depth: number): Json => {
    if (!Array.isArray(_sd) || '...' in plain) throw new Misplaced();
    const opened = new Map(
      Object.entries(plain).map(([name, inner]) => [name, open(inner, [...path, name], depth + 1)]),
    );
    for (const digest of _sd) {
      const found = take(digest);
      if (found === undefined) continue;
      if (found.name === null || RESERVED.has(found.name) || opened.has(found.name)) throw new Misplaced();
      paths.push([...path, found.name]);
      opened.set(found.name, open(found.value, [...path, found.name], depth + 1));
    }
    return Object.fromEntries(opened);
  };
  try {
    const { _sd_alg, ...signed } = payload;
    const claims = openObject(signed, [], 0);
    return known.size === 0 ? ok({ claims, paths }) : err('malformed');
  } catch (thrown) {
    if (thrown instanceof Misplaced) return err('malformed');
    throw thrown;
  }
}

/** Ends the walk through the claims; never leaves this file. */
class Misplaced extends Error {}
