import { expect, test } from 'vitest';
import { WebPortal } from '../../../config/schema/web-portal.ts';
import { mayReturnTo } from './judge-eid-link.ts';
import { judgeRequest } from './judge-request.ts';
import { networkBypass, resolverRules } from './network-rules.ts';
import type { RequestUse, Verdict } from './verdict.ts';

const PORTAL = WebPortal.parse({
  start: 'https://stadt.example/start',
  allowed: [
    { host: 'stadt.example' },
    { host: 'rathaus.example', paths: ['/termine', '/kurse/'], methods: ['GET'] },
    { host: '*.kacheln.example', purpose: 'resource', methods: ['GET'] },
    { host: 'melden.example', sockets: true, methods: ['GET', 'POST', 'PUT'] },
    { host: 'konto.example:8443' },
    { host: 'xn--mnchen-3ya.example' },
  ],
  eid: { tcTokenHosts: ['eid.stadt.example'], refreshHosts: ['stadt.example'], rights: ['GivenNames'] },
});

const said = (verdict: Verdict): string => (verdict.kind === 'block' ? verdict.reason : verdict.kind);
const judge = (url: string, use: RequestUse = 'page', method = 'GET') =>
  said(judgeRequest(PORTAL, { url, use, method }));

test.each<[string, RequestUse, string]>([
  ['https://stadt.example/', 'page', 'GET'],
  ['https://stadt.example', 'page', 'GET'],
  ['https://STADT.example/x?y=https://anderswo.example', 'page', 'POST'],
  ['https://stadt.example:443/', 'page', 'GET'],
  ['https://stadt.example/%2e%2e/x', 'page', 'GET'],
  ['https://rathaus.example/termine', 'page', 'GET'],
  ['https://rathaus.example/termine?tag=1', 'page', 'GET'],
  ['https://rathaus.example/termine/neu', 'page', 'HEAD'],
  ['https://rathaus.example/kurse/1', 'page', 'OPTIONS'],
  ['https://a.kacheln.example/1.png', 'resource', 'GET'],
  ['https://a.b.kacheln.example/1.png', 'frame', 'GET'],
  ['wss://melden.example/live', 'socket', 'GET'],
  ['https://melden.example/x', 'resource', 'PUT'],
  ['https://konto.example:8443/', 'page', 'GET'],
  ['https://münchen.example/', 'page', 'GET'],
  ['about:blank', 'page', 'GET'],
  ['about:srcdoc', 'frame', 'GET'],
  ['data:image/png;base64,AA==', 'resource', 'GET'],
  ['blob:https://stadt.example/6b2c', 'resource', 'GET'],
  ['blob:https://stadt.example/6b2c', 'frame', 'GET'],
])('%s as %s with %s is loaded', (url, use, method) => expect(judge(url, use, method)).toBe('allow'));

