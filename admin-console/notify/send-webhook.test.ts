import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { createWebhookSender } from './send-webhook.ts';
import { sampleItem, sampleNotice } from './test-support/claimed-notice.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
/** The verifier looks at its own clock. */
const clock = new SimulatedClock(Date.now());
let server: Server;
let answer: { readonly status: number; readonly headers?: Record<string, string> };
let received: { readonly url: string | undefined; readonly headers: IncomingHttpHeaders; readonly body: string }[];

beforeEach(async () => {
  answer = { status: 204 };
  received = [];
  server = createServer((request, response) => {
    let body = '';
    request
      .on('data', (part) => (body += part))
      .on('end', () => {
        received.push({ url: request.url, headers: request.headers, body });
        response.writeHead(answer.status, answer.headers).end('an answer that nobody reads');
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
const send = (change: Partial<Parameters<typeof sampleNotice>[0]> = {}, secret: string | null = SECRET) =>
  createWebhookSender(clock)(
    sampleNotice(change, { kind: 'webhook', to: [url()], secret }),
    new AbortController().signal,
  );
const asStrings = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

test('another implementation of the specification accepts the signature, and reads what it says', async () => {
  await send();
  const [{ headers, body } = { headers: {}, body: '' }] = received;
  const verified = new Webhook(SECRET).verify(body, asStrings(headers));
  expect(verified).toMatchObject({
    type: 'alert.opened',
    data: {
      tenant: 'default',
      cause: 'offline',
      alerts: [{ terminal: 'MS-RH-01', location: 'Rathaus', severity: 'urgent', since: '2026-11-29T09:30:00.000Z' }],
    },
  });
});

test.each<[string, (body: string, headers: Record<string, string>) => [string, Record<string, string>]]>([
  ['a body that was changed', (body, headers) => [body.replace('urgent', 'note'), headers]],
  [
    'another time',
    (body, headers) => [body, { ...headers, 'webhook-timestamp': `${Number(headers['webhook-timestamp']) + 1}` }],
  ],
  ['another id', (body, headers) => [body, { ...headers, 'webhook-id': 'other' }]],
])('%s is not what was signed', async (_, change) => {
  await send();
  const [{ headers, body } = { headers: {}, body: '' }] = received;
  const [changedBody, changedHeaders] = change(body, asStrings(headers));
  expect(() => new Webhook(SECRET).verify(changedBody, changedHeaders)).toThrow(/signature/i);
});

test('the id is the same at each attempt, so that a receiver knows what it has', async () => {
  await send();
  await send({ attempt: 2 });
  expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([sampleNotice().id, sampleNotice().id]);
});

test.each([301, 400, 410, 500, 503])('status %i is a failure with its number', async (status) => {
  answer = { status, headers: { location: `${url()}/elsewhere` } };
  await expect(send()).rejects.toMatchObject({ reason: `http-${status}` });
  expect(received).toHaveLength(1);
});

test('without its secret nothing is sent', async () => {
  await expect(send({}, null)).rejects.toMatchObject({ reason: 'no-secret' });
  expect(received).toEqual([]);
});

test('what is over says when', async () => {
  await send({ kind: 'recovered', items: [sampleItem({ closedAt: Date.UTC(2026, 10, 29, 10) })] });
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
    type: 'alert.recovered',
    data: { alerts: [{ endedAt: '2026-11-29T10:00:00.000Z' }] },
  });
});
