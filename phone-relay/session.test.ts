import { expect, test } from 'vitest';
import type { BoxOrder } from '../portals/phone-relay/contract.ts';
import { DELAYS } from './delays.ts';
import { LIMITS } from './limits.ts';
import { JWE, REQUEST_OBJECT, refusalOf, relayUnderTest, secret } from './test-support/relay-under-test.ts';

const answer = new URLSearchParams({ response: JWE });

test('a session hears in order what happens at its box, and each thing once', async () => {
  const at = await relayUnderTest();
  const order = at.orderOf();
  expect((await at.open(order)).status).toBe(201);
  await at.ask(`/w/${order.id}/request`);
  await at.ask(`/w/${order.id}/request`);
  expect(await (await at.news(order)).json()).toEqual({ events: [{ number: 1, event: { kind: 'fetched' } }] });
  await at.post(order.id, answer);
  expect(await (await at.news(order, 1)).json()).toEqual({
    events: [{ number: 2, event: { kind: 'answered', response: JWE } }],
  });
});

test('a session that waits hears at once, and nothing happens for 25 s', async () => {
  const at = await relayUnderTest();
  const order = await at.opened();
  const waiting = at.news(order);
  await expect.poll(() => at.clock.waiting).toBe(2);
  await at.ask(`/w/${order.id}/request`);
  expect(await (await waiting).json()).toMatchObject({ events: [{ number: 1 }] });
  const again = at.news(order, 1);
  // The minute's count waits besides.
  await expect.poll(() => at.clock.waiting).toBe(3);
  await at.clock.advance(DELAYS.newsWithin);
  expect(await (await again).json()).toEqual({ events: [] });
});

test('a session that asks again ends its former question', async () => {
  const at = await relayUnderTest();
  const order = await at.opened();
  const former = at.news(order);
  await expect.poll(() => at.clock.waiting).toBe(2);
  const next = at.news(order);
  expect(await (await former).json()).toEqual({ events: [] });
  await at.ask(`/w/${order.id}/request`);
  expect(await (await next).json()).toMatchObject({ events: [{ number: 1 }] });
});

test('a connection that is lost while it waits leaves no timer behind', async () => {
  const at = await relayUnderTest();
  const order = await at.opened();
  const before = at.clock.waiting;
  const aborter = new AbortController();
  const lost = at.ask(`/boxes/${order.id}/news?after=0`, { token: order.ownerToken, signal: aborter.signal });
  lost.catch(() => {});
  await expect.poll(() => at.clock.waiting).toBe(before + 1);
  aborter.abort();
  await expect.poll(() => at.clock.waiting).toBe(before);
});

test('opening again what is open already is no fault: an answer may have been lost', async () => {
  const at = await relayUnderTest();
  const order = await at.opened();
  expect((await at.open(order)).status).toBe(200);
});

test('a box of somebody else is not opened again', async () => {
  const at = await relayUnderTest();
  const order = await at.opened();
  expect(await refusalOf(at.open({ ...order, ownerToken: secret() }))).toBe('409 taken');
});

test('what the session has confirmed is forgotten', async () => {
  const at = await relayUnderTest();
  const order = await at.opened();
  await at.post(order.id, answer);
  await at.news(order);
  expect(await (await at.news(order)).text()).toContain(JWE);
  const confirming = at.news(order, 1);
  await at.clock.advance(DELAYS.newsWithin);
  await confirming;
  const again = at.news(order, 0);
  await at.clock.advance(DELAYS.newsWithin);
  expect(await (await again).json()).toEqual({ events: [] });
});

test('who shows no key, or one that is not known, opens nothing', async () => {
  const at = await relayUnderTest();
  expect(await refusalOf(at.open(at.orderOf(), secret()))).toBe('401 unknown-key');
  expect(await refusalOf(at.ask('/boxes', { method: 'POST' }))).toBe('401 unknown-key');
});

test('a key that was taken away opens nothing any more; boxes that are open stay', async () => {
  const at = await relayUnderTest();
  const order = await at.opened();
  at.relay.renew({ keys: new Set(), tls: null });
  expect(await refusalOf(at.open(at.orderOf()))).toBe('401 unknown-key');
  expect((await at.ask(`/w/${order.id}/request`)).status).toBe(200);
});

