import { expect, test } from 'vitest';
import type { EidFieldName } from '../../../config/schema/identity-fields.ts';
import type { Identity } from '../../../portals/identity/contract.ts';
import { createHarness, type Harness } from '../test-support/harness.ts';
import { sampleStart } from '../test-support/sample-start.ts';
import { begin, identify, tellDog } from '../test-support/walks.ts';

const ADDRESS = { street: 'Marktplatz 1', city: 'Musterstadt', postalCode: '12345', country: 'D' };
const PEOPLE: readonly (readonly [string, Identity])[] = [
  ['with a family name only', { familyName: 'Suharto', dateOfBirth: '1983-05-17', address: ADDRESS }],
  ['with given names only', { givenNames: 'Sukarno', dateOfBirth: '1983-05-17', address: ADDRESS }],
  [
    'living abroad',
    {
      familyName: 'Auslandsmuster',
      givenNames: 'Klara',
      dateOfBirth: '1972-04-08',
      address: { street: 'Stephansplatz 3', city: 'Wien', postalCode: '1010', country: 'A' },
    },
  ],
  [
    'of a place without street names',
    {
      familyName: 'Muster',
      givenNames: 'Hein',
      dateOfBirth: '1961-01-31',
      address: { city: 'Hallig Süderoog', postalCode: '25849', country: 'D' },
    },
  ],
  [
    'without a fixed abode',
    {
      familyName: 'Muster',
      givenNames: 'Kai',
      dateOfBirth: '1990-10-10',
      residence: 'keine Wohnung in Deutschland',
    },
  ],
  [
    'of whose birthday only the year is known',
    { familyName: 'Teilbekannt', givenNames: 'Amira', dateOfBirth: '1977-00-00', address: ADDRESS },
  ],
  [
    'of whose birthday only year and month are known',
    { familyName: 'Teilbekannt', givenNames: 'Amira', dateOfBirth: '1977-03-00', address: ADDRESS },
  ],
];

/** Residence is a rule of its own: here only what the card carries counts, or is needed. */
const anywhere = (needed: readonly EidFieldName[] = []) => {
  const start = sampleStart();
  const services = start.services.map(({ residence: _, ...service }) =>
    service.identification.kind === 'eid'
      ? { ...service, identification: { ...service.identification, needed: [...needed] } }
      : service,
  );
  return { services };
};

async function toReview(identity: Identity): Promise<Harness> {
  const h = createHarness({ start: anywhere() });
  h.eidService.result = { status: 'identified', identity, report: '{"reportId":"1"}' };
  await identify(h, 'meldebescheinigung');
  await h.do('continue');
  await h.type({ extent: 'simple' });
  await h.do('continue');
  return h;
}

test.each(PEOPLE)('somebody %s gets through to a sealed request', async (_who, identity) => {
  const h = await toReview(identity);
  const shown = JSON.stringify(h.screen('review').blocks);
  expect(shown).not.toContain('00.');
  await h.do('confirm');
  expect(h.sealed).toHaveLength(1);
  const data = JSON.parse(new TextDecoder().decode(h.sealed[0]?.data.bytes)) as {
    readonly antrag: Record<string, unknown>;
    readonly antragsteller: Record<string, unknown>;
  };
  const { dateOfBirth = '', ...rest } = identity;
  expect(data.antragsteller).toMatchObject(rest);
  expect(data.antragsteller.dateOfBirth).toBe(dateOfBirth.replace('-00-00', '').replace('-00', ''));
  expect(data.antrag.givenNames).toBe(identity.givenNames);
  expect(data.antrag.postalCode).toBe(identity.address?.postalCode);
  const printed = JSON.stringify(h.documents);
  for (const value of [identity.familyName, identity.givenNames, identity.address?.postalCode, identity.residence]) {
    if (value) for (const where of [shown, printed]) expect(where).toContain(value);
  }
});

test('somebody with one name types it without an identity card, and nothing asks for another', async () => {
  const h = createHarness();
  await begin(h, 'hundesteuer-anmelden');
  await h.type({ familyName: 'Suharto', street: 'Hauptstraße 1', postalCode: '12345', city: 'Musterstadt' });
  expect(h.screen('form').fields.find(({ id }) => id === 'givenNames')).toMatchObject({
    required: false,
    hint: 'Haben Sie nur einen Namen? Dann lassen Sie dieses Feld leer.',
  });
  await h.do('continue');
  await tellDog(h);
  await h.do('confirm');
  expect(h.sealed).toHaveLength(1);
  const { antrag } = JSON.parse(new TextDecoder().decode(h.sealed[0]?.data.bytes));
  expect(antrag).toMatchObject({ familyName: 'Suharto' });
  expect(antrag).not.toHaveProperty('givenNames');
  expect(JSON.stringify(h.documents)).toContain('Suharto');
});

test.each([
  ['1977-00-00', '1977'],
  ['1977-03-00', '03.1977'],
])('a birthday known in part (%s) is shown as %s in review and document', async (dateOfBirth, as) => {
  const h = await toReview({ familyName: 'Teilbekannt', givenNames: 'Amira', dateOfBirth, address: ADDRESS });
  const rows = h.screen('review').blocks.flatMap((block) => block.rows);
  expect(rows.find(({ label }) => label === 'Geburtsdatum')?.value).toBe(as);
  await h.do('confirm');
  const [document] = h.documents;
  expect(document?.blocks.flatMap((block) => block.rows).find(({ label }) => label === 'Geburtsdatum')?.value).toBe(as);
});

test('what a service needs and the card lacks is said right after the identification, with a way on', async () => {
  const h = createHarness({ start: anywhere(['street', 'city']) });
  const identity = { familyName: 'Muster', givenNames: 'Kai', residence: 'keine Wohnung in Deutschland' };
  h.eidService.result = { status: 'identified', identity, report: '{}' };
  await identify(h);
  expect(h.screen('problem')).toMatchObject({
    problem: 'card-lacks',
    charged: 'nothing',
    lacks: ['Straße und Hausnummer', 'Ort'],
    options: ['catalogue', 'finish'],
  });
  await h.do('catalogue');
  expect(h.snapshot().screen.kind).toBe('catalogue');
});

test('a holder who lives abroad gets a certificate of the registration here', async () => {
  const h = createHarness();
  const address = { street: 'Stephansplatz 3', city: 'Wien', postalCode: '1010', country: 'A' };
  const identity = { familyName: 'Muster', givenNames: 'Klara', dateOfBirth: '1972-04-08', address };
  h.eidService.result = { status: 'identified', identity, report: '{}' };
  await identify(h, 'meldebescheinigung');
  const { fields, complete } = h.screen('form');
  expect(fields.find(({ id }) => id === 'postalCode')).toMatchObject({ value: '1010', locked: true, error: null });
  expect(complete).toBe(true);
});

test.each([
  ['A', 'Österreich'],
  ['AUT', 'Österreich'],
  ['TUR', 'Türkei'],
  ['XYZ', 'XYZ'],
])('a country that the card names by "%s" is shown as %s', async (country, name) => {
  const address = { street: 'Weg 3', city: 'Ort', postalCode: '1010', country };
  const h = await toReview({ familyName: 'Muster', givenNames: 'Klara', dateOfBirth: '1972-04-08', address });
  const rows = h.screen('review').blocks.flatMap((block) => block.rows);
  expect(rows.find(({ label }) => label === 'Land')?.value).toBe(name);
});
