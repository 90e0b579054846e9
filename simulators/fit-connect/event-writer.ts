import { randomUUID } from 'node:crypto';
import { CompactSign } from 'jose';
import type { Clock } from '../../foundation/clock.ts';
import { EVENT_BASE, type SubmissionEventName } from '../../portals/fit-connect/contract.ts';
import type { PortalKey } from './keys.ts';
import type { PortalStore } from './store.ts';

/** Version of the event payload that FIT-Connect's delivery service writes. */
const SET_SCHEMA = 'https://schema.fitko.de/fit-connect/set-payload/1.2.2/set-payload.schema.json';

export interface EventToWrite {
  readonly name: SubmissionEventName;
  readonly issuer: string;
  readonly key: PortalKey;
  readonly submissionId: string;
  readonly caseId: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Signs a security event token (RFC 8417) and appends it to the log of its case. */
export async function writeEvent(store: PortalStore, clock: Clock, event: EventToWrite): Promise<void> {
  await store.appendEvent(event.caseId, await signEvent(clock, event));
}

export function signEvent(clock: Clock, event: EventToWrite): Promise<string> {
  const claims = {
    $schema: SET_SCHEMA,
    jti: randomUUID(),
    iss: event.issuer,
    iat: Math.floor(clock.now() / 1000),
    sub: `submission:${event.submissionId}`,
    txn: `case:${event.caseId}`,
    events: { [`${EVENT_BASE}${event.name}-submission`]: event.payload ?? {} },
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ typ: 'secevent+jwt', alg: 'PS512', kid: event.key.kid })
    .sign(event.key.privateKey);
}
