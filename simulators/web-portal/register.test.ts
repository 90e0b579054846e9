import { request } from 'node:https';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { startWebPortal, type WebPortalSimulator } from './index.ts';

let portal: WebPortalSimulator;
beforeAll(async () => {
  portal = await startWebPortal({ port: 0, clock: systemClock, log: silentLog });
}, 30_000);
afterAll(() => portal.stop());

function ask(method: 'GET' | 'POST', path: string, body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(new URL(path, portal.url), { method, ca: portal.caPem }, (answer) => {
      let text = '';
      answer.on('data', (part: Buffer) => {
        text += part.toString('utf8');
      });
      answer.on('end', () => resolve(text));
    });
    call.on('error', reject);
    call.end(body);
  });
}

test.each([
  ['/register/fuehrungszeugnis', 'Führungszeugnis'],
  ['/register/gewerbe', 'Gewerbezentralregister'],
])('%s says what it costs and leads to the login', async (path, title) => {
  const page = await ask('GET', path);
  expect(page).toContain(title);
  expect(page).toContain('13,00 Euro');
  expect(page).toContain('href="/register/anmelden?');
});

test('the login names a TC token for the eID client', async () =>
  expect(await ask('GET', '/register/anmelden?gewerbe')).toContain('tcTokenURL='));

test('nobody orders without an identification, and what is ordered is written down', async () => {
  expect(await ask('GET', '/register/antrag?session=nobody')).toContain('not-logged-in');
  expect(await ask('POST', '/register/bestellt', 'form=gewerbe')).toContain('ordered');
  expect(portal.state().forms.at(-1)).toEqual({ form: 'gewerbe' });
});
