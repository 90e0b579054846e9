import { expect, test } from 'vitest';
import { FormPage } from '../../../../config/schema/form-page.ts';
import { ServiceDefinition } from '../../../../config/schema/service.ts';
import { submissionSchema } from '../../../../config/schema/submission-schema.ts';
import { createHarness, type Harness } from '../../test-support/harness.ts';
import { sampleStart } from '../../test-support/sample-start.ts';
import { begin } from '../../test-support/walks.ts';

const field = (id: string, type: string, rest: object = {}) => ({ id, type, label: `field.${id}`, ...rest });
const PERSON = { id: 'person', title: 'page.person', fields: [field('familyName', 'name')] };
const DOGS = {
  id: 'dogs',
  title: 'page.dogs',
  repeat: { min: 1, max: 3, item: 'item.dog', add: 'item.another' },
  fields: [
    field('dogName', 'text'),
    field('price', 'amount', { required: false }),
    field('from', 'date', { required: false }),
    field('until', 'date', { required: false }),
  ],
  rules: [{ when: { left: { field: 'until' }, is: 'less', right: { field: 'from' } }, text: 'rule.order' }],
};
const SUM = {
  id: 'sum',
  title: 'page.sum',
  visibleIf: { left: { count: 'dogs' }, is: 'at-least', right: 2 },
  fields: [
    field('all', 'computed', { computed: { of: { total: 'price' }, as: 'amount' } }),
    field('note', 'long-text', { required: false }),
  ],
};

function open(pages: readonly object[] = [PERSON, DOGS, SUM]): Harness {
  const start = sampleStart();
  const sample = start.services.find(({ id }) => id === 'hundesteuer-anmelden');
  if (!sample) throw new TypeError('no such service');
  const service = ServiceDefinition.parse({ ...sample, form: pages.map((page) => FormPage.parse(page)) });
  const dataSchemas = { ...start.dataSchemas, [service.id]: submissionSchema(service, 'Dogs') };
  return createHarness({ start: { services: [service], dataSchemas } });
}
async function toDogs(h: Harness): Promise<void> {
  await begin(h, 'hundesteuer-anmelden');
  await h.type({ familyName: 'Muster' });
  await h.do('continue');
}
async function addDog(h: Harness, answers: Record<string, string>): Promise<void> {
  if (h.screen('form').list) await h.do('add-entry');
  await h.type(answers);
  await h.do('continue');
}
const names = (h: Harness) => h.screen('form').list?.entries.map(({ name }) => name);
const sealed = (h: Harness) => JSON.parse(Buffer.from(h.sealed[0]?.data.bytes ?? []).toString() || 'null');

test('a page that needs an entry opens the first one at once, then shows its list', async () => {
  const h = open();
  await toDogs(h);
  expect(h.screen('form')).toMatchObject({ pageId: 'dogs.1', title: 'item.dog 1', complete: false });
  await addDog(h, { dogName: 'Bello' });
  expect(h.screen('form')).toMatchObject({ pageId: 'dogs', fields: [], complete: true });
  expect(h.screen('form').list).toMatchObject({ add: 'item.another', canRestore: false, min: 1 });
  expect(names(h)).toEqual(['Bello']);
});

test('each entry is on the review and the document, and in the data as a list that the schema takes', async () => {
  const h = open();
  await toDogs(h);
  await addDog(h, { dogName: 'Bello', price: '10,10' });
  await addDog(h, { dogName: 'Rex', price: '5' });
  await h.do('continue');
  expect(h.screen('form')).toMatchObject({ pageId: 'sum', told: [{ label: 'field.all' }] });
  expect(h.screen('form').told?.[0]?.value).toMatch(/15,10/);
  await h.type({ note: 'Beide\nbellen.' });
  await h.do('continue');
  const blocks = h.screen('review').blocks.map(({ id, title }) => [id, title]);
  expect(blocks).toEqual([
    ['form:person', 'page.person'],
    ['form:dogs/1', 'item.dog 1'],
    ['form:dogs/2', 'item.dog 2'],
    ['form:sum', 'page.sum'],
  ]);
  await h.do('confirm');
  expect(sealed(h)).toEqual({
    antrag: {
      familyName: 'Muster',
      dogs: [
        { dogName: 'Bello', price: 10.1 },
        { dogName: 'Rex', price: 5 },
      ],
      all: 15.1,
      note: 'Beide\nbellen.',
    },
  });
  expect(h.documents[0]?.blocks.map(({ title }) => title)).toContain('item.dog 2');
});

