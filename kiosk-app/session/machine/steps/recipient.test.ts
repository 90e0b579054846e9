import { expect, test } from 'vitest';
import { Refusal } from '../../../../foundation/errors.ts';
import { NEXT_TOWN } from '../../test-support/fake-terminal.ts';
import { createHarness, type Harness } from '../../test-support/harness.ts';
import { sampleStart } from '../../test-support/sample-start.ts';
import { begin } from '../../test-support/walks.ts';

const SERVICE = 'hundesteuer-abmelden';

async function asked(postalCode = '12346'): Promise<Harness> {
  const h = createHarness();
  await begin(h, SERVICE);
  await h.type({ place: postalCode });
  await h.do('continue');
  return h;
}

/** The same service for people who are identified by their card. */
async function identified(address: { postalCode?: string; city?: string; country?: string }): Promise<Harness> {
  const { services } = sampleStart();
  const h = createHarness({
    start: {
      services: services.map((service) =>
        service.id === SERVICE
          ? {
              ...service,
              identification: { kind: 'eid', required: ['Address'], optional: [], purpose: service.summary },
            }
          : service,
      ),
    },
  });
  const { result } = h.eidService;
  if (result.status === 'identified') {
    h.eidService.result = { ...result, identity: { ...result.identity, address } };
  }
  await begin(h, SERVICE);
  await h.do('consent');
  await h.do('enter-secret', { digits: '123456' });
  await h.do('continue');
  h.attended.card(false);
  await h.settle();
  return h;
}

const pageOf = (h: Harness) => h.screen('form').pageId;
const told = (h: Harness) => h.screen('form').told?.map(({ value }) => value);

test('where nobody is identified, the place is asked for before anything else', async () => {
  const h = createHarness();
  await begin(h, SERVICE);
  expect(pageOf(h)).toBe('recipient.asking');
  expect(h.snapshot().journey?.steps[0]).toEqual({ id: 'recipient', state: 'current' });
});

test('who will receive it stands on the screen before anything is filled in', async () => {
  const h = await asked();
  expect(pageOf(h)).toBe('recipient.found');
  expect(told(h)).toEqual([
    NEXT_TOWN.name,
    'Marktplatz 7, 12346 Nachbarort',
    '0123 987-12',
    'steueramt@nachbarort.example',
  ]);
});

test('the form begins with the postal code that was just typed', async () => {
  const h = await asked();
  await h.do('continue');
  expect(h.screen('form').fields.find(({ id }) => id === 'postalCode')?.value).toBe('12346');
});

test('two villages of one postal code: the person chooses', async () => {
  const h = await asked('12347');
  expect(h.screen('form').fields[0]?.options.map(({ label }) => label)).toEqual(['Oberdorf (Muster)', 'Unterdorf']);
  await h.do('continue');
  expect(h.snapshot().notice).toEqual({ reason: 'incomplete', field: 'area' });
  await h.type({ area: '1004' });
  await h.do('continue');
  expect(pageOf(h)).toBe('recipient.found');
  expect(h.terminal.heard.findLast(({ name }) => name === 'routing.authority')?.params).toMatchObject({
    areaId: '1004',
  });
});

test('a village that was not offered cannot be chosen', async () => {
  const h = await asked('12347');
  expect(await h.do('edit-field', { field: 'area', value: '1001' })).toBe('not-possible-now');
});

test('back from the office leads to another choice, and to another postal code', async () => {
  const h = await asked('12347');
  await h.type({ area: '1003' });
  await h.do('continue');
  await h.do('back');
  expect(pageOf(h)).toBe('recipient.choosing');
  await h.do('back');
  expect(pageOf(h)).toBe('recipient.asking');
});

test('half a postal code is named, and nobody is asked', async () => {
  const h = await asked('123');
  expect(h.screen('form').fields[0]?.error).toMatchObject({ reason: 'postal-code' });
  expect(h.terminal.names()).not.toContain('routing.areas');
});

