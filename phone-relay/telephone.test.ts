import { expect, test } from 'vitest';
import { SimulatedClock } from '../foundation/clock.ts';
import { Boxes } from './boxes.ts';
import { DELAYS } from './delays.ts';
import { LIMITS } from './limits.ts';
import { JWE, REQUEST_OBJECT, refusalOf, relayUnderTest, secret } from './test-support/relay-under-test.ts';

const form = (fields: Record<string, string>) => new URLSearchParams(fields);

test('a telephone fetches the request with its own content type, kept by nobody', async () => {
  const at = await relayUnderTest();
  const { id } = await at.opened();
  const fetched = await at.ask(`/w/${id}/request`);
  expect([fetched.status, await fetched.text()]).toEqual([200, REQUEST_OBJECT]);
  expect(Object.fromEntries(fetched.headers)).toMatchObject({
    'content-type': 'application/oauth-authz-req+jwt',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
});

test('no page of another site reads an answer, and none is asked for beforehand', async () => {
  const at = await relayUnderTest();
  const { id } = await at.opened();
  const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' };
  for (const method of ['GET', 'OPTIONS']) {
    const { headers: answered } = await at.ask(`/w/${id}/request`, { method, headers });
    expect([...answered.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});

test('an answer is taken as JSON {}', async () => {
  const at = await relayUnderTest();
  const { id } = await at.opened();
  const answered = await at.post(id, form({ response: JWE }));
  expect([answered.status, answered.headers.get('content-type'), await answered.json()]).toEqual([
    200,
    'application/json; charset=utf-8',
    {},
  ]);
});

test('a refusal of the wallet is told with its state', async () => {
  const at = await relayUnderTest();
  const order = await at.opened();
  expect((await at.post(order.id, form({ error: 'access_denied', state: 's-1' }))).status).toBe(200);
  expect(await (await at.news(order)).json()).toEqual({
    events: [{ number: 1, event: { kind: 'refused', error: 'access_denied', state: 's-1' } }],
  });
});

test('a second answer is not taken, and the session is told of it once', async () => {
  const at = await relayUnderTest();
  const order = await at.opened();
  await at.post(order.id, form({ response: JWE }));
  expect(await refusalOf(at.post(order.id, form({ response: `${JWE}x` })))).toBe('409 answered');
  expect(await refusalOf(at.post(order.id, form({ error: 'access_denied' })))).toBe('409 answered');
  expect(await (await at.news(order)).json()).toEqual({
    events: [
      { number: 1, event: { kind: 'answered', response: JWE } },
      { number: 2, event: { kind: 'second-answer' } },
    ],
  });
});

test('the same answer again is the same telephone, which did not hear that it was taken', async () => {
  const at = await relayUnderTest();
  const order = await at.opened();
  await at.post(order.id, form({ response: JWE }));
  expect((await at.post(order.id, form({ response: JWE }))).status).toBe(200);
  expect(await (await at.news(order)).json()).toMatchObject({ events: [{ number: 1 }] });
});

test('who fetches after the answer hears that the code is used', async () => {
  const at = await relayUnderTest();
  const { id } = await at.opened();
  await at.post(id, form({ response: JWE }));
  expect(await refusalOf(at.ask(`/w/${id}/request`))).toBe('410 answered');
});

test('a box that nobody opened is not there', async () => {
  const at = await relayUnderTest();
  expect(await refusalOf(at.ask(`/w/${secret()}/request`))).toBe('404 no-such-box');
  expect(await refusalOf(at.post(secret(), form({ response: JWE })))).toBe('404 no-such-box');
});

test.each([
  ['an answer in clear', { response: '{"vp_token":{"pid":["eyJ"]}}' }],
  ['an answer that is signed only', { response: 'eyJh.eyJi.c2ln' }],
  ['nothing', {}],
  ['an answer and an error', { response: JWE, error: 'access_denied' }],
  ['an error of other characters', { error: 'Erika Mustermann, geboren am …' }],
  ['an empty error', { error: '' }],
])('not taken, and the box waits on: %s', async (_, fields) => {
  const at = await relayUnderTest();
  const { id } = await at.opened();
  expect(await refusalOf(at.post(id, form(fields as Record<string, string>)))).toBe('400 invalid_request');
  expect((await at.post(id, form({ response: JWE }))).status).toBe(200);
});

test('two answers in one form are not taken', async () => {
  const at = await relayUnderTest();
  const { id } = await at.opened();
  const both = new URLSearchParams([
    ['response', JWE],
    ['response', JWE],
  ]);
  expect(await refusalOf(at.post(id, both))).toBe('400 invalid_request');
});

test('an answer of another content type is refused', async () => {
  const at = await relayUnderTest();
  const { id } = await at.opened();
  const json = await at.post(id, JSON.stringify({ response: JWE }), { 'content-type': 'application/json' });
  expect(json.status).toBe(415);
});

test('an answer that is too large is not read', async () => {
  const at = await relayUnderTest();
  const { id } = await at.opened();
  expect((await at.post(id, form({ response: `${JWE}${'a'.repeat(LIMITS.formBytes)}` }))).status).toBe(413);
});

test.each([
  ['/w/:id/request', 'POST', 'GET'],
  ['/w/:id/request', 'HEAD', 'GET'],
  ['/w/:id/response', 'GET', 'POST'],
  ['/boxes/:id', 'GET', 'DELETE'],
  ['/boxes', 'GET', 'POST'],
])('%s by %s is refused and named what is allowed', async (path, method, allow) => {
  const at = await relayUnderTest();
  const order = await at.opened();
  const answered = await at.ask(path.replace(':id', order.id), { method });
  expect([answered.status, answered.headers.get('allow')]).toEqual([405, allow]);
  const waiting = at.news(order);
  await at.clock.advance(DELAYS.newsWithin);
  expect(await (await waiting).json()).toEqual({ events: [] });
});

test('a flood from one address is cut, a terminal behind the same address is not', async () => {
  const at = await relayUnderTest();
  const order = await at.opened();
  for (let i = 0; i < LIMITS.requestsPerMinute; i++) await at.ask(`/w/${secret()}/request`);
  expect(await refusalOf(at.ask(`/w/${order.id}/request`))).toBe('429 too-many-requests');
  expect(await refusalOf(at.news(order, 0, secret()))).toBe('429 too-many-requests');
  expect((await at.open(at.orderOf())).status).toBe(201);
  await at.clock.advance(DELAYS.minute);
  expect((await at.ask(`/w/${order.id}/request`)).status).toBe(200);
});

test('behind a proxy it counts those behind it apart, and believes nobody else', async () => {
  const [proxied, open] = [await relayUnderTest({ proxies: ['127.0.0.1'] }), await relayUnderTest()];
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
  for (const at of [proxied, open])
    for (let i = 0; i < LIMITS.requestsPerMinute; i++) await at.ask(`/w/${secret()}/request`, from('198.51.100.1'));
  expect((await proxied.ask(`/w/${secret()}/request`, from('198.51.100.2'))).status).toBe(404);
  expect((await open.ask(`/w/${secret()}/request`, from('198.51.100.2'))).status).toBe(429);
});

test('a relay that is full takes no more, and does again when boxes have ended', async () => {
  const clock = new SimulatedClock();
  const boxes = new Boxes(clock);
  const requestObject = 'a'.repeat(LIMITS.characters / 4);
  const order = () => ({
    id: secret(),
    ownerToken: secret(),
    lifetimeSeconds: 30,
    content: { kind: 'wallet' as const, requestObject },
  });
  for (let i = 0; i < 4; i++) expect(boxes.open(order(), 'key')).toMatchObject({ ok: true });
  expect(boxes.open(order(), 'key')).toMatchObject({ ok: false, error: 'full' });
  await clock.advance(30_000);
  expect([boxes.count, boxes.size, clock.waiting]).toEqual([0, 0, 0]);
  expect(boxes.open(order(), 'key')).toMatchObject({ ok: true });
});

test('its log counts and names nothing: no box, no address, no content', async () => {
  const at = await relayUnderTest();
  const order = await at.opened();
  await at.ask(`/w/${order.id}/request`);
  await at.post(order.id, form({ response: JWE }));
  await at.ask(`/w/${secret()}/request`);
  await at.clock.advance(DELAYS.minute);
  expect(at.lines.map((line) => JSON.parse(line))).toEqual([
    {
      at: expect.any(String),
      level: 'info',
      event: 'phone-relay.minute',
      ...{ opened: 1, fetched: 1, answered: 1, refused: 0, joined: 0, parts: 0, turnedAway: 1, limited: 0, failed: 0 },
    },
  ]);
});

test('it says that it is up, and nothing else there', async () => {
  const at = await relayUnderTest();
  expect(await (await at.ask('/health')).json()).toEqual({ status: 'up' });
  expect(await refusalOf(at.ask('/'))).toBe('404 no-such-address');
});
