import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { type PaymentPortalSimulator, startPaymentPortal } from '../../simulators/payment-portal/index.ts';
import { bookedPayment } from './booked.ts';
import { createPaymentPortalClient, type PaymentPortalClient } from './client.ts';
import type { PaymentTransaction } from './contract.ts';
import { delays } from './delays.ts';
import { type PaymentToOpen, paymentRequest } from './request.ts';

const clock = new SimulatedClock();
const ids = { originatorId: 'musterstadt', endPointId: 'terminal' };
let portal: PaymentPortalSimulator;
let client: PaymentPortalClient;

beforeAll(async () => {
  portal = await startPaymentPortal({ port: 0, ...ids, clock });
  client = createPaymentPortalClient({ url: portal.url, ...ids, clock, log: silentLog });
});
afterAll(() => portal.stop());

const payment = (changes: Partial<PaymentToOpen> = {}): PaymentToOpen => ({
  requestId: crypto.randomUUID(),
  purpose: 'MSRH0100000017',
  description: 'Verwarnung',
  redirectUrl: 'https://musterstadt.example/danke',
  items: [{ id: '1', reference: 'MSRH0100000017', description: 'Verwarnung', cents: 2500, taxRate: 0 }],
  ...changes,
});

async function open(): Promise<PaymentTransaction> {
  const opened = await client.open(payment());
  if (!opened.ok) throw opened.error;
  return opened.value;
}

/** Advances the clock until the promise settles. */
async function passing<T>(promise: Promise<T>): Promise<T> {
  let done = false;
  const settled = promise.finally(() => {
    done = true;
  });
  while (!done)
    if (clock.waiting > 0) await clock.advance(delays.poll / 3);
    else await clock.advance(0);
  return settled;
}

test('a transaction is opened and has a page to pay on', async () => {
  const transaction = await open();
  expect(transaction).toMatchObject({ status: 'INITIAL', transactionReference: 'MSRH0100000017' });
  const page = await (await fetch(transaction.transactionRedirectUrl)).text();
  expect(page).toContain('25,00');
});

test('a lost answer does not open a second transaction', async () => {
  const wanted = payment();
  const before = portal.transactions().length;
  portal.loseNextAnswer();
  expect(await client.open(wanted)).toMatchObject({ error: { reason: 'unreachable' } });
  expect(await client.open(wanted)).toMatchObject({ ok: true });
  expect(portal.transactions().length).toBe(before + 1);
});

test('another payment under a used id', async () => {
  const wanted = payment();
  await client.open(wanted);
  expect(await client.open({ ...wanted, description: 'other' })).toMatchObject({ error: { status: 409 } });
});

test('the outcome comes once the phone has paid', async () => {
  const { transactionId, transactionRedirectUrl } = await open();
  const outcome = client.outcome(transactionId);
  await fetch(`${transactionRedirectUrl}/PAYED`, { method: 'POST' });
  expect(await passing(outcome)).toMatchObject({ kind: 'paid', transaction: { transactionId, status: 'PAYED' } });
});

test.each([
  ['CANCELED', 'cancelled'],
  ['FAILED', 'failed'],
] as const)('a payment that ends as %s', async (status, kind) => {
  const { transactionId } = await open();
  portal.decide(transactionId, status);
  expect(await passing(client.outcome(transactionId))).toMatchObject({ kind });
});

test('an outage while the citizen pays is waited through', async () => {
  const { transactionId } = await open();
  portal.setDown(true);
  const outcome = client.outcome(transactionId);
  while (clock.waiting === 0) await clock.advance(0);
  portal.setDown(false);
  portal.decide(transactionId, 'PAYED');
  expect(await passing(outcome)).toMatchObject({ kind: 'paid' });
});

test('a payment nobody makes stays open', async () => {
  const { transactionId } = await open();
  const started = clock.monotonic();
  expect(await passing(client.outcome(transactionId))).toEqual({ kind: 'open' });
  expect(clock.monotonic() - started).toBeGreaterThanOrEqual(delays.outcome);
});

test('the citizen turns away', async () => {
  const { transactionId } = await open();
  const leaving = new AbortController();
  const outcome = client.outcome(transactionId, leaving.signal);
  leaving.abort();
  expect(await passing(outcome)).toEqual({ kind: 'open' });
});

test('a transaction nobody opened', async () =>
  expect(await client.read('nothing')).toMatchObject({ error: { reason: 'refused', status: 404 } }));

test('the portal says whether it works', async () => {
  expect(await client.available()).toBe(true);
  portal.setDown(true);
  expect(await client.available()).toBe(false);
  portal.setDown(false);
});

test('an address that is no secured page never becomes a QR code', async () => {
  const transaction = { ...(await open()), transactionRedirectUrl: 'http://evil.example/pay' };
  const server = createServer((_, response) => response.end(JSON.stringify({ paymentInformation: transaction })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const other = createPaymentPortalClient({ url, ...ids, clock, log: silentLog });
  expect(await other.open(payment())).toEqual({ ok: false, error: { reason: 'bad-answer', detail: 'redirect-url' } });
  server.closeAllConnections();
  server.close();
});

test('items always add up to the amount, to the cent', () => {
  const item = fc.record({
    id: fc.constant('1'),
    reference: fc.constant('MS1234'),
    description: fc.constant(''),
    cents: fc.integer({ min: 1, max: 5_000_000 }),
    taxRate: fc.constantFrom(0, 7, 19),
  });
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 10 }), (items) => {
      const request = paymentRequest(payment({ items }), clock.now());
      const sum = request.items.reduce((s, i) => s + Math.round((i.totalNetAmount + i.totalTaxAmount) * 100), 0);
      expect(sum).toBe(Math.round(request.grosAmount * 100));
    }),
  );
});

test('nothing to pay is a bug', () =>
  expect(() =>
    paymentRequest(payment({ items: [{ id: '1', reference: 'M', description: '', cents: 0, taxRate: 0 }] }), 0),
  ).toThrow('not an amount'));
test('a purpose that no statement can show is a bug', () =>
  expect(() => paymentRequest(payment({ purpose: 'x'.repeat(28) }), 0)).toThrow('payment: purpose'));

test('only what is paid can be sent to an authority', async () => {
  const transaction = await open();
  expect(bookedPayment(transaction, 'MS1234', 2500)).toBeNull();
  expect(bookedPayment({ ...transaction, status: 'PAYED', paymentMethod: 'GIROPAY' }, 'MS1234', 2500)).toMatchObject({
    status: 'BOOKED',
    paymentMethod: 'GIROPAY',
    grossAmount: 25,
  });
});
