import { decodeJwt } from 'jose';
import { z } from 'zod';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { type PortalFailure, readJson } from '../../http/request.ts';
import { EVENT_BASE, type SubmissionEventName } from '../contract.ts';
import { delays } from '../delays.ts';
import { EVENT_PAGE, EVENT_PAGES, limits } from '../limits.ts';
import type { AuthorisedApi, Paths } from './authorised-api.ts';

const EventLog = z.looseObject({ eventLog: z.array(z.string().max(200_000)).max(500) });

export interface CaseIds {
  readonly submissionId: string;
  readonly caseId: string;
}

/**
 * Reads the whole event log: signed tokens, not yet verified, oldest first. Those of another submission of the same case
 * are left out: they say nothing about this one.
 */
export async function readEventLog(
  api: AuthorisedApi,
  paths: Paths,
  ids: CaseIds,
): Promise<Result<readonly string[], PortalFailure>> {
  const events: string[] = [];
  let read = 0;
  for (let pages = 0; pages < EVENT_PAGES; pages++) {
    const answer = await api.call({
      method: 'GET',
      url: `${paths.events(ids.caseId)}?offset=${read}&limit=${EVENT_PAGE}`,
      timeoutMs: delays.query,
      maxBytes: limits.eventLogBytes,
    });
    if (!answer.ok) return answer;
    const page = readJson(answer.value, EventLog);
    if (!page.ok) return page;
    read += page.value.eventLog.length;
    events.push(...page.value.eventLog.filter((token) => !isOfAnother(token, ids)));
    if (page.value.eventLog.length < EVENT_PAGE) return ok(events);
  }
  return err({ reason: 'bad-answer', detail: 'endless-log' });
}

/** What cannot be read stays: whoever verifies it says why it is not believed. */
function isOfAnother(token: string, { submissionId }: CaseIds): boolean {
  try {
    const { sub } = decodeJwt(token);
    return sub !== undefined && /^submission:[0-9a-f-]{36}$/.test(sub) && sub !== `submission:${submissionId}`;
  } catch {
    return false;
  }
}

/** Exactly one event per token (FIT-Connect, "Event log"); `null` for anything else. */
export function eventNameOf(events: unknown): SubmissionEventName | null {
  if (typeof events !== 'object' || events === null) return null;
  const [uri, ...more] = Object.keys(events);
  if (uri === undefined || more.length > 0 || !uri.startsWith(EVENT_BASE)) return null;
  const name = /^(create|submit|notify|forward|reject|accept|delete)-submission$/.exec(uri.slice(EVENT_BASE.length));
  return (name?.[1] as SubmissionEventName | undefined) ?? null;
}

/**
 * Whether a log says that the submission was submitted. Signatures are not needed for this: it only decides whether
 * to send again, and whoever could forge the portal's answer over TLS could as well swallow the submission.
 */
export function wasSubmitted(log: readonly string[]): boolean {
  return log.some((token) => {
    const name = unverifiedName(token);
    return name !== null && name !== 'create' && name !== 'delete';
  });
}

/** Whether a log says that the portal has deleted a submission. */
export const wasDeleted = (log: readonly string[]): boolean => log.some((token) => unverifiedName(token) === 'delete');

function unverifiedName(token: string): SubmissionEventName | null {
  try {
    return eventNameOf(decodeJwt(token).events);
  } catch {
    return null;
  }
}
