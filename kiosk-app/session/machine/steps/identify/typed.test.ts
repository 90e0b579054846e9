import { expect, test } from 'vitest';
import { createHarness, type Harness } from '../../../test-support/harness.ts';
import { sampleStart } from '../../../test-support/sample-start.ts';
import { begin } from '../../../test-support/walks.ts';

const SERVICE = 'bewohnerparkausweis';

/** The same service where nobody must have an eID. */
function lenient(change: object = {}): Harness {
  const services = sampleStart().services.map((service) => {
    if (service.id !== SERVICE || service.identification.kind !== 'eid') return service;
    const { residence: _, ...rest } = service;
    const identification = { ...service.identification, withoutEid: 'type' as const };
    return { ...rest, trust: 'none' as const, identification, ...change };
  });
  return createHarness({ start: { services } });
}

const PERSON = {
  givenNames: 'Max',
  familyName: 'Beispiel',
  street: 'Hauptstraße 1',
  postalCode: '12345',
  city: 'Musterstadt',
};

test('the ways are offered first, and typing is one of them', async () => {
  const h = lenient();
  await begin(h, SERVICE);
  expect(h.screen('identify').phase).toEqual({ kind: 'ways', card: null, wallet: 'none', mayType: true });
});

test('whoever types fills in what a card would have said, and is counted as not identified', async () => {
  const h = lenient();
  await begin(h, SERVICE);
  await h.do('choose-way', { way: 'typed' });
  expect(h.screen('form').fields.map(({ locked, value }) => [locked, value])).toEqual(PERSON_FIELDS);
  await h.type(PERSON);
  await h.do('continue');
  await h.type({ plate: 'MS-AB 123', zone: 'B', validFrom: '06.01.2026' });
  await h.do('continue');
  await h.do('scan');
  await h.do('continue');
  expect(JSON.stringify(h.screen('review'))).toContain('Beispiel');
  expect(h.attended.names().filter((name) => name.startsWith('eid'))).toEqual([]);
});
const PERSON_FIELDS = Object.keys(PERSON).map(() => [false, '']);

test('who goes back from the form chooses again', async () => {
  const h = lenient();
  await begin(h, SERVICE);
  await h.do('choose-way', { way: 'typed' });
  await h.do('back');
  expect(h.screen('identify').phase.kind).toBe('ways');
});

test('a card that does not work in the end leads to typing, too', async () => {
  const h = lenient();
  await begin(h, SERVICE);
  await h.do('choose-way', { way: 'card' });
  await h.do('no-eid', { reason: 'no-pin' });
  expect(h.screen('problem').options).toContain('type');
  await h.do('choose-way', { way: 'typed' });
  expect(h.screen('form').pageId).toBe('person');
});

test('where the law demands an eID nobody types instead', async () => {
  const h = createHarness();
  await begin(h, SERVICE);
  expect(await h.do('choose-way', { way: 'typed' })).toBe('not-possible-now');
  await h.do('no-eid', { reason: 'no-card' });
  expect(h.screen('problem').options).not.toContain('type');
});

test('a service outside its days is not offered', async () => {
  const day = (change: object) => {
    const h = lenient(change);
    return h.screen('attract').services.some(({ id }) => id === SERVICE);
  };
  expect(day({ validFrom: '2026-01-05', validTo: '2026-01-05' })).toBe(true);
  expect(day({ validFrom: '2026-01-06' })).toBe(false);
  expect(day({ validTo: '2026-01-04' })).toBe(false);
});
