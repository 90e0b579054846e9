import { expect, test } from 'vitest';
import { type ApiParts, allRoutes, allStreams } from './all-routes.ts';
import { openApiOf } from './openapi.ts';
import { DescribedAnswers } from './test-support/described-answers.ts';

const streams = allStreams({ open: () => () => {} });
const routes = allRoutes({} as ApiParts);
const document = openApiOf(routes, streams);

test('each route and each stream is described, and nothing else', () => {
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const served = [...routes, ...streams].map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(described.toSorted()).toEqual(served.toSorted());
});

test('what a caller has to send stands there: placeholders, query, body', () => {
  expect(document.paths['/api/tenants/{tenant}/keys/{id}']?.delete).toMatchObject({
    parameters: [{ name: 'tenant' }, { name: 'id' }],
  });
  expect(document.paths['/api/tenants/{tenant}/keys']?.post).toMatchObject({
    requestBody: { content: { 'application/json': { schema: { required: ['name', 'permissions', 'days'] } } } },
  });
});

test('an answer that differs from the description is found', () => {
  const answers = new DescribedAnswers(document);
  answers.check('GET', '/api/sign-in', 200, { password: true, passkeys: false, providers: [] });
  expect(() => answers.check('GET', '/api/sign-in', 200, { password: 'yes', passkeys: false, providers: [] })).toThrow(
    'password',
  );
  expect(() => answers.check('GET', '/api/sign-in', 401, { reason: 'Not Allowed' })).toThrow('reason');
});
