import type { Result } from '../../../foundation/result.ts';
import type { Http, HttpAnswer, HttpRequest, PortalFailure } from '../../http/request.ts';
import type { TokenSource } from './token.ts';

/** Both versions are in use: 2 is current, 1 runs at older installations. */
export type ApiVersion = 'v1' | 'v2';

/** Where things are, by version (Submission API of FIT-Connect, docs.fitko.de/fit-connect). */
export interface Paths {
  destination(id: string): string;
  /** All keys of a destination as a JWK set; version 1 has no such list. */
  keyList(id: string): string | null;
  /** One key, as the destination API names it. */
  key(id: string, kid: string): string;
  submissions(): string;
  submission(id: string): string;
  attachment(submissionId: string, attachmentId: string): string;
  events(submissionId: string, caseId: string): string;
  /** Name of the field that carries the public service when announcing. */
  readonly serviceField: 'publicService' | 'serviceType';
}

export function pathsOf(version: ApiVersion, destinationApi: string, submissionApi: string): Paths {
  const id = encodeURIComponent;
  const common = {
    destination: (d: string) => `${destinationApi}/${version}/destinations/${id(d)}`,
    submissions: () => `${submissionApi}/${version}/submissions`,
    submission: (s: string) => `${submissionApi}/${version}/submissions/${id(s)}`,
    attachment: (s: string, a: string) => `${submissionApi}/${version}/submissions/${id(s)}/attachments/${id(a)}`,
  };
  if (version === 'v1') {
    return {
      ...common,
      keyList: () => null,
      key: (d, kid) => `${destinationApi}/v1/destinations/${id(d)}/keys/${id(kid)}`,
      events: (_, caseId) => `${submissionApi}/v1/cases/${id(caseId)}/events`,
      serviceField: 'serviceType',
    };
  }
  return {
    ...common,
    keyList: (d) => `${destinationApi}/v2/destinations/${id(d)}/keys`,
    key: (d, kid) => `${submissionApi}/v2/destinations/${id(d)}/keys/${id(kid)}`,
    events: (submissionId) => `${submissionApi}/v2/submissions/${id(submissionId)}/events`,
    serviceField: 'publicService',
  };
}

export interface AuthorisedApi {
  /** As `Http.request`, with the token; a token that is refused is renewed once. */
  call(request: HttpRequest): Promise<Result<HttpAnswer, PortalFailure>>;
}

export function createAuthorisedApi(http: Http, tokens: TokenSource): AuthorisedApi {
  const attempt = async (request: HttpRequest, last: boolean): Promise<Result<HttpAnswer, PortalFailure>> => {
    const token = await tokens.token();
    if (!token.ok) return token;
    const answer = await http.request({
      ...request,
      headers: { accept: 'application/json', ...request.headers, authorization: `Bearer ${token.value}` },
    });
    if (answer.ok || answer.error.reason !== 'unauthorised') return answer;
    tokens.forget(token.value);
    // 403 is about rights, which a new token would lack as well.
    return last || answer.error.status !== 401 ? answer : attempt(request, true);
  };
  return { call: (request) => attempt(request, false) };
}
