import { err, ok, type Result } from '../../foundation/result.ts';
import { failureCode, type Http, type PortalFailure, readJson } from '../http/request.ts';
import { BoxNews, type BoxOrder, type RelayFailure } from './contract.ts';
import { delays } from './delays.ts';
import { LIMITS } from './limits.ts';

/** Why a call came to nothing: what the session is told, and the code for the log. */
export interface CallFailure {
  readonly failure: RelayFailure;
  readonly code: string;
}

/** Bytes; an answer that says nothing but that it was done. */
const EMPTY_ANSWER = 1_024;

/** @returns whether it is new at the relay; `false`: it was open */
export async function openBox(
  http: Http,
  base: string,
  key: string,
  order: BoxOrder,
): Promise<Result<boolean, CallFailure>> {
  const answer = await http.request({
    method: 'POST',
    url: `${base}/boxes`,
    headers: { ...bearer(key), 'content-type': 'application/json' },
    body: JSON.stringify(order),
    timeoutMs: delays.open,
    maxBytes: EMPTY_ANSWER,
  });
  return answer.ok ? ok(answer.value.status === 201) : err(failed(answer.error));
}

/** Waits for what comes after number `after`, at most about 25 s. */
export async function readNews(
  http: Http,
  base: string,
  { id, ownerToken }: BoxOrder,
  after: number,
  signal: AbortSignal,
): Promise<Result<BoxNews, CallFailure>> {
  const answer = await http.request({
    method: 'GET',
    url: `${base}/boxes/${id}/news?after=${after}`,
    headers: bearer(ownerToken),
    timeoutMs: delays.news,
    maxBytes: LIMITS.newsBytes,
    signal,
  });
  if (!answer.ok) return err(failed(answer.error));
  const news = readJson(answer.value, BoxNews);
  return news.ok ? news : err(failed(news.error));
}

/** Hands over a sealed part for the telephone. @returns `wait` while as many wait there as may */
export async function putPart(
  http: Http,
  base: string,
  { id, ownerToken }: BoxOrder,
  part: number,
  data: Uint8Array,
  signal: AbortSignal,
): Promise<Result<'taken' | 'wait', CallFailure>> {
  const answer = await http.request({
    method: 'PUT',
    url: `${base}/boxes/${id}/parts/${part}`,
    headers: { ...bearer(ownerToken), 'content-type': 'text/plain' },
    body: Buffer.from(data).toString('base64url'),
    timeoutMs: delays.part,
    maxBytes: EMPTY_ANSWER,
    signal,
  });
  if (answer.ok) return ok('taken');
  const { error } = answer;
  return error.reason === 'rate-limited' ? ok('wait') : err(failed(error));
}

/** Asks the relay to forget a box; it does by itself when the box's time is over. */
export async function closeBox(http: Http, base: string, { id, ownerToken }: BoxOrder): Promise<void> {
  await http.request({
    method: 'DELETE',
    url: `${base}/boxes/${id}`,
    headers: bearer(ownerToken),
    timeoutMs: delays.close,
    maxBytes: EMPTY_ANSWER,
  });
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

function failed(failure: PortalFailure): CallFailure {
  return { failure: relayFailureOf(failure), code: failureCode(failure) };
}

/** What the relay itself says no to stays so; everything else, a proxy's page among it, may pass. */
function relayFailureOf(failure: PortalFailure): RelayFailure {
  if (failure.reason === 'refused' && failure.status === 404) return 'box-gone';
  return failure.reason === 'unauthorised' || failure.reason === 'refused' ? 'relay-refused' : 'relay-unreachable';
}
