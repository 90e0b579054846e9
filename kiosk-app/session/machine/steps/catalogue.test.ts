import { expect, test } from 'vitest';
import { createHarness } from '../../test-support/harness.ts';
import { sampleStart } from '../../test-support/sample-start.ts';

const SMALL = [
  'pin-setzen',
  'bescheid-bezahlen',
  'hundesteuer-anmelden',
  'hundesteuer-abmelden',
  'bewohnerparkausweis',
  'meldebescheinigung',
];
/** Few services, whatever the sample offers by now. */
const fewServices = () => ({ services: sampleStart().services.filter(({ id }) => SMALL.includes(id)) });

/** The same, and one of them under other names, until there are so many. */
function manyServices(count: number) {
  const { services } = fewServices();
  const dog = services.find(({ id }) => id === 'hundesteuer-anmelden');
  if (!dog) throw new TypeError('sample changed');
  const { dataSchemas } = sampleStart();
  const more = Array.from({ length: count - services.length }, (_, n) => ({
    ...dog,
    id: `leistung-${n}`,
    situations: [],
    keywords: {},
  }));
  return {
    services: [...services, ...more],
    dataSchemas: { ...dataSchemas, ...Object.fromEntries(more.map(({ id }) => [id, dataSchemas[dog.id]])) },
  };
}

async function inCatalogue(start: Parameters<typeof createHarness>[0] = { start: fewServices() }) {
  const h = createHarness(start);
  await h.do('start');
  await h.do('continue');
  return { h, shown: () => h.screen('catalogue') };
}
const ids = (services: readonly { readonly id: string }[]) => services.map(({ id }) => id);

test('a large offer is not shown whole at home: what is begun most here comes first', async () => {
  const { h, shown } = await inCatalogue({ start: manyServices(40) });
  expect(shown()).toMatchObject({ list: { kind: 'home' }, total: 40 });
  expect(shown().services).toHaveLength(6);
  h.terminal.session.notify('most-used', { services: ['leistung-30', 'bescheid-bezahlen'] });
  await h.settle();
  expect(ids(shown().services).slice(0, 2)).toEqual(['leistung-30', 'bescheid-bezahlen']);
});

test('a life situation lists what helps in it, and the way back leads home', async () => {
  const { h, shown } = await inCatalogue();
  expect(ids(shown().situations)).toContain('dog');
  await h.do('choose-situation', { situation: 'dog' });
  expect(ids(shown().services).sort()).toEqual(['hundesteuer-abmelden', 'hundesteuer-anmelden']);
  await h.do('back');
  expect(shown().list).toEqual({ kind: 'home' });
});

test('from A to Z in the order of the dictionary, a letter at a time, and more of what is longer than the screen', async () => {
  const { h, shown } = await inCatalogue({ start: manyServices(60) });
  await h.do('choose-letter', { letter: null });
  expect(shown().list).toMatchObject({ kind: 'letters', letter: null, letters: expect.arrayContaining(['B', 'H']) });
  expect([shown().services.length, shown().total]).toEqual([24, 60]);
  await h.do('show-more');
  expect(shown().services).toHaveLength(48);
  await h.do('choose-letter', { letter: 'B' });
  expect(shown().services.every(({ title }) => title.startsWith('B'))).toBe(true);
});

test('what cannot be begun now stands after what can', async () => {
  const { portals } = sampleStart();
  const { h, shown } = await inCatalogue({
    start: { ...fewServices(), portals: { ...portals, bewohnerparkausweis: 'down' } },
  });
  expect(shown().services.at(-1)).toMatchObject({ id: 'bewohnerparkausweis', unavailable: 'portal-down' });
  await h.do('search', { query: 'parkausweis' });
  expect(shown().services[0]).toMatchObject({ id: 'bewohnerparkausweis' });
});

test('whoever comes back from a service finds the list as it was left', async () => {
  const { h, shown } = await inCatalogue();
  await h.do('search', { query: 'hund' });
  await h.do('choose-service', { service: 'hundesteuer-anmelden' });
  await h.do('back');
  expect(shown()).toMatchObject({ query: 'hund', list: { kind: 'search' } });
});