test.each<[string, RequestUse, string]>([
  // Schemes
  ['http://stadt.example/', 'page', 'scheme'],
  ['ftp://stadt.example/', 'page', 'scheme'],
  ['file:///etc/hostname', 'page', 'scheme'],
  ['file:///etc/hostname', 'resource', 'scheme'],
  ['javascript:void(0)', 'page', 'scheme'],
  ['view-source:https://stadt.example/', 'page', 'scheme'],
  ['chrome://settings/', 'page', 'scheme'],
  ['chrome-extension://abc/x', 'resource', 'scheme'],
  ['devtools://devtools/bundled/inspector.html', 'page', 'scheme'],
  ['filesystem:https://stadt.example/temporary/x', 'page', 'scheme'],
  ['mailto:rathaus@stadt.example', 'page', 'scheme'],
  ['tel:115', 'page', 'scheme'],
  ['intent://stadt.example/#Intent;end', 'page', 'scheme'],
  ['data:text/html,<p>x</p>', 'page', 'scheme'],
  ['data:text/html,<p>x</p>', 'frame', 'scheme'],
  ['blob:https://stadt.example/6b2c', 'page', 'scheme'],
  ['blob:https://anderswo.example/6b2c', 'resource', 'host'],
  ['blob:null/6b2c', 'resource', 'host'],
  ['about:config', 'page', 'scheme'],
  ['ws://melden.example/live', 'socket', 'scheme'],
  ['https://melden.example/live', 'socket', 'scheme'],
  ['wss://melden.example/live', 'page', 'scheme'],
  // No address at all
  ['', 'page', 'malformed'],
  ['stadt.example/termine', 'page', 'malformed'],
  ['https://', 'page', 'malformed'],
  ['https://stadt.example:99999/', 'page', 'malformed'],
  // Names and passwords
  ['https://stadt.example@anderswo.example/', 'page', 'credentials'],
  ['https://a:b@stadt.example/', 'page', 'credentials'],
  ['https://stadt.example%40anderswo.example/', 'page', 'malformed'],
  // Hosts
  ['https://anderswo.example/', 'page', 'host'],
  ['https://anderswo.example/https://stadt.example/', 'page', 'host'],
  ['https://anderswo.example/?u=stadt.example', 'page', 'host'],
  ['https://anderswo.example#@stadt.example/', 'page', 'host'],
  ['https://anderswo.example\\@stadt.example/', 'page', 'host'],
  ['https://stadt.example.anderswo.example/', 'page', 'host'],
  ['https://xstadt.example/', 'page', 'host'],
  ['https://www.stadt.example/', 'page', 'host'],
  ['https://stadt.example./', 'page', 'host'],
  ['https://kacheln.example/', 'resource', 'host'],
  ['https://kacheln.example.anderswo.example/', 'resource', 'host'],
  // A Cyrillic letter that looks like ours
  ['https://stаdt.example/', 'page', 'host'],
  ['https://xn--stdt-43d.example/', 'page', 'host'],
  ['https://munchen.example/', 'page', 'host'],
  ['https://127.0.0.1/', 'page', 'host'],
  ['https://0x7f000001/', 'page', 'host'],
  ['https://[::1]/', 'page', 'host'],
  ['https://localhost/', 'page', 'host'],
  // Ports
  ['https://stadt.example:8443/', 'page', 'port'],
  ['https://konto.example/', 'page', 'port'],
  ['https://konto.example:9443/', 'page', 'port'],
  // Parts of pages only
  ['https://a.kacheln.example/', 'page', 'resource-only'],
  // WebSockets
  ['wss://stadt.example/live', 'socket', 'socket'],
  ['wss://anderswo.example/live', 'socket', 'host'],
  // Paths
  ['https://rathaus.example/', 'page', 'path'],
  ['https://rathaus.example/termine-anderswo', 'page', 'path'],
  ['https://rathaus.example/Termine', 'page', 'path'],
  ['https://rathaus.example/kurse', 'page', 'path'],
  ['https://rathaus.example/termine/../verwaltung', 'page', 'path'],
  ['https://rathaus.example/termine/%2e%2e/verwaltung', 'page', 'path'],
  ['https://rathaus.example/termine/..%2fverwaltung', 'page', 'path'],
  ['https://rathaus.example/termine/..%5cverwaltung', 'page', 'path'],
  ['https://rathaus.example/termine/%252e%252e%252fverwaltung', 'page', 'path'],
  ['https://rathaus.example/termine/..;/verwaltung', 'page', 'path'],
  ['https://rathaus.example/termine//verwaltung', 'page', 'path'],
  ['https://rathaus.example/termine\\..\\verwaltung', 'page', 'path'],
  ['https://rathaus.example/termine%00', 'page', 'path'],
])('%s as %s is refused: %s', (url, use, reason) => expect(judge(url, use)).toBe(reason));

