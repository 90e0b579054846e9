import { expect, test } from 'vitest';
import { FormPage } from '../../../../config/schema/form-page.ts';
import { ServiceDefinition } from '../../../../config/schema/service.ts';
import { submissionSchema } from '../../../../config/schema/submission-schema.ts';
import { createHarness, type Harness } from '../../test-support/harness.ts';
import { sampleStart } from '../../test-support/sample-start.ts';
import { begin } from '../../test-support/walks.ts';

const PAGE = FormPage.parse({
  id: 'consent',
  title: 'page.consent',
  fields: [{ id: 'signed', type: 'signature', label: 'field.signed', hint: 'field.sentence' }],
});
const STROKE = 'M100 100l300 50l-40 60';
const SECOND = 'M500 100l200 9';

async function open(): Promise<Harness> {
  const start = sampleStart();
  const sample = start.services.find(({ id }) => id === 'hundesteuer-anmelden');
  const service = ServiceDefinition.parse({ ...sample, form: [PAGE] });
  const h = createHarness({
    start: {
      services: [service],
      dataSchemas: { ...start.dataSchemas, [service.id]: submissionSchema(service, 'Consent') },
    },
  });
  await begin(h, service.id);
  return h;
}
const view = (h: Harness) => h.screen('form').fields[0];
const draw = (h: Harness, stroke: string) => h.do('add-stroke', { field: 'signed', stroke });
const sent = (h: Harness) => JSON.parse(Buffer.from(h.sealed[0]?.data.bytes ?? []).toString()).antrag.signed;
const printed = (h: Harness) => h.documents[0]?.blocks.flatMap(({ rows }) => rows).find(({ drawing }) => drawing);

test('what is drawn is shown in the review, stands in the document, and is sent as a path', async () => {
  const h = await open();
  expect(view(h)).toMatchObject({ type: 'signature', signing: 'drawn', value: '' });
  await draw(h, STROKE);
  await draw(h, SECOND);
  await h.do('continue');
  const path = STROKE + SECOND;
  const rows = h.screen('review').blocks.flatMap((block) => block.rows);
  expect(rows).toContainEqual({ label: 'field.signed', value: 'Mit dem Finger unterschrieben', drawing: path });
  await h.do('confirm');
  expect(sent(h)).toEqual({ kind: 'drawn', svgPath: path, width: 1000, height: 320 });
  expect(printed(h)?.drawing).toBe(path);
});

test('the document says what was signed', async () => {
  const h = await open();
  await draw(h, STROKE);
  await h.do('continue');
  await h.do('confirm');
  expect(h.documents[0]?.blocks.flatMap(({ text = [] }) => text)).toEqual(['field.sentence']);
});

test('the last stroke, and all of them, can be taken back', async () => {
  const h = await open();
  await draw(h, STROKE);
  await draw(h, SECOND);
  await h.do('undo-stroke', { field: 'signed' });
  expect(view(h)?.value).toBe(STROKE);
  await h.do('clear-strokes', { field: 'signed' });
  expect(view(h)?.value).toBe('');
  expect(await h.do('undo-stroke', { field: 'signed' })).toBe('not-possible-now');
});

test('whoever cannot sign types the name, and the document says so', async () => {
  const h = await open();
  await draw(h, STROKE);
  await h.do('sign-by-name', { field: 'signed', on: true });
  expect(view(h)).toMatchObject({ type: 'name', signing: 'typed', value: '' });
  await h.do('continue');
  expect(h.snapshot().notice).toEqual({ reason: 'incomplete', field: 'signed' });
  await h.type({ signed: 'Erika Muster' });
  await h.do('continue');
  await h.do('confirm');
  expect(sent(h)).toEqual({ kind: 'typed', name: 'Erika Muster' });
  expect(JSON.stringify(h.documents)).toContain('Erika Muster (getippt statt unterschrieben)');
  expect(printed(h)).toBeUndefined();
});

test('nothing is typed where a signature is drawn, and nothing drawn where it is typed', async () => {
  const h = await open();
  expect(await h.do('edit-field', { field: 'signed', value: 'name:Erika' })).toBe('not-possible-now');
  await h.do('sign-by-name', { field: 'signed', on: true });
  expect(await draw(h, STROKE)).toBe('not-possible-now');
  await h.do('sign-by-name', { field: 'signed', on: false });
  expect(view(h)).toMatchObject({ signing: 'drawn', value: '' });
});

test('a touch by mistake keeps the page, and is told', async () => {
  const h = await open();
  await draw(h, 'M100 100l1 0');
  await h.do('continue');
  expect(h.snapshot().notice).toEqual({ reason: 'wrong-value', field: 'signed' });
  expect(view(h)?.error?.reason).toBe('signature');
});

test('a stroke that leaves the box, and one for another field, do nothing', async () => {
  const h = await open();
  expect(await draw(h, 'M990 100l300 0')).toBe('not-possible-now');
  expect(await h.do('add-stroke', { field: 'other', stroke: STROKE })).toBe('not-possible-now');
});
