import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { type PaymentPortalSimulator, startPaymentPortal } from '../../simulators/payment-portal/index.ts';
import { createPaymentPortalClient, type PaymentPortalClient } from './client.ts';
import type { PaymentTransaction } from './contract.ts';
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

test('a transaction is opened and has a page to pay on', async () => {
  const transaction = await open();
  expect(transaction).toMatchObject({ status: 'INITIAL', transactionReference: 'MSRH0100000017' });
  const page = await (await fetch(transaction.transactionRedirectUrl ?? '')).text();
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

test.each(['PAYED', 'CANCELED', 'FAILED'] as const)('what the telephone has done is read: %s', async (status) => {
  const { transactionId, transactionRedirectUrl } = await open();
  expect(await client.read(transactionId)).toMatchObject({ value: { transactionId, status: 'INITIAL' } });
  await fetch(`${transactionRedirectUrl}/${status}`, { method: 'POST' });
  expect(await client.read(transactionId)).toMatchObject({ value: { transactionId, status } });
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
  await using other = await answering({ ...(await open()), transactionRedirectUrl: 'http://evil.example/pay' });
  expect(await other.client.open(payment())).toEqual(NO_ADDRESS);
});

test('an open payment without an address cannot be shown', async () => {
  const transaction = { ...(await open()), transactionRedirectUrl: null };
  await using other = await answering(transaction);
  expect(await other.client.open(payment())).toEqual(NO_ADDRESS);
  expect(await other.client.read(transaction.transactionId)).toEqual(NO_ADDRESS);
});

test.each([
  ['paymentMethod', null],
  ['paymentMethod', 'WERO'],
  ['paymentMethodDetail', null],
  ['paymentMethodDetail', 'x'.repeat(37)],
  ['statusDetail', null],
  ['statusDetail', 'x'.repeat(251)],
  ['transactionRedirectUrl', null],
  ['transactionRedirectUrl', ''],
  ['transactionRedirectUrl', 'http://insecure.example/pay'],
])('paid is paid, whatever %s says (%s)', async (field, value) => {
  const transaction = { ...(await open()), status: 'PAYED' as const, [field]: value };
  await using other = await answering(transaction);
  const { transactionId } = transaction;
  expect(await other.client.read(transactionId)).toMatchObject({ value: { status: 'PAYED' } });
  expect(await other.client.open(payment())).toMatchObject({ value: { status: 'PAYED' } });
});

const NO_ADDRESS = { ok: false, error: { reason: 'bad-answer', detail: 'redirect-url' } };

/** A portal that always answers the same. */
async function answering(paymentInformation: object) {
  const server = createServer((_, response) => response.end(JSON.stringify({ paymentInformation })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    client: createPaymentPortalClient({ url, ...ids, clock, log: silentLog }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

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
