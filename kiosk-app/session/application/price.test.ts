import { expect, test } from 'vitest';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { createHarness } from '../test-support/harness.ts';
import { sampleStart } from '../test-support/sample-start.ts';
import { identify } from '../test-support/walks.ts';

const PRICES = [
  { value: 'A', cents: 1000 },
  { value: 'B', cents: 2000 },
  { value: 'C', cents: 3000 },
  { value: 'D', cents: 4000 },
];
const PROOF = 'services.bewohnerparkausweis.evidence.registration';

/** The parking permit at a price by zone, half of it for whoever proves it. */
function byZone() {
  const start = sampleStart();
  const services = start.services.map((service): (typeof start.services)[number] => {
    if (service.id !== 'bewohnerparkausweis') return service;
    const { fee, form = [], evidence = [], ...rest } = service as ServiceDefinition;
    const purpose = fee.kind === 'none' ? '' : fee.purpose;
    const [person, vehicle] = form;
    const [registration] = evidence;
    if (!person || !vehicle || !registration) throw new Error('sample service');
    const question = {
      id: 'reduced',
      type: 'yes-no',
      label: PROOF,
      required: true,
      ifAny: false,
      locked: false,
    } as const;
    return {
      ...rest,
      form: [person, { ...vehicle, fields: [...vehicle.fields, question] }],
      evidence: [registration, { ...registration, id: 'proof', required: false }],
      fee: {
        kind: 'table',
        field: 'zone',
        prices: PRICES,
        purpose,
        payee: 'stadtkasse',
        reduced: { field: 'reduced', percent: 50, evidence: 'proof' },
      },
    };
  });
  return createHarness({
    start: {
      services,
      dataSchemas: { ...start.dataSchemas, bewohnerparkausweis: { $id: 'urn:buerger-terminal:test:1' } },
    },
  });
}

async function answer(reduced: 'yes' | 'no') {
  const h = byZone();
  await identify(h);
  await h.do('continue');
  await h.type({ plate: 'MS-AB 123', zone: 'C', validFrom: '06.01.2026', reduced });
  await h.do('continue');
  return h;
}

test('what it costs by what one chooses stands on the page before the beginning', async () => {
  const h = byZone();
  await h.do('start');
  await h.do('continue');
  await h.do('choose-service', { service: 'bewohnerparkausweis' });
  const { service, prices, reduction } = h.screen('service-info');
  expect(service.fee).toEqual({ kind: 'from', cents: 500 });
  expect(prices.map(({ cents }) => cents)).toEqual([1000, 2000, 3000, 4000]);
  expect(reduction).toMatchObject({ percent: 50 });
});

test('the full price: no proof is asked for', async () => {
  const h = await answer('no');
  expect(h.screen('evidence').count).toBe(1);
  await h.do('scan');
  await h.do('continue');
  expect(h.screen('review').fee?.cents).toBe(3000);
});

test('the lower price: its proof is asked for and must be there', async () => {
  const h = await answer('yes');
  expect(h.screen('evidence').count).toBe(2);
  await h.do('scan');
  await h.do('continue');
  expect(h.screen('evidence').item).toMatchObject({ id: 'proof', required: true });
  await h.do('continue');
  expect(h.screen('evidence').item.id).toBe('proof');
  await h.do('scan');
  await h.do('continue');
  expect(h.screen('review').fee?.cents).toBe(1500);
  await h.do('confirm');
  const held = h.terminal.heard.find(({ name }) => name === 'submission.hold')?.params;
  expect(held).toMatchObject({ fee: { cents: 1500, items: [{ cents: 1500, payee: 'stadtkasse' }] } });
});

test('who changes to the lower price at the end is asked for the proof, and it is not sent for others', async () => {
  const h = await answer('no');
  await h.do('scan');
  await h.do('continue');
  await h.do('change', { block: 'form:vehicle' });
  await h.type({ reduced: 'yes' });
  await h.do('continue');
  expect(h.screen('evidence').item.id).toBe('proof');
  await h.do('scan');
  await h.do('continue');
  expect(h.screen('review').fee?.cents).toBe(1500);
  await h.do('change', { block: 'form:vehicle' });
  await h.type({ reduced: 'no' });
  await h.do('continue');
  const { fee, blocks } = h.screen('review');
  expect(fee?.cents).toBe(3000);
  expect(blocks.map(({ id }) => id)).not.toContain('evidence:proof');
});
