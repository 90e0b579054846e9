import type { Route } from '../http/server.ts';
import type { DestinationDirectory } from './destinations.ts';
import type { ApiHandler, ApiStep, InjectedFaults } from './injected-faults.ts';
import type { SubmissionApi } from './submission-api.ts';
import type { Tokens } from './tokens.ts';

/** The interface of FIT-Connect, versions 1 and 2, under the paths of its two services. */
export function portalRoutes(parts: {
  readonly faults: InjectedFaults;
  readonly tokens: Tokens;
  readonly destinations: DestinationDirectory;
  readonly api: SubmissionApi;
}): Route[] {
  const { faults, tokens, destinations, api } = parts;
  const open = (method: string, path: string, step: ApiStep, handler: ApiHandler): Route => ({
    method,
    path,
    handle: faults.wrap(step, handler),
  });
  const guarded = (method: string, path: string, step: ApiStep, handler: ApiHandler): Route =>
    open(method, path, step, (call) => {
      tokens.check(call);
      return handler(call);
    });
  const one = '/destinations/:destinationId';
  const submission = '/submissions/:submissionId';

  const versioned = (version: 'v1' | 'v2'): Route[] => [
    guarded('GET', `/destination-api/${version}${one}`, 'destination', (call) => destinations.describe(version, call)),
    guarded('GET', `/destination-api/${version}${one}/keys/:kid`, 'keys', (call) => destinations.oneKey(call)),
    guarded('GET', `/submission-api/${version}${one}/keys/:kid`, 'keys', (call) => destinations.oneKey(call)),
    guarded('POST', `/submission-api/${version}/submissions`, 'announce', (call) => api.announce(version, call)),
    guarded('PUT', `/submission-api/${version}${submission}/attachments/:attachmentId`, 'attachment', (call) =>
      api.attach(call),
    ),
    guarded('PUT', `/submission-api/${version}${submission}`, 'submit', (call) => api.submit(call)),
    guarded('GET', `/submission-api/${version}/cases/:caseId/events`, 'events', (call) => api.events(call)),
  ];
  return [
    open('POST', '/token', 'token', (call) => tokens.issue(call)),
    open('GET', '/.well-known/jwks.json', 'signing-keys', () => api.signingKeys()),
    open('GET', '/submission-api/.well-known/jwks.json', 'signing-keys', () => api.signingKeys()),
    ...versioned('v1'),
    ...versioned('v2'),
    guarded('GET', `/destination-api/v2${one}/keys`, 'keys', (call) => destinations.listKeys(call)),
    guarded('GET', `/submission-api/v2${submission}/events`, 'events', (call) => api.events(call)),
  ];
}
