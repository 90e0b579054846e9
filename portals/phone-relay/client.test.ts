import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { createLog } from '../../foundation/log.ts';
import { JWE, relayUnderTest, secret } from '../../phone-relay/test-support/relay-under-test.ts';
import { createPhoneRelayClient } from './client.ts';
import type { BoxOrder } from './contract.ts';
import { delays } from './delays.ts';

const answer = new URLSearchParams({ response: JWE });
/** Longest wait after the first failure, jitter included. */
const firstPause = delays.again.first * (1 + delays.again.jitter);

function clientOf(port: number, key: string) {
  const clock = new SimulatedClock();
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line), clock);
  const client = createPhoneRelayClient({ url: `http://127.0.0.1:${port}`, key, caPem: null, clock, log });
  return { client, clock, lines };
}

/** A session with an open box at a real relay. */
async function opened(more: Partial<BoxOrder> = {}) {
  const at = await relayUnderTest();
  const order = at.orderOf(more);
  const session = clientOf(at.relay.port, at.key);
  const box = await session.client.open(order);
  if (!box.ok) throw new Error(box.error);
  return { ...session, at, order, box: box.value };
}

/** A relay that answers in its own way. */
async function playedRelay(listener: RequestListener) {
  const server = createServer(listener);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const order: BoxOrder = {
  id: secret(),
  ownerToken: secret(),
  lifetimeSeconds: 300,
  content: { kind: 'wallet', requestObject: 'eyJh.eyJi.c2ln' },
};

test('what happens at the box comes one after the other, at the addresses told beforehand', async () => {
  const { at, box, client, order } = await opened();
  expect(client.addressesOf(order.id)).toEqual({ requestUrl: box.requestUrl, responseUrl: box.responseUrl });
  const first = box.next();
  await fetch(box.requestUrl);
  expect(await first).toEqual({ ok: true, value: { kind: 'fetched' } });
  await at.post(order.id, answer);
  await at.post(order.id, new URLSearchParams({ error: 'access_denied' }));
  expect(await box.next()).toEqual({ ok: true, value: { kind: 'answered', response: JWE } });
  expect(await box.next()).toEqual({ ok: true, value: { kind: 'second-answer' } });
  await box.close();
});

test('a question that is left is withdrawn: whoever waits is told, and the box is gone at the relay', async () => {
  const { box, clock } = await opened();
  const waiting = box.next();
  await box.close();
  expect(await waiting).toEqual({ ok: false, error: 'box-gone' });
  expect((await fetch(box.requestUrl)).status).toBe(404);
  expect(clock.waiting).toBe(0);
});

test('its time is over here too, though the relay never says so', async () => {
  const { box, clock } = await opened({ lifetimeSeconds: 30 });
  const waiting = box.next();
  await clock.advance(30_000);
  expect(await waiting).toEqual({ ok: false, error: 'box-gone' });
});

test('a relay that restarts forgets the box, and gets it again: the code on the screen stays good', async () => {
  const { at, box, clock, order, lines } = await opened();
  const waiting = box.next();
  await at.relay.close();
  await expect.poll(() => lines.length).toBe(2);
  await relayUnderTest({ port: at.relay.port });
  await clock.advance(firstPause);
  await expect.poll(() => lines.at(-1)).toContain('relay-box.reopened');
  await at.post(order.id, answer);
  expect(await waiting).toEqual({ ok: true, value: { kind: 'answered', response: JWE } });
  await box.close();
});

test('after the answer a box that is gone is not opened again', async () => {
  const { at, box, order } = await opened();
  await at.post(order.id, answer);
  await box.next();
  await at.ask(`/boxes/${order.id}`, { method: 'DELETE', token: order.ownerToken });
  expect(await box.next()).toEqual({ ok: false, error: 'box-gone' });
});

test('a key that the relay does not know is refused, and not tried again', async () => {
  const at = await relayUnderTest();
  const { client, lines } = clientOf(at.relay.port, secret());
  expect(await client.open(at.orderOf())).toEqual({ ok: false, error: 'relay-refused' });
  expect(lines.length).toBe(1);
});

test('nobody listens there', async () => {
  const at = await relayUnderTest();
  await at.relay.close();
  expect(await clientOf(at.relay.port, at.key).client.open(order)).toEqual({ ok: false, error: 'relay-unreachable' });
});

test('an answer that was lost: the box is opened again', async () => {
  let asked = 0;
  const port = await playedRelay((request, response) => {
    if (++asked === 1) request.socket.resetAndDestroy();
    else response.writeHead(200).end('{}');
  });
  expect(await clientOf(port, secret()).client.open(order)).toMatchObject({ ok: true });
});

test('a relay that takes the order and says nothing', async () => {
  const asked: (() => void)[] = [];
  const port = await playedRelay(() => asked.shift()?.());
  const { client, clock } = clientOf(port, secret());
  const arrives = () => new Promise<void>((resolve) => asked.push(resolve));
  const [first, second] = [arrives(), arrives()];
  const opening = client.open(order);
  await first;
  await clock.advance(delays.open);
  await second;
  await clock.advance(delays.open);
  expect(await opening).toEqual({ ok: false, error: 'relay-unreachable' });
});

test('a relay that has no news at once is asked with growing pauses, never in a flood', async () => {
  let asked = 0;
  const port = await playedRelay(({ method }, response) => {
    if (method === 'GET') asked++;
    response.writeHead(200).end('{"events":[]}');
  });
  const { client, clock } = clientOf(port, secret());
  const box = await client.open(order);
  if (!box.ok) throw new Error(box.error);
  void box.value.next();
  // The box's own time, and the pause.
  await expect.poll(() => [asked, clock.waiting]).toEqual([1, 2]);
  await clock.advance(firstPause);
  await expect.poll(() => [asked, clock.waiting]).toEqual([2, 2]);
  await clock.advance(firstPause - delays.again.first);
  expect(asked).toBe(2);
  await box.value.close();
});

test('news that are none, a proxy’s page for example, are asked for again', async () => {
  const pages = ['<h1>Wartung</h1>', '{"events":[{"number":1,"event":{"kind":"fetched"}}]}'];
  const port = await playedRelay(({ method }, response) =>
    response.writeHead(200).end(method === 'GET' ? pages.shift() : '{}'),
  );
  const { client, clock, lines } = clientOf(port, secret());
  const box = await client.open(order);
  if (!box.ok) throw new Error(box.error);
  const waiting = box.value.next();
  await expect.poll(() => lines.at(-1)).toContain('bad-answer');
  await clock.advance(firstPause);
  expect(await waiting).toMatchObject({ ok: true, value: { kind: 'fetched' } });
  await box.value.close();
});

test('its log has codes only: no box, no token, no answer', async () => {
  const { at, box, order, lines, clock } = await opened();
  await at.post(order.id, answer);
  await box.next();
  await at.relay.close();
  const waiting = box.next();
  await expect.poll(() => lines.length).toBe(2);
  await box.close();
  await waiting;
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { at: expect.any(String), level: 'info', event: 'relay-box.open', reason: 'ok' },
    { at: expect.any(String), level: 'warn', event: 'relay-box.lost', reason: 'unreachable' },
  ]);
  expect(clock.waiting).toBe(0);
});
