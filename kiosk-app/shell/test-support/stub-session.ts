import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A red page that does what its fragment says (`#store`, `#popup`, `#navigate`, `#fetch`, `#plain`) and reports what it
 * found of an earlier visit. Always on the same origin, so that anything left behind would be found.
 */
export interface StubSession {
  address(what: 'plain' | 'store' | 'popup' | 'navigate' | 'fetch'): string;
  /** What pages have reported, oldest first. */
  readonly reports: { readonly what: string; readonly found: readonly string[] }[];
  /** Requests that reached an address outside the session's origin. */
  readonly leaks: string[];
  close(): Promise<void>;
}

export async function startStubSession(): Promise<StubSession> {
  const reports: StubSession['reports'] = [];
  const leaks: string[] = [];
  const outside = createServer((request, response) => {
    leaks.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.end('outside');
  });
  await new Promise<void>((done) => outside.listen(0, '127.0.0.1', done));
  const outsidePort = (outside.address() as AddressInfo).port;
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        reports.push(JSON.parse(Buffer.concat(chunks).toString()));
        response.end();
      });
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('cache-control', 'max-age=3600');
    response.end(html(outsidePort));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    address: (what) => `http://127.0.0.1:${port}/#${what}`,
    reports,
    leaks,
    async close() {
      for (const each of [server, outside]) {
        each.closeAllConnections();
        await new Promise((done) => each.close(done));
      }
    },
  };
}

const html = (outsidePort: number) => `<!doctype html><html><head><title>stub</title>
<style>html,body{height:100%;margin:0;background:rgb(255,0,0)}</style></head><body><script>
const outside = 'http://localhost:${outsidePort}/leak';
async function found() {
  const left = [];
  if (document.cookie.includes('canary')) left.push('cookie');
  if (localStorage.getItem('canary')) left.push('localStorage');
  if (sessionStorage.getItem('canary')) left.push('sessionStorage');
  if ((await indexedDB.databases()).length > 0) left.push('indexedDB');
  if ((await caches.keys()).length > 0) left.push('caches');
  return left;
}
async function store() {
  document.cookie = 'canary=1; max-age=3600';
  localStorage.setItem('canary', '1');
  sessionStorage.setItem('canary', '1');
  await new Promise((done) => { indexedDB.open('canary').onsuccess = done; });
  await (await caches.open('canary')).put('/canary', new Response('1'));
}
(async () => {
  const what = location.hash.slice(1);
  const left = await found();
  if (what === 'store') { await store(); }
  if (what === 'popup') { window.open(outside); const a = document.createElement('a'); a.href = outside; a.target = '_blank'; document.body.append(a); a.click(); }
  if (what === 'fetch') { await fetch(outside).catch(() => {}); }
  await fetch('/report', { method: 'POST', body: JSON.stringify({ what, found: what === 'store' ? await found() : left }) });
  if (what === 'navigate') location.href = outside;
})();
</script></body></html>`;
