import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SealedSubmission } from '../../portals/fit-connect/contract.ts';
import { limits } from '../../portals/fit-connect/limits.ts';
import { DESTINATION, PERMIT, startTestPortal, type TestPortal } from './test-support/portal.ts';

let t: TestPortal;
let sealed: SealedSubmission;
let token: string;

beforeAll(async () => {
  t = await startTestPortal();
  sealed = await t.seal();
  const answer = await fetch(t.portal.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'test-client',
      client_secret: 'test-secret',
    }),
  });
  token = ((await answer.json()) as { access_token: string }).access_token;
}, 60_000);
afterAll(() => t.stop());

const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${t.portal.submissionApi}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const value = text === '' ? {} : (JSON.parse(text) as Record<string, string>);
  return { status: answer.status, type: value.type?.split('/').at(-1), value };
};

const announcement = () => ({
  destinationId: DESTINATION,
  announcedAttachments: sealed.attachments.map(({ id }) => id),
  publicService: PERMIT,
});
const announce = (changes = {}) => call('POST', '/v2/submissions', { ...announcement(), ...changes });
const JOSE = { 'content-type': 'application/jose' };

let draft: string;
beforeEach(async () => {
  draft = (await announce()).value.submissionId ?? '';
});
const attach = (id: string | undefined, jwe: string | undefined, headers: Record<string, string> = JOSE) =>
  call('PUT', `/v2/submissions/${draft}/attachments/${id}`, jwe, headers);
const attachAll = async () => {
  for (const { id, jwe } of sealed.attachments) expect((await attach(id, jwe)).status).toBe(204);
};
const submit = (changes = {}) => {
  const { encryptedMetadata, encryptedData } = sealed;
  return call('PUT', `/v2/submissions/${draft}`, { encryptedMetadata, encryptedData, ...changes });
};

/** The sealed data with another protected header: what a careless sender would send. */
const withHeader = (changes: Record<string, unknown>) => {
  const header = {
    ...{ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: sealed.encryptionKid, cty: 'application/json' },
    ...changes,
  };
  const encoded = Buffer.from(JSON.stringify(header)).toString('base64url');
  return [encoded, ...sealed.encryptedData.split('.').slice(1)].join('.');
};

test('no token', async () =>
  expect(await call('POST', '/v2/submissions', announcement(), { authorization: '' })).toMatchObject({ status: 401 }));
test('another destination', async () =>
  expect(await announce({ destinationId: randomUUID() })).toMatchObject({ status: 404, type: 'unknown-destination' }));
test('a destination that is no UUID', async () =>
  expect(await announce({ destinationId: '../x' })).toMatchObject({ status: 400 }));
test('an attachment announced twice', async () => {
  const id = randomUUID();
  expect(await announce({ announcedAttachments: [id, id] })).toMatchObject({ status: 400 });
});
test('too many attachments', async () =>
  expect(
    await announce({ announcedAttachments: Array.from({ length: limits.attachments + 1 }, () => randomUUID()) }),
  ).toMatchObject({ status: 400 }));
test('the field of version 1 in version 2', async () =>
  expect(await announce({ publicService: undefined, serviceType: PERMIT })).toMatchObject({ status: 400 }));
test('a destination that takes nothing without a public service', async () => {
  const strict = {
    id: DESTINATION,
    name: 'Stadtkasse',
    publicServices: [PERMIT],
    schemas: {},
    demandsPublicService: true,
  };
  const other = await startTestPortal({ destinations: [strict] });
  const delivered = await other.sender.deliver({ ...sealed, publicService: null });
  await other.stop();
  expect(delivered).toMatchObject({
    error: { failure: { status: 422, problem: { type: expect.stringMatching(/\/public-service-missing$/) } } },
  });
});
test('a region in version 1', async () => {
  const { publicService, ...bare } = announcement();
  const body = { ...bare, serviceType: publicService, region: 'DE' };
  expect(await call('POST', '/v1/submissions', body)).toMatchObject({ status: 400 });
});
test('a region that the destination does not serve', async () =>
  expect(await announce({ region: 'AT1' })).toMatchObject({ status: 422, type: 'region-not-offered' }));
test('a refusal says its kind by an address', async () =>
  expect((await announce({ destinationId: randomUUID() })).value).toMatchObject({
    type: 'https://schema.fitko.de/fit-connect/submission-api/problems/unknown-destination',
    status: 404,
  }));
test('an unknown field', async () => expect(await announce({ extra: 1 })).toMatchObject({ status: 400 }));
test('no JSON', async () => expect(await call('POST', '/v2/submissions', 'oops')).toMatchObject({ status: 400 }));

