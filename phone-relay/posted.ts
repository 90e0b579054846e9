import type { BoxEvent } from '../portals/phone-relay/contract.ts';
import { LIMITS } from '../portals/phone-relay/limits.ts';

/** Compact serialisation of a JWE (RFC 7516, section 7.1); without an encrypted key where it is agreed directly. */
const JWE = /^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;
/** Characters of `error` as RFC 6749, section 4.1.2.1, has them. */
const ERROR = /^[\x20-\x21\x23-\x5b\x5d-\x7e]{1,60}$/;
/** Characters of `state` as RFC 6749, appendix A.5, has them. */
const STATE = /^[\x20-\x7e]{1,300}$/;

/**
 * What a wallet posted (OpenID4VP 1.0, sections 8.3.1 and 8.5). `null` for anything else: an answer in clear is about a
 * person and does not belong here, so it is not taken.
 * @param body of a form
 */
export function readPosted(body: unknown): Extract<BoxEvent, { kind: 'answered' | 'refused' }> | null {
  if (typeof body !== 'string') return null;
  const form = new URLSearchParams(body);
  const [response, ...moreResponses] = form.getAll('response');
  const [error, ...moreErrors] = form.getAll('error');
  if (moreResponses.length > 0 || moreErrors.length > 0) return null;
  if (response !== undefined && error === undefined)
    return response.length <= LIMITS.answer && JWE.test(response) ? { kind: 'answered', response } : null;
  if (error === undefined || response !== undefined || !ERROR.test(error)) return null;
  const [state] = form.getAll('state');
  return { kind: 'refused', error, ...(state !== undefined && STATE.test(state) ? { state } : {}) };
}
