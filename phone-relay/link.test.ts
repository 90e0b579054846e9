import { expect, test } from 'vitest';
import { LIMITS as LINK } from '../portals/phone-relay/limits.ts';
import { LIMITS } from './limits.ts';
import { refusalOf, relayUnderTest, secret } from './test-support/relay-under-test.ts';

const KEY = `B${'A'.repeat(86)}`;
const OTHER_KEY = `B${'B'.repeat(86)}`;
const BYTES = { 'content-type': 'application/octet-stream' };

/** A link whose telephone has joined, and what both ends can do. */
async function joined() {
  const at = await relayUnderTest();
  const order = await at.opened({ content: { kind: 'link', publicKey: KEY } });
  const token = secret();
  const join = (own = token, publicKey = OTHER_KEY) =>
    at.ask(`/p/${order.id}/join`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ token: own, publicKey }),
    });
  const first = await join();
  return {
    ...at,
    order,
    token,
    join,
    first,
    up: (part: number, body: BodyInit = new Uint8Array([part]), own = token) =>
      at.ask(`/p/${order.id}/parts/${part}`, { method: 'PUT', token: own, headers: BYTES, body }),
    down: (part: number, text = Buffer.from([part]).toString('base64url')) =>
      at.ask(`/boxes/${order.id}/parts/${part}`, {
        ...{ method: 'PUT', token: order.ownerToken, headers: { 'content-type': 'text/plain' } },
        body: text,
      }),
    fetchDown: (after: number, own = token) => at.ask(`/p/${order.id}/parts?after=${after}`, { token: own }),
  };
}

test('the first telephone gets the session’s key, and asks again without harm', async () => {
  const { first, join, news, order } = await joined();
  expect(await first.json()).toEqual({ sessionKey: KEY, up: 0, down: 0 });
  expect((await join()).status).toBe(200);
  const { events } = (await (await news(order)).json()) as { events: unknown[] };
  expect(events).toEqual([{ number: 1, event: { kind: 'joined', publicKey: OTHER_KEY } }]);
});

test('a second telephone is refused, and the session is told of it once', async () => {
  const { join, news, order } = await joined();
  for (let times = 0; times < 2; times++) expect(await refusalOf(join(secret()))).toBe('409 taken');
  const { events } = (await (await news(order, 1)).json()) as { events: { event: unknown }[] };
  expect(events.map(({ event }) => event)).toEqual([{ kind: 'second-phone' }]);
});

test('the first telephone with another key is another one', async () => {
  const { join, token } = await joined();
  expect(await refusalOf(join(token, KEY))).toBe('409 taken');
});

test('who has not joined neither sends nor fetches', async () => {
  const { up, fetchDown } = await joined();
  expect(await refusalOf(up(1, 'x', secret()))).toBe('403 not-joined');
  expect(await refusalOf(fetchDown(0, secret()))).toBe('403 not-joined');
});

test('a part that is sent again is taken once', async () => {
  const { up, news, order } = await joined();
  for (let times = 0; times < 2; times++) expect((await up(1)).status).toBe(200);
  const { events } = (await (await news(order, 1)).json()) as { events: { event: unknown }[] };
  expect(events.map(({ event }) => event)).toEqual([{ kind: 'part', part: 1, data: 'AQ' }]);
});

test('a part out of its turn is not taken, in either direction', async () => {
  const { up, down } = await joined();
  expect(await refusalOf(up(2))).toBe('409 out-of-order');
  expect(await refusalOf(down(2))).toBe('409 out-of-order');
});

test('the telephone gets parts in order, each until it has asked for the next', async () => {
  const { down, fetchDown } = await joined();
  for (const part of [1, 2]) expect((await down(part)).status).toBe(200);
  for (const [after, part] of [
    [0, '1'],
    [0, '1'],
    [1, '2'],
  ] as const) {
    const answer = await fetchDown(after);
    expect([answer.headers.get('x-part'), new Uint8Array(await answer.arrayBuffer())[0]]).toEqual([part, Number(part)]);
  }
});

test('as many parts wait as may, in either direction; one more fits once one was fetched', async () => {
  const { up, down, news, order, fetchDown } = await joined();
  for (let part = 1; part <= LINK.partsWaiting; part++)
    expect([(await up(part)).status, (await down(part)).status]).toEqual([200, 200]);
  const next = LINK.partsWaiting + 1;
  expect(await refusalOf(up(next))).toBe('429 wait');
  expect(await refusalOf(down(next))).toBe('429 wait');
  await (await news(order, 2)).text();
  await (await fetchDown(1)).arrayBuffer();
  expect([(await up(next)).status, (await down(next)).status]).toEqual([200, 200]);
});

test('a part of exactly the largest size fits, and one byte more is not read', async () => {
  const { up, down } = await joined();
  const largest = new Uint8Array(LINK.partBytes);
  expect((await up(1, largest)).status).toBe(200);
  expect(await refusalOf(up(2, new Uint8Array(LINK.partBytes + 1)))).toBe('413 malformed');
  const text = Buffer.from(largest).toString('base64url');
  expect((await down(1, text)).status).toBe(200);
  expect(await refusalOf(down(2, 'A'.repeat(LIMITS.partCharacters + 1)))).toBe('413 malformed');
});

test('an empty part, and one that is no number, are refused', async () => {
  const { up, ask, order, token } = await joined();
  expect(await refusalOf(up(1, new Uint8Array(0)))).toBe('400 malformed');
  const put = { method: 'PUT', token, headers: BYTES, body: 'x' };
  expect(await refusalOf(ask(`/p/${order.id}/parts/x`, put))).toBe('400 malformed');
});

test('a telephone that waits hears that the session has ended the link', async () => {
  const { fetchDown, ask, order } = await joined();
  const waiting = fetchDown(0);
  await ask(`/boxes/${order.id}`, { method: 'DELETE', token: order.ownerToken });
  expect(await refusalOf(waiting)).toBe('404 no-such-box');
});

test('a telephone that waits is answered with nothing before a proxy would end its question', async () => {
  const { fetchDown, clock } = await joined();
  const waiting = fetchDown(0);
  await expect.poll(() => clock.waiting).toBeGreaterThan(2);
  await clock.advance(25_000);
  expect((await waiting).status).toBe(204);
});

test('a box of a wallet is joined by nobody, and a link answers no wallet', async () => {
  const { opened, ask, order } = await joined();
  const wallet = await opened();
  const body = JSON.stringify({ token: secret(), publicKey: KEY });
  const join = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  expect(await refusalOf(ask(`/p/${wallet.id}/join`, join))).toBe('404 no-such-box');
  expect(await refusalOf(ask(`/w/${order.id}/request`))).toBe('404 no-such-box');
});

test('parts of a telephone that has joined do not count against its address', async () => {
  const { up, news, order, ask } = await joined();
  for (let part = 1; part <= LIMITS.requestsPerMinute + 1; part++) {
    expect((await up(part)).status).toBe(200);
    await (await news(order, part)).text();
  }
  expect((await ask('/p')).status).toBe(200);
}, 60_000);