test('an attachment nobody announced', async () =>
  expect(await attach(randomUUID(), sealed.encryptedData)).toMatchObject({
    status: 422,
    type: 'attachment-not-announced',
  }));
test('an attachment of another content type', async () => {
  const [first] = sealed.attachments;
  expect(await attach(first?.id, first?.jwe, { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
});
test('an attachment in clear', async () =>
  expect(await attach(sealed.attachments[0]?.id, '%PDF-1.7')).toMatchObject({ status: 422, type: 'jwe-form' }));

test.each([
  ['jwe-alg', { alg: 'RSA-OAEP' }],
  ['jwe-enc', { enc: 'A128GCM' }],
  ['jwe-zip', { zip: 'DEF' }],
  ['jwe-cty', { cty: undefined }],
  ['jwe-kid', { kid: 'other' }],
])('a JWE refused for %s', async (type, header) => {
  expect(await attach(sealed.attachments[0]?.id, withHeader(header))).toMatchObject({ status: 422, type });
  expect(await submit({ encryptedData: withHeader(header) })).toMatchObject({ status: 422, type });
});
test('metadata and data of another type than JSON and XML', async () => {
  const text = withHeader({ cty: 'text/plain' });
  expect(await submit({ encryptedData: text })).toMatchObject({ status: 422, type: 'jwe-cty' });
  expect(await submit({ encryptedMetadata: text })).toMatchObject({ status: 422, type: 'jwe-cty' });
});
test('a JWE with a truncated tag', async () =>
  expect(await attach(sealed.attachments[0]?.id, sealed.encryptedData.slice(0, -3))).toMatchObject({
    type: 'jwe-tag',
  }));

test('submit before everything is uploaded', async () => {
  const [first] = sealed.attachments;
  await attach(first?.id, first?.jwe);
  expect(await submit()).toMatchObject({ status: 422, type: 'attachments-missing' });
});
test('submit without data', async () =>
  expect(await submit({ encryptedData: undefined })).toMatchObject({ status: 400 }));

test('submit twice, one after the other', async () => {
  t.portal.acceptAfter(200);
  await attachAll();
  expect(await submit()).toMatchObject({ status: 200 });
  expect(await submit()).toMatchObject({ status: 409 });
  t.portal.acceptAfter(0);
});
test('submit twice at the same moment', async () => {
  t.portal.acceptAfter(200);
  await attachAll();
  const answers = await Promise.all([submit(), submit(), submit()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  t.portal.acceptAfter(0);
});
test('an attachment after submit', async () => {
  t.portal.acceptAfter(200);
  await attachAll();
  await submit();
  expect(await attach(sealed.attachments[0]?.id, sealed.attachments[0]?.jwe)).toMatchObject({ status: 409 });
  t.portal.acceptAfter(0);
});
test('submit again after the authority has picked it up', async () => {
  await attachAll();
  await submit();
  await t.portal.settled();
  expect(await submit()).toMatchObject({ status: 404 });
});

test('events of a case nobody knows', async () =>
  expect(await call('GET', `/v2/cases/${randomUUID()}/events`)).toMatchObject({ status: 404 }));
test('a page of the event log', async () => {
  await attachAll();
  await submit();
  await t.portal.settled();
  const { value } = await call('GET', `/v2/submissions/${draft}/events?offset=1&limit=2`);
  expect(value).toMatchObject({ offset: 1, count: 2, totalCount: 4 });
});
test('a page of a negative length', async () =>
  expect(await call('GET', `/v2/submissions/${draft}/events?limit=-1`)).toMatchObject({ status: 400 }));

test('a body that is announced larger than anything allowed', async () => {
  const status = await new Promise((resolve, reject) => {
    const put = request(`${t.portal.submissionApi}/v2/submissions/${draft}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-length': '999999999' },
    });
    put.on('response', (answer) => {
      resolve(answer.statusCode);
      put.destroy();
    });
    put.on('error', reject);
    put.flushHeaders();
  });
  expect(status).toBe(413);
});

test('an outage breaks the interface, the authority still reads its inbox', async () => {
  t.portal.setDown(true);
  expect(await t.sender.destination(DESTINATION)).toMatchObject({ error: { reason: 'unreachable' } });
  expect((await fetch(t.portal.inboxUrl)).status).toBe(200);
  t.portal.setDown(false);
  expect(await t.sender.destination(DESTINATION)).toMatchObject({ ok: true });
});
