import { expect, test } from 'vitest';
import type { Identity } from '../../../portals/identity/contract.ts';
import { createHarness, type Harness } from '../test-support/harness.ts';
import { abandonments, identify } from '../test-support/walks.ts';

const NAME = { familyName: 'Mustermann', givenNames: 'Erika' };

async function withCard(address: Identity['address'], service = 'bewohnerparkausweis'): Promise<Harness> {
  const h = createHarness();
  h.eidService.result = { status: 'identified', identity: { ...NAME, ...(address && { address }) }, report: '{}' };
  await identify(h, service);
  return h;
}
const KOELN = { street: 'Heidestraße 17', postalCode: '51147', city: 'Köln', country: 'D' };

test.each(['bewohnerparkausweis', 'meldebescheinigung'])(
  'a card from Köln gets no %s of Musterstadt: said right after the identification, with what to do instead',
  async (service) => {
    const h = await withCard(KOELN, service);
    expect(h.screen('problem')).toMatchObject({
      problem: 'lives-elsewhere',
      charged: 'nothing',
      options: ['catalogue', 'finish'],
      residence: { place: 'Köln' },
    });
    expect(h.screen('problem').residence?.otherwise).toContain('Melden Sie sich zuerst im Bürgerbüro um');
    expect(h.snapshot().journey?.steps[0]).toEqual({ id: 'identify', state: 'current' });
  },
);

test('a card from Köln leads on to other services, and nothing of it is kept', async () => {
  const h = await withCard(KOELN);
  await h.do('catalogue');
  expect(h.snapshot().screen.kind).toBe('catalogue');
  expect(abandonments(h)).toEqual([
    { serviceId: 'bewohnerparkausweis', step: 'lives-elsewhere', reason: 'lives-elsewhere' },
  ]);
  await h.do('choose-service', { service: 'bewohnerparkausweis' });
  await h.do('begin');
  expect(h.snapshot().screen.kind).toBe('identify');
});

test.each([
  [
    'abroad, with a postal code that looks like ours',
    { street: 'Rue 1', postalCode: '12345', city: 'Paris', country: 'F' },
  ],
  ['without an address', undefined],
] as const)('somebody %s is not registered here', async (_who, address) => {
  const h = await withCard(address);
  expect(h.screen('problem').residence?.place).toBe(address?.city ?? null);
});

test.each([
  ['with the country before the code', { ...KOELN, postalCode: 'D-12345', city: 'Musterstadt' }],
  ['without a postal code: which place is meant is not ours to say', { city: 'Musterstadt', country: 'D' }],
  ['in the words of a service, not by code', { ...KOELN, postalCode: '12345', country: 'DEUTSCHLAND' }],
])('an address in Germany %s is not refused', async (_how, address) => {
  expect((await withCard(address)).snapshot().screen.kind).toBe('form');
});

test.each([
  ['Marktplatz 1, 12345 Musterstadt', 'form'],
  ['Heidestraße 17, 51147 Köln', 'problem'],
  ['keine Wohnung in Deutschland', 'problem'],
])('an address in one line ("%s") is judged by its postal code', async (residence, screen) => {
  const h = createHarness();
  h.eidService.result = { status: 'identified', identity: { ...NAME, residence }, report: '{}' };
  await identify(h);
  expect(h.snapshot().screen.kind).toBe(screen);
});

test('somebody of Musterstadt without a house number on the card is not judged by how one types a street', async () => {
  const h = await withCard({ street: 'Am Bahnhof', postalCode: '12345', city: 'Musterstadt', country: 'D' });
  expect(h.screen('form').fields.find(({ id }) => id === 'street')).toMatchObject({ locked: true, error: null });
});
