import { createPublicKey, type KeyObject } from 'node:crypto';
import { compactVerify, decodeProtectedHeader, errors } from 'jose';
import { z } from 'zod';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { parseJson } from '../../http/request.ts';
import { eventNameOf } from '../api/event-log.ts';
import type { Problem, SealedSubmission, SubmissionEvent, SubmissionEventName } from '../contract.ts';
import { EVENT_BASE } from '../contract.ts';
import { delays } from '../delays.ts';
import { type AuthenticationTags, tagsMatch, tagsOf } from './authentication-tags.ts';

export type EventRefusal =
  /** Not a compact JWS. */
  | 'malformed'
  /** Header `typ` is not secevent+jwt. */
  | 'wrong-type'
  /** Signed by anything but PS512. */
  | 'wrong-algorithm'
  | 'bad-claims'
  /** None, several, or one of another vocabulary. */
  | 'not-one-event'
  | 'other-submission'
  | 'other-case'
  /** Neither the configured delivery service nor the destination of this submission. */
  | 'unknown-issuer'
  /** Only the destination accepts; only the delivery service creates, submits, notifies or deletes. */
  | 'issuer-not-entitled'
  | 'unknown-key'
  /** The key is not one for PS512 signatures, or too short, or its certificate is not trusted. */
  | 'unfit-key'
  | 'bad-signature'
  | 'issued-in-future'
  /** What arrived there is not what was sent. */
  | 'tags-differ'
  | 'tags-missing';

/** How a signing key is found; `unreachable` is told apart because it passes by itself. */
export type KeyLookup = (
  issuer: { readonly kind: 'delivery-service' } | { readonly kind: 'destination'; readonly id: string },
  kid: string,
) => Promise<Result<Readonly<Record<string, unknown>>, 'unknown-key' | 'unfit-key' | 'unreachable'>>;

