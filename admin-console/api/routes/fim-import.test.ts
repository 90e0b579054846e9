import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { silentLog } from '../../../foundation/log.ts';
import type { Role } from '../../contract/access/permissions.ts';
import type { Configurations } from '../../domain/configuration/configurations.ts';
import { serveRoutes } from '../serve-routes.ts';
import { TEST_CALLER } from '../test-support/test-caller.ts';
import { configurationRoutes } from './configuration-routes.ts';

const SAMPLE = join(import.meta.dirname, '../../../config/fim/samples/marktstand.xdf2.xml');

async function post(body: object, role: Role = 'administrator') {
  await using app = fastify();
  const gate = {
    authenticate: async () => ({
      ...{ kind: 'user' as const, id: 'u1', name: 'eva' },
      grants: [{ tenantId: 'default', role }],
    }),
    tenants: async () => ['default'],
    caller: () => TEST_CALLER,
  };
  // The import asks nothing of what is kept.
  serveRoutes(app, configurationRoutes({} as Configurations), gate, silentLog);
  const { statusCode, json } = await app.inject({
    method: 'POST',
    url: '/api/tenants/default/configuration/fim-import',
    headers: { origin: TEST_CALLER.origin },
    payload: body,
  });
  return { status: statusCode, body: json() };
}

test('a form of FIM is answered with a service, its texts, its schema and what is to be looked at', async () => {
  const { status, body } = await post({ xml: readFileSync(SAMPLE, 'utf8') });
  expect(status).toBe(200);
  expect(body).toMatchObject({ service: { id: 'marktstand-anmelden' }, submissionSchema: { type: 'object' } });
  expect(body.notes.length).toBeGreaterThan(5);
  expect(body.texts['services.marktstand-anmelden.title']).toBe('Marktstand anmelden');
});

test.each([
  ['entities', { xml: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }, 400, 'fim-doctype'],
  ['no form', { xml: '<a/>' }, 400, 'fim-not-fim'],
  ['three megabytes', { xml: 'x'.repeat(3 * 1024 * 1024) }, 400, 'malformed'],
  ['six megabytes', { xml: 'x'.repeat(6 * 1024 * 1024) }, 413, null],
  ['another word', { text: '<a/>' }, 400, 'malformed'],
])('%s: refused', async (_, body, status, reason) => {
  const answer = await post(body);
  expect(answer.status).toBe(status);
  if (reason !== null) expect(JSON.stringify(answer.body)).toContain(reason);
});

test('who may not write a draft imports nothing', async () => {
  expect((await post({ xml: '<a/>' }, 'technician')).status).toBe(403);
});
