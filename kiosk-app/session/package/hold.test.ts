import { expect, test } from 'vitest';
import { Refusal } from '../../../foundation/errors.ts';
import { createHarness } from '../test-support/harness.ts';
import { sampleStart } from '../test-support/sample-start.ts';
import { toBillReview, toDogReview, toParkingPayment, toParkingReview } from '../test-support/walks.ts';

const dataOf = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

test('a parking permit is sealed with everything: data, document, scan, identity report, payment', async () => {
  const h = createHarness();
  await toParkingPayment(h);
  const [request] = h.sealed;
  expect(request?.publicService).toEqual({
    name: 'Bewohnerparkausweis',
    identifier: 'urn:de:fim:leika:leistung:99108001001000',
  });
  expect(dataOf(request?.data.bytes ?? new Uint8Array())).toEqual({
    antrag: {
      givenNames: 'Erika',
      familyName: 'Mustermann',
      street: 'Heidestraße 17',
      postalCode: '12345',
      city: 'Musterstadt',
      plate: 'MS-AB 123',
      zone: 'B',
      validFrom: '2026-01-06',
    },
    antragsteller: {
      familyName: 'Mustermann',
      givenNames: 'Erika',
      address: { street: 'Heidestraße 17', city: 'Musterstadt', postalCode: '12345', country: 'D' },
    },
    zahlung: { kassenzeichen: 'BT-00000001', betragCent: 3070 },
  });
  expect(request?.attachments.map(({ filename, purpose }) => [filename, purpose])).toEqual([
    ['bewohnerparkausweis.pdf', 'form'],
    ['vehicle-registration.pdf', 'attachment'],
  ]);
  expect(request?.evidence).toEqual({ kind: 'identification-report', content: '{"reportId":"1"}' });
  expect(request?.applicationDate).toBe('2026-01-05');
  expect(request?.payment).toMatchObject({
    transactionReference: 'BT-00000001',
    transactionId: request?.packageId,
    paymentMethod: 'OTHER',
    status: 'BOOKED',
    grossAmount: 30.7,
  });
});

test('a dog is registered with numbers and truth values, without payment, identity or report', async () => {
  const h = createHarness();
  await toDogReview(h);
  await h.do('confirm');
  const [request] = h.sealed;
  expect(dataOf(request?.data.bytes ?? new Uint8Array())).toEqual({
    antrag: {
      givenNames: 'Max',
      familyName: 'Beispiel',
      street: 'Hauptstraße 1',
      postalCode: '12345',
      city: 'Musterstadt',
      dogs: [{ dogName: 'Bello', breed: 'Dackel', heldSince: '2026-01-01', assistanceDog: false }],
      otherDogs: 0,
      dogCount: 1,
      mandate: false,
    },
  });
  expect(request).not.toHaveProperty('payment');
  expect(request?.evidence).toBeNull();
  expect(h.terminal.names()).not.toContain('payment.reference');
});

test('a bill is paid under its own Kassenzeichen', async () => {
  const h = createHarness();
  await toBillReview(h);
  await h.do('confirm');
  expect(dataOf(h.sealed[0]?.data.bytes ?? new Uint8Array())).toEqual({
    bescheide: [
      {
        kassenzeichen: '5201.1234.5678',
        zahlungsempfaenger: 'Stadtkasse Musterstadt',
        verwendungszweck: 'Verwarnung',
        betragCent: 2500,
      },
    ],
    zahlung: { kassenzeichen: '5201.1234.5678', betragCent: 2500 },
  });
  expect(h.sealed[0]?.publicService).toBeNull();
  expect(h.terminal.names()).not.toContain('payment.reference');
  expect(h.screen('pay')).toMatchObject({ cents: 2500, purpose: 'Verwarnung' });
});

test.each([
  ['portal-unreachable', 'portal-unreachable'],
  ['portal-refused', 'portal-refused'],
  ['key-refused', 'portal-refused'],
])('the portal says %s: nothing is charged, everything is kept for another try', async (reason, problem) => {
  const h = createHarness();
  await toParkingReview(h);
  const { prepare } = h.terminal.script;
  h.terminal.script.prepare = () => {
    throw new Refusal(reason);
  };
  await h.do('confirm');
  expect(h.screen('problem')).toMatchObject({ problem, charged: 'nothing', options: ['retry', 'back'] });
  h.terminal.script.prepare = prepare;
  await h.do('back');
  expect(h.screen('review').blocks.find(({ id }) => id === 'form:vehicle')?.rows).toContainEqual({
    label: 'Kennzeichen',
    value: 'MS-AB 123',
  });
  await h.do('confirm');
  expect(h.screen('pay').phase.kind).toBe('ready');
});

test('the terminal cannot store it: nothing is paid', async () => {
  const h = createHarness();
  await toParkingReview(h);
  h.terminal.script.hold = () => {
    throw new Refusal('fee-mismatch');
  };
  await h.do('confirm');
  expect(h.screen('problem')).toMatchObject({ problem: 'sealing-failed', charged: 'nothing' });
  expect(h.terminal.names()).not.toContain('payment.pay');
});

test('a submission the portal would not take is refused here', async () => {
  const h = createHarness({
    seal: async () => {
      throw new Refusal('submission-too-large');
    },
  });
  await toDogReview(h);
  await h.do('confirm');
  expect(h.screen('problem').problem).toBe('sealing-failed');
});

test('data that does not fit the schema is never sealed; the log names the place, not the value', async () => {
  const h = createHarness({ start: { dataSchemas: strictSchemas() } });
  await toDogReview(h);
  await h.do('confirm');
  expect(h.screen('problem').problem).toBe('sealing-failed');
  expect(h.sealed).toEqual([]);
  expect(h.logged.join('')).toContain('/antrag/otherDogs:const');
  expect(h.logged.join('')).not.toContain('Bello');
});

function strictSchemas(): Record<string, unknown> {
  const { dataSchemas } = sampleStart();
  const dogs = {
    $id: 'https://schemas.musterstadt.example/dogs',
    type: 'object',
    properties: { antrag: { type: 'object', properties: { otherDogs: { const: 7 } } } },
  };
  return { ...dataSchemas, 'hundesteuer-anmelden': dogs };
}

test('what is changed after it was sealed is sealed anew under a new reference; the old one is dropped', async () => {
  const h = createHarness();
  await toParkingPayment(h);
  await h.do('back');
  expect(h.screen('review').state).toBe('open');
  expect(h.terminal.names()).toContain('submission.drop');
  expect(h.terminal.held.size).toBe(0);
  await h.do('change', { block: 'form:vehicle' });
  await h.type({ plate: 'MS-XY 9' });
  await h.do('continue');
  expect(h.screen('review').blocks.find(({ id }) => id === 'form:vehicle')?.rows[0]?.value).toBe('MS-XY 9');
  await h.do('confirm');
  expect(h.sealed).toHaveLength(2);
  expect(h.sealed[1]?.payment?.transactionReference).toBe('BT-00000002');
  expect(h.terminal.held.size).toBe(1);
});

test('the scan in clear goes to the sealing only', async () => {
  const h = createHarness();
  await toParkingPayment(h);
  const heard = JSON.stringify(h.terminal.heard);
  expect(heard).not.toContain('JFIF');
  expect(heard).not.toContain('/9j/4AAQ');
});
