import { expect, test } from 'vitest';
import { isSessionUrl, portalPolicy, sessionPolicy } from './page-policy.ts';

const session = sessionPolicy('http://127.0.0.1:4242/#token');

test.each([
  'http://127.0.0.1:4242/',
  'http://127.0.0.1:4242/assets/main.js',
  'ws://127.0.0.1:4242/view',
  'blob:http://127.0.0.1:4242/6f0d',
  'data:image/png;base64,AA==',
  'about:blank',
])('a session may load %s', (url) => {
  expect(session.allows(url)).toBe(true);
});

test.each([
  'http://127.0.0.1:4243/',
  'http://localhost:4242/',
  'https://127.0.0.1:4242/',
  'http://127.0.0.1:4242@evil.example/',
  'http://user@127.0.0.1:4242/',
  'https://www.example.org/',
  'file:///etc/passwd',
  'chrome://settings',
  'view-source:http://127.0.0.1:4242/',
  'javascript:alert(1)',
  'blob:http://127.0.0.1:9/6f0d',
  'not an address',
])('a session may not load %s', (url) => {
  expect(session.allows(url)).toBe(false);
});

const portal = portalPolicy([
  'stadt.example',
  '*.land.example',
  'https://amt.example/termine',
  '*.de',
  'http://plain.example',
]);

test.each([
  'https://stadt.example/irgendwo?x=1',
  'https://service.land.example/',
  'wss://stadt.example/live',
  'https://amt.example/termine',
  'https://amt.example/termine/neu',
])('a portal may load %s', (url) => {
  expect(portal.allows(url)).toBe(true);
});

test.each([
  'http://stadt.example/',
  'https://stadt.example:8443/',
  'https://stadt.example.evil.example/',
  'https://evilstadt.example/',
  'https://land.example/',
  'https://service.land.example:8443/',
  'https://amt.example/termine-anderswo',
  'https://amt.example/',
  'https://amt.example/termine/%2e%2e/intern',
  'https://beliebig.de/',
  'http://plain.example/',
  'https://stadt.example@evil.example/',
  'http://127.0.0.1:4242/',
])('a portal may not load %s', (url) => {
  expect(portal.allows(url)).toBe(false);
});

test.each([
  ['http://127.0.0.1:4242/#abc_-9', true],
  ['http://127.0.0.1:4242/', false],
  ['http://localhost:4242/#abc', false],
  ['http://127.0.0.1:4242/x#abc', false],
  ['https://127.0.0.1:4242/#abc', false],
])('session address %s: %s', (url, expected) => {
  expect(isSessionUrl(url)).toBe(expected);
});

test('the network rules name exactly the hosts of the list', () => {
  expect(session.networkBypass).toBe('127.0.0.1:4242');
  expect(portalPolicy(['stadt.example', '*.land.example', '*.de', 'https://amt.example:8443/']).networkBypass).toBe(
    'https://stadt.example:443;wss://stadt.example:443;https://*.land.example:443;wss://*.land.example:443',
  );
});
