import { err, ok, type Result } from '../../../foundation/result.ts';
import type { OfferedService } from '../contract.ts';

/** What is known of a request before it is announced. */
export interface KindOfRequest {
  /** Of the service itself (LeiKa), or as it is configured; `null` for one that has neither. */
  readonly identifier: string | null;
  /** Of its structured data. */
  readonly schemaUri: string;
}

export type AnnouncementRefusal =
  /** The destination takes no requests for this public service. */
  | 'service-not-offered'
  /** The destination demands a public service, and none can be chosen without guessing: configuration has to name it. */
  | 'no-public-service';

export const leikaIdentifier = (leika: string): string => `urn:de:fim:leika:leistung:${leika}`;

/**
 * Under which public service a request is announced at a destination (Submission API, "POST /submissions",
 * `publicService`), `null` where the destination names none. A payment by Kassenzeichen belongs to no service of the LeiKa
 * catalogue: without a configured name it is announced under the one service of the destination that takes its data.
 */
export function announcedAs(
  { identifier, schemaUri }: KindOfRequest,
  offered: readonly OfferedService[],
): Result<string | null, AnnouncementRefusal> {
  if (offered.length === 0) return ok(identifier);
  if (identifier !== null) {
    return offered.some((service) => service.identifier === identifier) ? ok(identifier) : err('service-not-offered');
  }
  const takes = ({ submissionSchemas = [] }: OfferedService) =>
    submissionSchemas.some((schema) => schema.schemaUri === schemaUri);
  const [only, ...more] = new Set(offered.filter(takes).map((service) => service.identifier));
  return only !== undefined && more.length === 0 ? ok(only) : err('no-public-service');
}
