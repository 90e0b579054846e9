import type { Result } from '../../../foundation/result.ts';
import type { Http, HttpAnswer, HttpRequest, PortalFailure } from '../../http/request.ts';
import type { MetadataVersion } from '../contract.ts';
import type { TokenSource } from './token.ts';

/** Both versions are in use: 2 carries metadata 2.x, 1 carries metadata 1.x. */
export type ApiVersion = 'v1' | 'v2';

/** The interface by which a sealed submission travels; those sealed before there were two were announced by version 2. */
export const apiVersionOf = (metadataVersion: MetadataVersion | undefined): ApiVersion =>
  metadataVersion === '1.0.0' ? 'v1' : 'v2';

export interface PathsByVersion {
  readonly v1: Paths;
  /** Version 1 has no list of keys. */
  readonly v2: Paths & { readonly keyList: (destinationId: string) => string };
}

/** Where things are, by version (Submission API of FIT-Connect, docs.fitko.de/fit-connect). */
export interface Paths {
  destination(id: string): string;
  /** One key, as the destination API names it. */
  key(id: string, kid: string): string;
  submissions(): string;
  submission(id: string): string;
  attachment(submissionId: string, attachmentId: string): string;
  events(caseId: string): string;
}

export function pathsOf(destinationApi: string, submissionApi: string): PathsByVersion {
  const id = encodeURIComponent;
  const of = (version: ApiVersion): Omit<Paths, 'key'> => ({
    destination: (d) => `${destinationApi}/${version}/destinations/${id(d)}`,
    submissions: () => `${submissionApi}/${version}/submissions`,
    submission: (s) => `${submissionApi}/${version}/submissions/${id(s)}`,
    attachment: (s, a) => `${submissionApi}/${version}/submissions/${id(s)}/attachments/${id(a)}`,
    events: (caseId) => `${submissionApi}/${version}/cases/${id(caseId)}/events`,
  });
  return {
    v1: { ...of('v1'), key: (d, kid) => `${destinationApi}/v1/destinations/${id(d)}/keys/${id(kid)}` },
    v2: {
      ...of('v2'),
      keyList: (d) => `${destinationApi}/v2/destinations/${id(d)}/keys`,
      key: (d, kid) => `${submissionApi}/v2/destinations/${id(d)}/keys/${id(kid)}`,
    },
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