test('another owner’s token opens a box as little as a terminal’s key does', async () => {
  const at = await relayUnderTest();
  const order = await at.opened();
  expect(await refusalOf(at.news(order, 0, secret()))).toBe('404 no-such-box');
  expect(await refusalOf(at.news(order, 0, at.key))).toBe('404 no-such-box');
  expect(await refusalOf(at.ask(`/boxes/${order.id}`, { method: 'DELETE', token: secret() }))).toBe('404 no-such-box');
  expect((await at.ask(`/w/${order.id}/request`)).status).toBe(200);
});

test.each([
  ['not JSON', () => '{'],
  ['no order', () => '{}'],
  ['more than an order', (order: BoxOrder) => JSON.stringify({ ...order, more: true })],
  ['a short id', (order: BoxOrder) => JSON.stringify({ ...order, id: 'abc' })],
  ['a lifetime of an hour', (order: BoxOrder) => JSON.stringify({ ...order, lifetimeSeconds: 3_600 })],
  ['a request in clear', (order: BoxOrder) => JSON.stringify(order).replace(REQUEST_OBJECT, 'in clear')],
])('malformed order: %s', async (_, bodyOf) => {
  const at = await relayUnderTest();
  const headers = { 'content-type': 'application/json' };
  const body = bodyOf(at.orderOf());
  expect(await refusalOf(at.ask('/boxes', { method: 'POST', token: at.key, body, headers }))).toBe('400 malformed');
});

test('an order of another content type is refused', async () => {
  const at = await relayUnderTest();
  const body = JSON.stringify(at.orderOf());
  const headers = { 'content-type': 'text/plain' };
  expect((await at.ask('/boxes', { method: 'POST', token: at.key, body, headers })).status).toBe(415);
});

test('an order that is too large is not read', async () => {
  const at = await relayUnderTest();
  const requestObject = `${'a'.repeat(LIMITS.orderBytes)}.b.c`;
  const answered = await at.open(at.orderOf({ content: { kind: 'wallet', requestObject } }));
  expect(answered.status).toBe(413);
});

test('a terminal has some boxes at once, whatever others have', async () => {
  const at = await relayUnderTest();
  for (let i = 0; i < LIMITS.boxesPerKey; i++) expect((await at.open(at.orderOf())).status).toBe(201);
  expect(await refusalOf(at.open(at.orderOf()))).toBe('429 too-many');
  expect((await at.open(at.orderOf(), at.otherKey)).status).toBe(201);
});

test('a box that was closed is gone for everybody, also for a session that waits', async () => {
  const at = await relayUnderTest();
  const order = await at.opened();
  const waiting = at.news(order);
  await expect.poll(() => at.clock.waiting).toBe(2);
  expect((await at.ask(`/boxes/${order.id}`, { method: 'DELETE', token: order.ownerToken })).status).toBe(204);
  expect(await refusalOf(waiting)).toBe('404 no-such-box');
  expect(await refusalOf(at.ask(`/w/${order.id}/request`))).toBe('404 no-such-box');
});

test('a box whose time is over is gone for everybody', async () => {
  const at = await relayUnderTest();
  const order = await at.opened({ lifetimeSeconds: 30 });
  await at.clock.advance(30_000);
  expect(await refusalOf(at.news(order))).toBe('404 no-such-box');
  expect(await refusalOf(at.ask(`/w/${order.id}/request`))).toBe('404 no-such-box');
  expect(await refusalOf(at.post(order.id, answer))).toBe('404 no-such-box');
});

test('a request object of exactly the largest size fits', async () => {
  const at = await relayUnderTest();
  const requestObject = `${REQUEST_OBJECT}${'a'.repeat(32_768 - REQUEST_OBJECT.length)}`;
  const order = await at.opened({ content: { kind: 'wallet', requestObject } });
  expect(await (await at.ask(`/w/${order.id}/request`)).text()).toBe(requestObject);
});