test.each<[string, string]>([
  ['https://rathaus.example/termine', 'POST'],
  ['https://stadt.example/', 'DELETE'],
  ['https://stadt.example/', 'CONNECT'],
  ['https://stadt.example/', 'get'],
])('%s with %s is refused: it may be read there, not written', (url, method) =>
  expect(judge(url, 'page', method)).toBe('method'),
);

test('a redirect is judged like any other address: an open redirector of the portal leads nowhere', () => {
  const hops = ['https://stadt.example/weiter?ziel=https://anderswo.example/', 'https://anderswo.example/'];
  expect(hops.map((hop) => judge(hop))).toEqual(['allow', 'host']);
});

const TOKEN = encodeURIComponent('https://eid.stadt.example/token?s=1');

test.each([
  `http://127.0.0.1:24727/eID-Client?tcTokenURL=${TOKEN}`,
  `http://localhost:24727/eID-Client?tcTokenURL=${TOKEN}`,
  `eid://127.0.0.1:24727/eID-Client?tcTokenURL=${TOKEN}`,
  `eid://127.0.0.1:24727/eID-Client?tctokenurl=${TOKEN}`,
])('%s starts an identification', (url) =>
  expect(judgeRequest(PORTAL, { url, use: 'page', method: 'GET' })).toEqual({
    kind: 'eid',
    tcTokenUrl: 'https://eid.stadt.example/token?s=1',
  }),
);

test.each([
  ['no token address', ''],
  ['another question', 'Status'],
  ['an address of somebody else', `tcTokenURL=${encodeURIComponent('https://anderswo.example/token')}`],
  ['one without TLS', `tcTokenURL=${encodeURIComponent('http://eid.stadt.example/token')}`],
  ['one with a password', `tcTokenURL=${encodeURIComponent('https://a:b@eid.stadt.example/token')}`],
  ['one at another port', `tcTokenURL=${encodeURIComponent('https://eid.stadt.example:8443/token')}`],
  ['two of them', `tcTokenURL=${TOKEN}&tcTokenURL=${TOKEN}`],
  ['two of them, in other letters', `tcTokenURL=${TOKEN}&TCTOKENURL=${TOKEN}`],
  ['nothing that is an address', 'tcTokenURL=x'],
])('an eID link with %s is refused', (_, query) => {
  expect(judge(`http://127.0.0.1:24727/eID-Client?${query}`)).toBe('eid-address');
  expect(judge(`eid://127.0.0.1:24727/eID-Client?${query}`)).toBe('eid-address');
});

test('a portal that may start no identification is told so', () => {
  const url = `http://127.0.0.1:24727/eID-Client?tcTokenURL=${TOKEN}`;
  expect(said(judgeRequest({ ...PORTAL, eid: null }, { url, use: 'page', method: 'GET' }))).toBe('eid-not-offered');
});

test.each([
  ['https://stadt.example/zurueck?ResultMajor=ok', true],
  ['https://anderswo.example/', false],
  ['http://stadt.example/', false],
  ['https://a@stadt.example/', false],
  ['', false],
])('after an identification a portal goes on at %j: %j', (url, may) => {
  expect(mayReturnTo(PORTAL.eid, url)).toBe(may);
  expect(mayReturnTo(null, url)).toBe(false);
});

test('the network stack has the same hosts and ports, WebSockets only where they are named', () => {
  expect(networkBypass(PORTAL)).toBe(
    'https://stadt.example:443;https://rathaus.example:443;https://*.kacheln.example:443;https://melden.example:443;' +
      'wss://melden.example:443;https://konto.example:8443;https://xn--mnchen-3ya.example:443',
  );
});

test('names of other hosts are not asked for', () => {
  expect(resolverRules({ ...PORTAL, allowed: PORTAL.allowed.slice(2, 5) })).toBe(
    'MAP * ~NOTFOUND, EXCLUDE *.kacheln.example, EXCLUDE melden.example, EXCLUDE konto.example',
  );
});
