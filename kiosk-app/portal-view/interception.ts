import { code, type Log } from '../../foundation/log.ts';
import { Personal } from '../../foundation/personal.ts';
import type { DevtoolsParams, Pipe } from '../chromium/devtools-pipe.ts';
import type { PortalEvent, PortalVisit } from './contract.ts';
import { isDownload, redirectOf, takeDocument } from './documents.ts';
import { judgeRequest } from './judge/judge-request.ts';
import type { RequestUse, Verdict } from './judge/verdict.ts';

export interface InterceptionOptions {
  readonly pipe: Pipe;
  readonly visit: PortalVisit;
  /** Whether the frame of this id is a page of ours, not a frame in one. */
  readonly isPage: (frameId: string) => boolean;
  /** The page that was to be opened there is not: a window that shows nothing else may go. */
  readonly onStopped: (frameId: string) => void;
  readonly tell: (event: PortalEvent) => void;
  readonly log: Log;
}

/**
 * Has every request of the browser judged before it leaves and documents looked at before they are shown: of pages,
 * frames, redirects and workers. (WebSockets do not come here; the network stack's rules hold for them.)
 */
export async function intercept(options: InterceptionOptions): Promise<void> {
  const { pipe } = options;
  pipe.on('Fetch.requestPaused', (params) => {
    const isAnswered = params.responseStatusCode !== undefined || params.responseErrorReason !== undefined;
    // A page that is gone by now has nothing left to decide.
    (isAnswered ? judgeAnswer(options, params) : judgeQuestion(options, params)).catch(() => {});
  });
  await pipe.send('Fetch.enable', {
    patterns: [{ urlPattern: '*' }, { urlPattern: '*', resourceType: 'Document', requestStage: 'Response' }],
  });
}

const requestOf = (params: DevtoolsParams) => {
  const { url = '', method = '' } = (params.request ?? {}) as { readonly url?: string; readonly method?: string };
  return { url, method };
};

function useOf({ isPage }: InterceptionOptions, params: DevtoolsParams): RequestUse {
  if (params.resourceType !== 'Document') return 'resource';
  return isPage(String(params.frameId)) ? 'page' : 'frame';
}

async function judgeQuestion(options: InterceptionOptions, params: DevtoolsParams): Promise<void> {
  const request = requestOf(params);
  const use = useOf(options, params);
  const verdict = judgeRequest(options.visit.portal, { ...request, use });
  if (verdict.kind === 'allow') {
    await options.pipe.send('Fetch.continueRequest', { requestId: params.requestId });
    return;
  }
  report(options, verdict, use, request.url);
  await stop(options, params, use);
}

/** Says what is not loaded where a person waits for it, and starts what the terminal does itself. */
export function report(
  { tell, log }: Pick<InterceptionOptions, 'tell' | 'log'>,
  verdict: Verdict,
  use: RequestUse,
  url: string,
): void {
  if (verdict.kind === 'block') {
    log.event('info', 'portal-view.blocked', { reason: code(verdict.reason), use: code(use) });
    const host = URL.parse(url)?.host;
    if (use === 'page') tell({ kind: 'blocked', reason: verdict.reason, host: host ? new Personal(host) : null });
  }
  // A part of a page that asks there only looks whether an eID client is installed.
  if (verdict.kind === 'eid' && use !== 'resource') tell({ kind: 'eid', tcTokenUrl: verdict.tcTokenUrl });
}

async function judgeAnswer(options: InterceptionOptions, params: DevtoolsParams): Promise<void> {
  const { pipe, visit, tell } = options;
  const { url } = requestOf(params);
  const use = useOf(options, params);
  const redirect = redirectOf(params, url);
  // Redirects within http come here again as requests of their own; those to another scheme do not.
  if (redirect !== null && !/^https?:/.test(redirect)) {
    report(options, judgeRequest(visit.portal, { url: redirect, method: 'GET', use }), use, redirect);
    return stop(options, params, use);
  }
  if (redirect === null && isDownload(params)) {
    if (visit.portal.downloads === 'none') tell({ kind: 'document-refused', reason: 'not-offered' });
    else {
      const taken = await takeDocument(pipe, params);
      tell(taken.ok ? { kind: 'document', pdf: taken.value } : { kind: 'document-refused', reason: taken.error });
    }
    return stop(options, params, use);
  }
  await pipe.send('Fetch.continueRequest', { requestId: params.requestId });
}

async function stop({ pipe, onStopped }: InterceptionOptions, params: DevtoolsParams, use: RequestUse): Promise<void> {
  // "Aborted" leaves the page as it is; any other reason puts an error page in its place.
  const errorReason = use === 'page' ? 'Aborted' : 'BlockedByClient';
  await pipe.send('Fetch.failRequest', { requestId: params.requestId, errorReason });
  if (use === 'page') onStopped(String(params.frameId));
}
