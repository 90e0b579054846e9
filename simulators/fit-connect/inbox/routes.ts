import { readFile } from 'node:fs/promises';
import { type Call, HttpProblem, type Route, send, sendJson } from '../../http/server.ts';
import type { PortalStore } from '../store.ts';
import type { PageContext } from './layout.ts';
import { casePage, listPage, notFoundPage } from './pages.ts';
import type { CaseReader } from './summary.ts';

/** Nothing from elsewhere, no inline script; the browser's PDF viewer needs `object-src`. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; object-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

/** What a browser may show in place; anything else is offered as a download. */
const SHOWN = new Set(['application/pdf', 'image/jpeg', 'image/png']);

/** The authority's inbox: pages for people, JSON for the journey's check, files. */
export function inboxRoutes(
  reader: CaseReader,
  store: PortalStore,
  changes: (listener: () => void) => () => void,
): Route[] {
  const requireCase = (call: Call) => {
    const found = reader.read(call.params.caseId ?? '');
    if (found === undefined) throw new HttpProblem(404, 'unknown-case');
    return found;
  };
  const page = (call: Call, text: string, status = 200) => {
    call.response.setHeader('content-security-policy', POLICY);
    call.response.setHeader('referrer-policy', 'no-referrer');
    send(call.response, status, 'text/html; charset=utf-8', text);
  };
  const asset = (name: string, type: string): Route => ({
    method: 'GET',
    path: `/inbox/${name}`,
    handle: async ({ response }) => send(response, 200, type, await readFile(new URL(`./${name}`, import.meta.url))),
  });
  const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, handle });

  return [
    get('/', ({ response }) => {
      response.setHeader('location', '/inbox');
      send(response, 302, 'text/plain', '');
    }),
    get('/inbox', (call) => page(call, listPage(reader.list(), contextOf(call)))),
    get('/inbox/cases/:caseId', (call) => {
      const found = reader.read(call.params.caseId ?? '');
      if (found === undefined) return page(call, notFoundPage(contextOf(call)), 404);
      page(call, casePage(found, contextOf(call)));
    }),
    get('/inbox/api/cases', ({ response }) => sendJson(response, 200, { cases: reader.list() })),
    get('/inbox/api/cases/:caseId', (call) => sendJson(call.response, 200, requireCase(call))),
    get('/inbox/api/cases/:caseId/files/:attachmentId', async (call) => {
      const { caseId, files } = requireCase(call);
      const file = files.find(({ attachmentId }) => attachmentId === call.params.attachmentId);
      if (file === undefined) throw new HttpProblem(404, 'unknown-file');
      const bytes = await store.readCaseFile(caseId, file.attachmentId);
      const shown = SHOWN.has(file.mimeType);
      call.response.setHeader(
        'content-disposition',
        `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
      );
      send(call.response, 200, shown ? file.mimeType : 'application/octet-stream', bytes);
    }),
    get('/inbox/api/changes', ({ request, response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': connected\n\n');
      request.on(
        'close',
        changes(() => response.write('event: change\ndata: 1\n\n')),
      );
    }),
    asset('icon.svg', 'image/svg+xml'),
    asset('inbox.css', 'text/css; charset=utf-8'),
    asset('inbox.js', 'text/javascript; charset=utf-8'),
  ];
}

const contextOf = ({ url }: Call): PageContext => ({
  language: url.searchParams.get('lang') === 'en' ? 'en' : 'de',
  path: url.pathname,
});
