import { z } from 'zod';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { type PortalFailure, readJson } from '../../http/request.ts';
import { Destination } from '../contract.ts';
import { delays } from '../delays.ts';
import { limits } from '../limits.ts';
import { metadataVersionFor } from '../sealing/metadata.ts';
import type { AuthorisedApi, Paths } from './authorised-api.ts';

export type DestinationFailure =
  | PortalFailure
  /** The authority takes nothing now: `status` as the portal names it ("inactive", "decommissioned", …). */
  | { readonly reason: 'inactive'; readonly status: string }
  /** The destination demands metadata of a version that we cannot write. */
  | { readonly reason: 'unsupported-metadata' }
  /** The destination names an encryption key that it does not publish. */
  | { readonly reason: 'no-key' };

/** A JWK whose form is still to be judged; `checkEncryptionKey` and the event verifier do. */
export type UncheckedKey = Readonly<Record<string, unknown>> & { readonly kid: string };

const UncheckedKey = z.looseObject({ kid: z.string().min(1).max(200) });
const KeySet = z.looseObject({ keys: z.array(UncheckedKey).max(200) });

export interface Destinations {
  /** The destination, whatever its status. */
  read(id: string): Promise<Result<Destination, PortalFailure>>;
  /** The destination, if it takes submissions that we can write. */
  ready(id: string): Promise<Result<Destination, DestinationFailure>>;
  /** Its present encryption key, unchecked. */
  encryptionKey(id: string): Promise<Result<UncheckedKey, DestinationFailure>>;
  /** Any key of it by its id, unchecked: for signatures. */
  key(id: string, kid: string): Promise<Result<UncheckedKey, DestinationFailure>>;
}

export function createDestinations(api: AuthorisedApi, paths: Paths): Destinations {
  const get = async <T extends z.ZodType>(url: string, schema: T): Promise<Result<z.output<T>, PortalFailure>> => {
    const answer = await api.call({ method: 'GET', url, timeoutMs: delays.query, maxBytes: limits.answerBytes });
    return answer.ok ? readJson(answer.value, schema) : answer;
  };

  const read = (id: string) => get(paths.destination(id), Destination);

  const ready: Destinations['ready'] = async (id) => {
    const destination = await read(id);
    if (!destination.ok) return destination;
    const { status, metadataVersions } = destination.value;
    if (status !== 'active') return err({ reason: 'inactive', status: status.slice(0, 40) });
    if (metadataVersionFor(metadataVersions) === null) return err({ reason: 'unsupported-metadata' });
    return destination;
  };

  const one = async (id: string, kid: string): Promise<Result<UncheckedKey, DestinationFailure>> => {
    const key = await get(paths.key(id, kid), UncheckedKey);
    if (!key.ok) return isMissing(key.error) ? err({ reason: 'no-key' }) : key;
    return key.value.kid === kid ? ok(key.value) : err({ reason: 'bad-answer', detail: 'kid' });
  };

  /** Installations differ in which of the two ways they offer; the list is the documented one for version 2. */
  const key = async (id: string, kid: string): Promise<Result<UncheckedKey, DestinationFailure>> => {
    const list = paths.keyList(id);
    if (list === null) return one(id, kid);
    const keys = await get(list, KeySet);
    if (!keys.ok) return isMissing(keys.error) ? one(id, kid) : keys;
    const found = keys.value.keys.find((k) => k.kid === kid);
    return found ? ok(found) : one(id, kid);
  };

  return {
    read,
    ready,
    key,
    async encryptionKey(id) {
      const destination = await ready(id);
      return destination.ok ? key(id, destination.value.encryptionKid) : destination;
    },
  };
}

const isMissing = (failure: PortalFailure): boolean =>
  failure.reason === 'refused' && (failure.status === 404 || failure.status === 410);