test('a postal code that nobody has', async () => {
  const h = await asked('99998');
  expect(h.screen('problem')).toMatchObject({
    problem: 'no-recipient',
    told: { title: expect.stringMatching(/kennen/) },
  });
  await h.do('back');
  expect(pageOf(h)).toBe('recipient.asking');
});

test.each(['no-route', 'several-routes', 'route-refused'])(
  '%s: said with a next step, nothing is sent',
  async (reason) => {
    const h = createHarness();
    h.terminal.script.recipient = () => {
      throw new Refusal(reason);
    };
    await begin(h, SERVICE);
    await h.type({ place: '12346' });
    await h.do('continue');
    const { told, options } = h.screen('problem');
    expect(told?.text).toMatch(/Rathaus/);
    expect(options).toEqual(['back', 'catalogue', 'finish']);
    await h.do('catalogue');
    expect(h.terminal.heard).toContainEqual({
      name: 'abandoned',
      params: { serviceId: SERVICE, step: 'recipient', reason: expect.stringMatching(/^recipient-/) },
    });
  },
);

test('the routing service cannot be reached: asked again by "retry"', async () => {
  const h = createHarness();
  const { recipient } = h.terminal.script;
  h.terminal.script.recipient = () => {
    throw new Refusal('routing-unavailable');
  };
  await begin(h, SERVICE);
  await h.type({ place: '12346' });
  await h.do('continue');
  expect(h.screen('problem').problem).toBe('portal-unreachable');
  h.terminal.script.recipient = recipient;
  await h.do('retry');
  expect(pageOf(h)).toBe('recipient.found');
});

test('an address on the card is not asked for again', async () => {
  const h = await identified({ postalCode: '12346', city: 'NACHBARORT', country: 'D' });
  expect(pageOf(h)).toBe('recipient.found');
});

test('the town on the card tells one village from the other of its postal code', async () => {
  const h = await identified({ postalCode: '12347', city: 'OBERDORF', country: 'D' });
  expect(pageOf(h)).toBe('recipient.found');
  expect(h.terminal.heard.findLast(({ name }) => name === 'routing.authority')?.params).toMatchObject({
    areaId: '1003',
  });
});

test('whoever lives abroad is asked which place it is about', async () => {
  const h = await identified({ postalCode: '1010', city: 'WIEN', country: 'A' });
  expect(pageOf(h)).toBe('recipient.asking');
  expect(h.screen('form').fields[0]?.hint).toMatch(/keine Adresse in Deutschland/);
});

test('the terminal learns a postal code, and no town', async () => {
  const h = await identified({ postalCode: '12347', city: 'OBERDORF', country: 'D' });
  expect(JSON.stringify(h.terminal.heard)).not.toContain('OBERDORF');
});

test('the office stands on the review, in the document and on the slip, and gets the request', async () => {
  const h = await asked();
  await h.do('continue');
  await h.type({ familyName: 'Beispiel', street: 'Hauptstraße 1', city: 'Nachbarort' });
  await h.do('continue');
  await h.type({ dogName: 'Bello', endedOn: '01.01.2026', reason: 'moved' });
  await h.do('continue');
  await h.type({ 'reply.channel': 'post', 'reply.notice': 'no' });
  await h.do('continue');
  expect(h.screen('review')).toMatchObject({ recipient: NEXT_TOWN.name, recipientContact: expect.arrayContaining([]) });
  expect(h.screen('review').recipientContact).toHaveLength(3);
  await h.do('confirm');
  await h.settle();
  expect(h.terminal.heard).toContainEqual({
    name: 'portal.prepare',
    params: { serviceId: SERVICE, destinationId: NEXT_TOWN.destinationId },
  });
  expect(h.documents[0]?.head.map(({ value }) => value)).toContain(NEXT_TOWN.name);
  const slip = h.terminal.heard.find(({ name }) => name === 'receipt.print');
  expect(JSON.stringify(slip)).toContain(NEXT_TOWN.name);
});
