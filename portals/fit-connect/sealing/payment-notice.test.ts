import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  DESTINATION,
  json,
  startTestPortal,
  type TestPortal,
} from '../../../simulators/fit-connect/test-support/portal.ts';
import { caseNumber } from '../contract.ts';
import { paymentInformation } from './payment-information.ts';
import { PAYMENT_NOTICE_SCHEMA, paidWith, sealPaymentNotice } from './payment-notice.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../../config/submission-schemas/zahlungsmitteilung.schema.json', import.meta.url), 'utf8'),
) as { $id: string };
const REQUEST = 'https://schemas.musterstadt.example/open-fee/1';
const paid: string[] = [];
let t: TestPortal;

beforeAll(async () => {
  t = await startTestPortal({
    destinations: [
      {
        id: DESTINATION,
        name: 'Bürgeramt',
        publicServices: [],
        schemas: { [REQUEST]: { $id: REQUEST, type: 'object' }, [schema.$id]: schema },
      },
    ],
    onPaid: (reference) => void paid.push(reference),
  });
}, 60_000);
afterAll(() => t.stop());

/** A request whose fee is due, delivered; and the notice that it is paid. */
async function sent() {
  const zahlung = { kassenzeichen: 'MSRH01-0AAA-0001X', betragCent: 1000, status: 'offen' };
  const request = await t.seal({
    publicService: null,
    data: { bytes: json({ zahlung }), schemaUri: REQUEST },
    payment: undefined,
  });
  const delivered = await t.sender.deliver(request);
  if (!delivered.ok) throw new TypeError('not delivered');
  const { caseId } = delivered.value;
  const notice = await sealPaymentNotice(
    {
      packageId: randomUUID(),
      destinationId: DESTINATION,
      caseId,
      number: caseNumber(request.packageId),
      serviceName: 'Meldebescheinigung',
      serviceIdentifier: null,
      cents: 1000,
      reference: zahlung.kassenzeichen,
      transactionId: request.packageId,
      paidWith: 'girocard',
    },
    { key: await t.key(), metadataVersion: '2.1.0', publicService: null },
  );
  return { request, ids: delivered.value, notice };
}

test('the schema that is announced is the one in the configuration', () =>
  expect(schema.$id).toBe(PAYMENT_NOTICE_SCHEMA));

test('paid after it was sent: the case says so, and there is still one case', async () => {
  const { request, ids, notice } = await sent();
  await t.portal.settled();
  expect(t.portal.case(ids.caseId)).toMatchObject({ state: 'accepted', amount: null, owed: 10 });
  const told = await t.sender.deliver(notice);
  await t.portal.settled();
  expect(told).toMatchObject({ ok: true, value: { caseId: ids.caseId } });
  expect(t.portal.cases().filter(({ caseId }) => caseId === ids.caseId)).toHaveLength(1);
  expect(t.portal.case(ids.caseId)).toMatchObject({
    state: 'accepted',
    caseNumber: caseNumber(request.packageId),
    amount: 10,
    owed: null,
    data: { zahlung: { status: 'bezahlt' } },
    paidLater: { transactionReference: 'MSRH01-0AAA-0001X', status: 'BOOKED', paymentMethodDetail: 'girocard' },
  });
  expect(paid).toContain('MSRH01-0AAA-0001X');
  // The one log of the case holds both; each sender sees only what is about its own submission.
  for (const [sealed, of] of [
    [request, ids],
    [notice, told.ok ? told.value : ids],
  ] as const) {
    const log = await t.sender.verifiedEvents(sealed, of);
    expect(log).toMatchObject({ ok: true, value: { refused: [] } });
    expect(log.ok && log.value.events.map(({ name }) => name)).toEqual(['create', 'submit', 'notify', 'accept']);
  }
});

test('paid before the authority has decided: the decision forgets nothing', async () => {
  t.portal.acceptAfter(300);
  const { ids, notice } = await sent();
  await t.sender.deliver(notice);
  await t.portal.settled();
  t.portal.acceptAfter(0);
  expect(t.portal.case(ids.caseId)).toMatchObject({ state: 'accepted', amount: 10, owed: null });
});

test('paid by its Kassenzeichen as a bill, in a case of its own: the case that waits for it is paid', async () => {
  const { ids } = await sent();
  await t.portal.settled();
  const packageId = randomUUID();
  const bill = await t.seal({
    packageId,
    publicService: null,
    data: { bytes: json({ bescheid: { kassenzeichen: 'MSRH01-0AAA-0001X' } }), schemaUri: REQUEST },
    payment: paymentInformation('MSRH01-0AAA-0001X', packageId, 1000, 'other-card'),
  });
  await t.sender.deliver(bill);
  await t.portal.settled();
  expect(t.portal.case(ids.caseId)).toMatchObject({
    amount: 10,
    owed: null,
    paidLater: { transactionId: packageId },
    data: { zahlung: { status: 'bezahlt' } },
  });
});

test('a follow-up of a case that is not there is refused', async () => {
  const { notice } = await sent();
  const lost = await t.sender.deliver({ ...notice, packageId: randomUUID(), caseId: randomUUID() });
  expect(lost).toMatchObject({ ok: false, error: { failure: { reason: 'refused', status: 422 } } });
});

test.each([
  ['girocard', 'girocard'],
  ['VISA DEBIT', 'credit-card'],
  ['Mastercard', 'credit-card'],
  ['V PAY', 'other-card'],
  [null, 'other-card'],
] as const)('%s is told as %s', (card, method) => expect(paidWith(card)).toBe(method));