export interface EventContext {
  readonly submissionId: string;
  readonly caseId: string;
  readonly sealed: SealedSubmission;
  /** Configured `iss` of the delivery service; no other address is ever asked for keys. */
  readonly deliveryServiceIssuer: string;
  readonly keys: KeyLookup;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const Claims = z.looseObject({
  jti: z.uuid(),
  iss: z.string().min(1).max(300),
  iat: z.number(),
  sub: z.string(),
  txn: z.string(),
  events: z.record(z.string(), z.looseObject({})),
});

const Payload = z.looseObject({
  authenticationTags: z
    .looseObject({
      metadata: z.string(),
      data: z.string(),
      attachments: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  problems: z
    .array(z.looseObject({ type: z.string(), title: z.string(), detail: z.string(), instance: z.string() }).partial())
    .max(100)
    .optional(),
});

const BY_DESTINATION: ReadonlySet<SubmissionEventName> = new Set(['accept', 'reject', 'forward']);
/** It rejects what nobody has picked up within 14 days (docs.fitko.de/fit-connect, "Empfang", overview). */
const BY_DELIVERY_SERVICE: ReadonlySet<SubmissionEventName> = new Set([
  'create',
  'submit',
  'notify',
  'forward',
  'reject',
  'delete',
]);

/**
 * Verifies one security event token (RFC 8417; FIT-Connect, "Event log") of the submission in `context`. Nothing of
 * the token is believed before its signature is.
 */
export async function verifyEvent(
  token: string,
  context: EventContext,
): Promise<Result<SubmissionEvent, EventRefusal | 'unreachable'>> {
  const header = readHeader(token);
  if (!header.ok) return header;
  const issuer = await findKey(token, header.value, context);
  if (!issuer.ok) return issuer;
  const claims = await readSigned(token, issuer.value.key);
  if (!claims.ok) return claims;
  return judge(claims.value, issuer.value.kind, context);
}

function readHeader(token: string): Result<{ kid: string }, EventRefusal> {
  let header: ReturnType<typeof decodeProtectedHeader>;
  try {
    header = decodeProtectedHeader(token);
  } catch {
    return err('malformed');
  }
  if (header.typ !== 'secevent+jwt') return err('wrong-type');
  if (header.alg !== 'PS512') return err('wrong-algorithm');
  return typeof header.kid === 'string' && header.kid.length <= 200 ? ok({ kid: header.kid }) : err('unknown-key');
}

async function findKey(
  token: string,
  { kid }: { kid: string },
  context: EventContext,
): Promise<Result<{ key: KeyObject; kind: 'delivery-service' | 'destination' }, EventRefusal | 'unreachable'>> {
  const claims = Claims.safeParse(parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')));
  if (!claims.success) return err('bad-claims');
  const { iss } = claims.data;
  const issuer =
    stripSlash(iss) === stripSlash(context.deliveryServiceIssuer)
      ? ({ kind: 'delivery-service' } as const)
      : iss === context.sealed.destinationId
        ? ({ kind: 'destination', id: iss } as const)
        : null;
  if (issuer === null) return err('unknown-issuer');
  const jwk = await context.keys(issuer, kid);
  if (!jwk.ok) return jwk;
  const { kty, n, e } = jwk.value;
  if (kty !== 'RSA' || typeof n !== 'string' || typeof e !== 'string') return err('unfit-key');
  try {
    return ok({ key: createPublicKey({ key: { kty, n, e }, format: 'jwk' }), kind: issuer.kind });
  } catch {
    return err('unfit-key');
  }
}

async function readSigned(token: string, key: KeyObject): Promise<Result<z.output<typeof Claims>, EventRefusal>> {
  try {
    const { payload } = await compactVerify(token, key, { algorithms: ['PS512'] });
    const claims = Claims.safeParse(parseJson(new TextDecoder().decode(payload)));
    return claims.success ? ok(claims.data) : err('bad-claims');
  } catch (thrown) {
    if (thrown instanceof errors.JWSSignatureVerificationFailed) return err('bad-signature');
    if (thrown instanceof errors.JOSEError) return err('malformed');
    return err('unfit-key');
  }
}

function judge(
  claims: z.output<typeof Claims>,
  issuer: 'delivery-service' | 'destination',
  context: EventContext,
): Result<SubmissionEvent, EventRefusal> {
  const name = eventNameOf(claims.events);
  if (name === null) return err('not-one-event');
  if (claims.sub !== `submission:${context.submissionId}`) return err('other-submission');
  if (claims.txn !== `case:${context.caseId}`) return err('other-case');
  const entitled = issuer === 'destination' ? BY_DESTINATION : BY_DELIVERY_SERVICE;
  if (!entitled.has(name)) return err('issuer-not-entitled');
  const issuedAt = claims.iat * 1000;
  if (issuedAt > context.now + delays.clockSkew) return err('issued-in-future');
  const payload = Payload.safeParse(claims.events[`${EVENT_BASE}${name}-submission`]);
  if (!payload.success) return err('bad-claims');
  const tags = checkTags(name, payload.data.authenticationTags, context.sealed);
  if (tags !== null) return err(tags);
  const problems = (payload.data.problems ?? []).map(
    ({ type = '', title = '', detail = '', instance = '' }): Problem => ({ type, title, detail, instance }),
  );
  return ok({
    name,
    eventId: claims.jti,
    issuer: claims.iss,
    issuedAt,
    submissionId: context.submissionId,
    caseId: context.caseId,
    problems,
    namesContent: payload.data.authenticationTags !== undefined,
  });
}

/** The delivery service never submits without; what an authority's decision without tags means, `judgeLog` says. */
function checkTags(
  name: SubmissionEventName,
  received: z.output<typeof Payload>['authenticationTags'],
  sealed: SealedSubmission,
): 'tags-differ' | 'tags-missing' | null {
  if (received === undefined) return name === 'submit' ? 'tags-missing' : null;
  const tags: AuthenticationTags = { ...received, attachments: received.attachments ?? {} };
  return tagsMatch(tags, tagsOf(sealed)) ? null : 'tags-differ';
}

const stripSlash = (url: string): string => url.replace(/\/+$/, '');