test('a page that depends on how many there are is passed over, forth and back', async () => {
  const h = open();
  await toDogs(h);
  await addDog(h, { dogName: 'Bello' });
  expect(h.screen('form').pages).toBe(2);
  await h.do('continue');
  expect(h.snapshot().screen.kind).toBe('review');
  await h.do('back');
  expect(h.screen('form').pageId).toBe('dogs');
});

test('an entry that was removed can be put back in its place, and is not sent if it is not', async () => {
  const h = open();
  await toDogs(h);
  await addDog(h, { dogName: 'Bello' });
  await addDog(h, { dogName: 'Rex' });
  await h.do('remove-entry', { entry: '1' });
  expect(names(h)).toEqual(['Rex']);
  await h.do('restore-entry');
  expect(names(h)).toEqual(['Bello', 'Rex']);
  await h.do('remove-entry', { entry: '2' });
  await h.do('continue');
  await h.do('confirm');
  expect(sealed(h).antrag.dogs).toEqual([{ dogName: 'Bello' }]);
});

test('a new entry never takes the answers of one that was removed', async () => {
  const h = open();
  await toDogs(h);
  await addDog(h, { dogName: 'Bello', price: '3' });
  await h.do('remove-entry', { entry: '1' });
  await h.do('add-entry');
  expect(h.screen('form').fields.map(({ value }) => value)).toEqual(['', '', '', '']);
});

test('without an entry where one is needed there is no way on', async () => {
  const h = open();
  await toDogs(h);
  await addDog(h, { dogName: 'Bello' });
  await h.do('remove-entry', { entry: '1' });
  await h.do('continue');
  expect(h.screen('form')).toMatchObject({ pageId: 'dogs', complete: false });
  expect(h.snapshot().notice).toEqual({ reason: 'incomplete', field: null });
});

test('no more entries than the page takes', async () => {
  const h = open();
  await toDogs(h);
  for (const dogName of ['A', 'B', 'C']) await addDog(h, { dogName });
  expect(h.screen('form').list?.add).toBeNull();
  expect(await h.do('add-entry')).toBe('not-possible-now');
});

test('back from an entry in which nothing was typed leaves none behind', async () => {
  const h = open();
  await toDogs(h);
  await h.do('back');
  expect(h.screen('form').pageId).toBe('person');
  await h.do('continue');
  await addDog(h, { dogName: 'Bello' });
  await h.do('add-entry');
  await h.do('back');
  expect(names(h)).toEqual(['Bello']);
});

test('back from an entry that is not finished keeps it, and the list says that something is missing', async () => {
  const h = open();
  await toDogs(h);
  await h.type({ price: '3' });
  await h.do('back');
  expect(h.screen('form').list?.entries).toMatchObject([{ complete: false }]);
  await h.do('continue');
  expect(h.screen('form').pageId).toBe('dogs');
});

test('answers that contradict each other are told in words, and keep the page', async () => {
  const h = open();
  await toDogs(h);
  await h.type({ dogName: 'Bello', from: '02.01.2026', until: '01.01.2026' });
  expect(h.screen('form')).toMatchObject({ broken: ['rule.order'], complete: false });
  await h.do('continue');
  expect(h.screen('form').pageId).toBe('dogs.1');
  expect(h.snapshot().notice).toEqual({ reason: 'wrong-value', field: null });
  await h.type({ until: '03.01.2026' });
  expect(h.screen('form').broken).toBeUndefined();
});

test('"change" on the review opens that entry, and leads back to the review', async () => {
  const h = open();
  await toDogs(h);
  await addDog(h, { dogName: 'Bello' });
  await addDog(h, { dogName: 'Rex' });
  await h.do('continue');
  await h.do('continue');
  await h.do('change', { block: 'form:dogs/2' });
  expect(h.screen('form').pageId).toBe('dogs.2');
  await h.type({ dogName: 'Max' });
  await h.do('continue');
  await h.do('continue');
  expect(h.screen('review').blocks[2]?.rows[0]?.value).toBe('Max');
});

test('a page with no entries at all is on the review, so that one can still be put in', async () => {
  const h = open([PERSON, { ...DOGS, repeat: { ...DOGS.repeat, min: 0 } }]);
  await toDogs(h);
  expect(h.screen('form')).toMatchObject({ pageId: 'dogs', complete: true });
  await h.do('continue');
  expect(h.screen('review').blocks.map(({ id }) => id)).toEqual(['form:person', 'form:dogs']);
  await h.do('confirm');
  expect(sealed(h)).toEqual({ antrag: { familyName: 'Muster', dogs: [] } });
});
