import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ok } from '../../foundation/result.ts';
import { ServiceDefinition } from '../schema/service.ts';
import { SiteDefinition } from '../schema/site.ts';
import { readChecked } from './fault.ts';
import { faultWords } from './fault-words.ts';
import type { Json } from './test-support/planted-mistake.ts';
import { unknownPortalFaults, webPortalFaults } from './web-portal-faults.ts';

const read = (path: string): Json => JSON.parse(readFileSync(join(import.meta.dirname, '..', path), 'utf8'));
const PORTAL = {
  start: 'https://stadt.example/',
  allowed: [{ host: 'stadt.example' }],
  eid: { tcTokenHosts: ['eid.stadt.example'], refreshHosts: ['stadt.example'], rights: ['GivenNames'] },
};

/** What a check says of the sample's site with this web portal. */
function faultsOf(change: (portal: Json, site: Json) => unknown) {
  const site = read('sites/musterstadt.json');
  const portal: Json = structuredClone(PORTAL);
  site.portals.web = { portal };
  change(portal, site);
  const checked = readChecked(() => ok(JSON.stringify(site)), 'site', 'site', SiteDefinition);
  return checked.ok ? webPortalFaults(checked.value, 'site') : checked.error;
}

test('a whole portal has no fault', () => expect(faultsOf(() => {})).toEqual([]));

test.each<[string, (portal: Json, site: Json) => unknown, string, RegExp, RegExp]>([
  ['a start without TLS', (p) => (p.start = 'http://stadt.example/'), 'start', /keine gesicherte/, /https/],
  ['a start with a password', (p) => (p.start = 'https://a:b@stadt.example/'), 'start', /gesicherte/, /Kennwort/],
  [
    'a start elsewhere',
    (p) => (p.start = 'https://anderswo.example/'),
    'start',
    /nicht unter den erlaubten/,
    /allowed/,
  ],
  ['a start among resources', (p) => (p.allowed[0].purpose = 'resource'), 'start', /Startseite/, /page/],
  ['an address as host', (p) => p.allowed.push({ host: 'https://x.example' }), 'allowed.1.host', /Rechners/, /stadt/],
  ['capitals', (p) => p.allowed.push({ host: 'X.example' }), 'allowed.1.host', /Rechners/, /Kleinbuchstaben/],
  ['umlauts', (p) => p.allowed.push({ host: 'münchen.example' }), 'allowed.1.host', /Rechners/, /stadt/],
  ['a star in the middle', (p) => p.allowed.push({ host: 'a.*.example' }), 'allowed.1.host', /Rechners/, /stadt/],
  ['everything below a country', (p) => p.allowed.push({ host: '*.de' }), 'allowed.1.host', /fast alles/, /zwei Teile/],
  ['a path without slash', (p) => (p.allowed[0].paths = ['termine']), 'allowed.0.paths.0', /Pfades/, /Schrägstrich/],
  ['a path with a question', (p) => (p.allowed[0].paths = ['/a?b=1']), 'allowed.0.paths.0', /Pfades/, /Schrägstrich/],
  ['a method nobody knows', (p) => (p.allowed[0].methods = ['LESEN']), 'allowed.0.methods.0', /vorgesehen/, /GET/],
  ['a right nobody knows', (p) => (p.eid.rights = ['Alles']), 'eid.rights.0', /vorgesehen/, /GivenNames/],
  ['a way back elsewhere', (p) => (p.eid.refreshHosts = ['x.example']), 'eid.refreshHosts.0', /x\.example/, /allowed/],
  ['a name in capitals', (p, s) => (s.portals.web = { STADT: p }), 'STADT', /kein Name/, /Kleinbuchstaben/],
  [
    'itself',
    (p, s) => [Object.assign(s, { production: true }), p.allowed.push({ host: 'localhost:8443' })],
    'allowed.1.host',
    /dieser Rechner/,
    /nie/,
  ],
  [
    'the own network',
    (p, s) => [Object.assign(s, { production: true }), p.allowed.push({ host: '192.168.1.7' })],
    'allowed.1.host',
    /Netz/,
    /nie/,
  ],
  ['no reader', (_, s) => (s.devices.eid = null), 'eid', /Lesegerät/, /null/],
  [
    'no scanner',
    (p, s) => [Object.assign(p, { uploads: 'scan' }), Object.assign(s.devices, { scanner: null })],
    'uploads',
    /Scanner/,
    /none/,
  ],
  ['no page printer', (p) => (p.downloads = 'print'), 'downloads', /Drucker/, /none/],
])('a web portal with %s', (_, change, path, wrong, right) => {
  const [fault, ...others] = faultsOf(change);
  if (!fault) throw new TypeError('no fault');
  expect(fault.path.endsWith(path), fault.path).toBe(true);
  const words = faultWords(fault, 'de');
  expect(words.wrong).toMatch(wrong);
  expect(words.right).toMatch(right);
  expect(others).toEqual([]);
});

test('a service that opens a site which nobody names', () => {
  const service = ServiceDefinition.parse({
    ...read('services/pin-setzen.json'),
    id: 'stadtportal',
    route: { kind: 'web', portal: 'stadtportal' },
  });
  const site = SiteDefinition.parse(read('sites/musterstadt.json'));
  expect(unknownPortalFaults({ portals: { ...site.portals, web: {} } }, [service], (id) => id)).toMatchObject([
    { file: 'stadtportal', path: 'route.portal', detail: 'stadtportal' },
  ]);
});

test('a web site that is to ask for money at the terminal itself is refused', () => {
  const service = read('services/bewohnerparkausweis.json');
  const checked = ServiceDefinition.safeParse({ ...service, route: { kind: 'web', portal: 'stadtportal' } });
  expect(checked.error?.issues.map(({ message }) => message)).toContain('web-alone');
});
