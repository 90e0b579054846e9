import { z } from 'zod';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { type PortalFailure, readJson } from '../../http/request.ts';
import { Destination, type MetadataVersion } from '../contract.ts';
import { delays } from '../delays.ts';
import { limits } from '../limits.ts';
import { metadataVersionFor } from '../sealing/metadata/versions.ts';
import type { AuthorisedApi, PathsByVersion } from './authorised-api.ts';

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

/** A destination that takes submissions, and its present key, unchecked: give it to `checkEncryptionKey`. */
export interface OpenDestination {
  readonly destination: Destination;
  readonly metadataVersion: MetadataVersion;
  readonly key: UncheckedKey;
}

export interface Destinations {
  /** The destination, whatever its status. */
  read(id: string): Promise<Result<Destination, PortalFailure>>;
  /** The destination, if it takes submissions that we can write. */
  ready(id: string): Promise<Result<Destination, DestinationFailure>>;
  /** As `ready`, with what is needed to seal something for it. */
  open(id: string): Promise<Result<OpenDestination, DestinationFailure>>;
  /** Any key of it by its id, unchecked: for signatures. */
  key(id: string, kid: string): Promise<Result<UncheckedKey, DestinationFailure>>;
}

/** Asks version 2 of the interface first; an installation that has only version 1 does not know its addresses. */
export function createDestinations(api: AuthorisedApi, { v1, v2 }: PathsByVersion): Destinations {
  const get = async <T extends z.ZodType>(url: string, schema: T): Promise<Result<z.output<T>, PortalFailure>> => {
    const answer = await api.call({ method: 'GET', url, timeoutMs: delays.query, maxBytes: limits.answerBytes });
    return answer.ok ? readJson(answer.value, schema) : answer;
  };

  const read: Destinations['read'] = async (id) => {
    const destination = await get(v2.destination(id), Destination);
    return !destination.ok && isMissing(destination.error) ? get(v1.destination(id), Destination) : destination;
  };

  const receiving = async (id: string): Promise<Result<Omit<OpenDestination, 'key'>, DestinationFailure>> => {
    const destination = await read(id);
    if (!destination.ok) return destination;
    const { status, metadataVersions } = destination.value;
    if (status !== 'active') return err({ reason: 'inactive', status: status.slice(0, 40) });
    const metadataVersion = metadataVersionFor(metadataVersions);
    if (metadataVersion === null) return err({ reason: 'unsupported-metadata' });
    return ok({ destination: destination.value, metadataVersion });
  };

  /** Installations differ in which of the ways they offer; the list is the documented one for version 2. */
  const key = async (id: string, kid: string): Promise<Result<UncheckedKey, DestinationFailure>> => {
    const keys = await get(v2.keyList(id), KeySet);
    if (!keys.ok && !isMissing(keys.error)) return keys;
    const listed = keys.ok ? keys.value.keys.find((k) => k.kid === kid) : undefined;
    if (listed) return ok(listed);
    let one = await get(v2.key(id, kid), UncheckedKey);
    if (!one.ok && isMissing(one.error)) one = await get(v1.key(id, kid), UncheckedKey);
    if (!one.ok) return isMissing(one.error) ? err({ reason: 'no-key' }) : one;
    return one.value.kid === kid ? one : err({ reason: 'bad-answer', detail: 'kid' });
  };

  return {
    read,
    key,
    async ready(id) {
      const found = await receiving(id);
      return found.ok ? ok(found.value.destination) : found;
    },
    async open(id) {
      const found = await receiving(id);
      if (!found.ok) return found;
      const published = await key(id, found.value.destination.encryptionKid);
      return published.ok ? ok({ ...found.value, key: published.value }) : published;
    },
  };
}

const isMissing = (failure: PortalFailure): boolean =>
  failure.reason === 'refused' && (failure.status === 404 || failure.status === 410);
