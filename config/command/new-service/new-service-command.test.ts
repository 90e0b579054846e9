import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { ServiceDefinition } from '../../schema/service.ts';
import { Category } from '../../schema/topics.ts';
import type { Ask } from './ask-answers.ts';
import { runNewService } from './new-service-command.ts';

const CONFIG = join(import.meta.dirname, '../..');
let directory = '';
let site = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'new-service-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const folder of ['sites', 'services', 'texts', 'receipts', 'submission-schemas'])
    cpSync(join(CONFIG, folder), join(directory, folder), { recursive: true });
  site = join(directory, 'sites/musterstadt.json');
});

const NOBODY: Ask = () => {
  throw new TypeError('asked although the answers are there');
};
/** Answers in their order; a question that is asked again gets the next one. */
const answering = (answers: readonly string[]): Ask => {
  const left = [...answers];
  return async () => left.shift() ?? '';
};
const json = (path: string) => JSON.parse(readFileSync(join(directory, path), 'utf8'));
const service = (id: string) => ServiceDefinition.parse(json(`services/${id}.json`));

const SHORTEST = ['Baum melden', 'Report a tree', 'Ein Baum ist krank.', 'A tree is ill.'];
const TOPIC = String(Category.options.indexOf('order') + 1);
/** Topic, destination 6, person 4 (none), no LeiKa, no fields, no papers, no fee, no next. */
const NOTHING_ELSE = [TOPIC, '6', '4', '', '', '', '', ''];

test('a few answers make a service that passes the check and is offered', async () => {
  const asked = answering([...SHORTEST, ...NOTHING_ELSE]);
  const { output, isWhole } = await runNewService({ site, directory }, null, asked, 'de');
  expect(output).toContain('kein Fehler');
  expect(isWhole).toBe(true);
  expect(json('sites/musterstadt.json').services.at(-1)).toBe('baum-melden');
  expect(service('baum-melden')).toMatchObject({ category: 'order', leika: null, fee: { kind: 'none' }, form: [] });
});

test('questions, choices, papers and a price become pages, options, evidence and a fee', async () => {
  const fields = ['Art des Baums', 'Kind of tree', '6', 'Eiche', 'Oak', 'Buche', 'Beech', ''];
  const more = ['Höhe', 'Height', '4', '', 'Der Baum', 'The tree'];
  const paper = ['Foto', 'Photo', 'Ein Bild hilft.', 'A picture helps.', ''];
  const rest = ['nein', '12,50', '1', 'Wir rufen an.', 'We call.'];
  const asked = answering([...SHORTEST, TOPIC, '6', '1', '', ...fields, ...more, ...paper, ...rest]);
  expect((await runNewService({ site, directory }, null, asked, 'de')).isWhole).toBe(true);
  const made = service('baum-melden');
  expect(made.form.map(({ id, fields: asks }) => [id, asks.map((field) => field.type)])).toEqual([
    ['person', ['name', 'name', 'street', 'postal-code', 'town']],
    ['request', ['choice', 'number']],
  ]);
  expect(made.evidence).toHaveLength(1);
  expect(made.fee).toMatchObject({ kind: 'fixed', cents: 1250, payee: 'stadtkasse' });
  expect(made.needs).toEqual(['document', 'bank-card']);
});

test('an answer that cannot be used is asked for again', async () => {
  const wrong = ['', 'Baum melden', 'Report a tree', 'Krank.', 'Ill.', '99', 'nothing', 'order', '6', '4'];
  const { isWhole } = await runNewService({ site, directory }, null, answering([...wrong, '', '', '', '', '']), 'de');
  expect(isWhole).toBe(true);
});

test('a service that is there already is left as it is, and so is everything else', async () => {
  const before = readFileSync(site, 'utf8');
  const asked = answering(['Eheurkunde', 'x', 'x', 'x', ...NOTHING_ELSE]);
  const { output, isWhole } = await runNewService({ site, directory }, null, asked, 'en');
  expect([isWhole, output]).toEqual([false, expect.stringContaining('exists already')]);
  expect(readFileSync(site, 'utf8')).toBe(before);
});

test('answers in a file are held to their schema, and each mistake is told with its place', async () => {
  const file = join(directory, 'answers.json');
  writeFileSync(file, JSON.stringify({ title: { de: 'Baum' }, category: 'tree' }));
  const { output, isWhole } = await runNewService({ site, directory }, file, NOBODY, 'de');
  expect(isWhole).toBe(false);
  expect(output).toContain(`${file}\n  category\n    Dieser Wert ist nicht vorgesehen.`);
  expect(output).toContain('  summary\n    Diese Angabe fehlt.');
  expect(existsSync(join(directory, 'services/baum.json'))).toBe(false);
});

test('a text that is missing in a language of the place is told by the check that follows', async () => {
  const file = join(directory, 'answers.json');
  const answers = { title: { de: 'Baum' }, summary: { de: 'Baum.' }, category: 'order', person: 'none' };
  writeFileSync(file, JSON.stringify({ ...answers, destination: 'ordnungsamt' }));
  const { output } = await runNewService({ site, directory }, file, NOBODY, 'de');
  expect(output).toContain('Ein Text fehlt auf Englisch.');
});
