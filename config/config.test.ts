import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { ok } from '../foundation/result.ts';
import { readSite } from './layers/read-site.ts';
import { FieldDefinition } from './schema/form-field.ts';
import { withLocalRules } from './schema/local-rules.ts';
import { publishedSchemas } from './schema/publish.ts';
import { submissionRoute } from './schema/route.ts';
import { ServiceDefinition } from './schema/service.ts';
import type { SiteDefinition } from './schema/site.ts';

const here = import.meta.dirname;
const read = (...path: string[]) => readFileSync(join(here, ...path), 'utf8');
const json = (...path: string[]) => JSON.parse(read(...path));
function siteIn(file: string): SiteDefinition {
  const site = readSite((path) => ok(readFileSync(path, 'utf8')), join(here, 'sites', file));
  if (!site.ok) throw new TypeError(JSON.stringify(site.error));
  return site.value.site;
}
const services = readdirSync(join(here, 'services'));
const languages = readdirSync(join(here, 'texts'));

/** The keys a configuration value refers to: every string that stands under a text-key name in the schema. */
function textKeys(value: unknown): string[] {
  if (typeof value === 'string') return /^(services|site)\.[\w.-]+$/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(textKeys);
  return value && typeof value === 'object' ? Object.values(value).flatMap(textKeys) : [];
}

test.each(Object.entries(publishedSchemas()))(
  'the published %s is that of the code (node scripts/publish-schemas.ts)',
  (name, text) => {
    expect(read('schema/published', name)).toBe(text);
  },
);

test.each(services)('%s is a valid service under its own id', (file) => {
  const service = ServiceDefinition.parse(json('services', file));
  expect(`${service.id}.json`).toBe(file);
});

test.each(services)('%s validates against the published JSON Schema too', (file) => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(json('schema/published/service.schema.json'));
  expect([validate(json('services', file)), validate.errors]).toEqual([true, null]);
});

const sending = services.filter((file) => submissionRoute(ServiceDefinition.parse(json('services', file))));
test.each(sending)('the data schema of %s compiles', (file) => {
  const { route } = ServiceDefinition.parse(json('services', file));
  if (!('dataSchema' in route)) throw new TypeError('sends nothing');
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  expect(ajv.compile(json('submission-schemas', route.dataSchema))).toBeTypeOf('function');
});

test.each(languages)('%s has every text that services and sites use, and no other', (file) => {
  const used = [
    ...services.map((s) => json('services', s)),
    ...['states', 'municipalities', 'sites'].flatMap((folder) =>
      readdirSync(join(here, folder)).map((file) => json(folder, file)),
    ),
  ].flatMap(textKeys);
  const has = Object.keys(json('texts', file)).filter(
    (key) =>
      !key.startsWith('bills.purposes.') &&
      !key.startsWith('site.destinations.') &&
      !key.startsWith('services.common.country.'),
  );
  const named = [...new Set(used)].filter((key) => !key.startsWith('site.destinations.'));
  expect(has.sort()).toEqual(named.sort());
});

test.each(languages)('%s names every destination of every site', (file) => {
  const texts = json('texts', file);
  for (const site of readdirSync(join(here, 'sites'))) {
    for (const name of Object.keys(siteIn(site).portals.fitConnect.destinations))
      expect(texts).toHaveProperty([`site.destinations.${name}`]);
  }
});

test.each(readdirSync(join(here, 'sites')))('site %s is valid, with what it inherits', (file) => {
  expect(siteIn(file).services.filter((id) => !services.includes(`${id}.json`))).toEqual([]);
});

test('the town hall offers every service', () => {
  const offered = siteIn('musterstadt.json').services.map((id) => `${id}.json`);
  expect(offered.sort()).toEqual([...services].sort());
});

const sampleService = (id: string) => ServiceDefinition.parse(json('services', `${id}.json`));
const fieldsOf = (service: ServiceDefinition) => service.form.flatMap((page) => page.fields);

test('a rule that says "municipality" gets the postal codes of the site', () => {
  const dog = withLocalRules(sampleService('hundesteuer-anmelden'), ['12345', '12347']);
  expect(fieldsOf(dog).find(({ id }) => id === 'postalCode')?.only).toEqual(['12345', '12347']);
  const permit = withLocalRules(sampleService('bewohnerparkausweis'), ['12345']);
  expect(permit.residence?.postalCodes).toEqual(['12345']);
});

test('a site that names no postal codes has no rule of residence', () => {
  const dog = withLocalRules(sampleService('hundesteuer-anmelden'), []);
  expect(fieldsOf(dog).some(({ only }) => only !== undefined)).toBe(false);
  expect(withLocalRules(sampleService('bewohnerparkausweis'), []).residence).toBeUndefined();
});

test.each([
  ['a limit in words', { type: 'date', max: 'next year' }],
  ['a day as the limit of a number', { type: 'number', max: 'today' }],
  ['a limit of a text', { type: 'text', max: 3 }],
  ['postal codes at a name', { type: 'name', only: ['12345'] }],
])('%s is refused', (_name, rule) => {
  expect(FieldDefinition.safeParse({ id: 'f', label: 'a.b', ...rule }).success).toBe(false);
});

test('a rule of residence without the address on the card is refused', () => {
  const residence = { postalCodes: 'municipality', otherwise: 'a.b' };
  const dog = json('services', 'hundesteuer-anmelden.json');
  expect(ServiceDefinition.safeParse({ ...dog, residence }).success).toBe(false);
});

test('every date that is asked for has an earliest and a latest day', () => {
  for (const file of services) {
    for (const field of fieldsOf(ServiceDefinition.parse(json('services', file)))) {
      if (field.type === 'date') expect([field.id, field.min, field.max]).not.toContain(undefined);
    }
  }
});

test.each(languages)('%s says what happens next in sentences that fit the slip (96 characters)', (file) => {
  const texts = json('texts', file);
  const next = Object.entries(texts).filter(([key]) => key.includes('.next.'));
  expect(next.length).toBeGreaterThan(0);
  for (const [key, text] of next) expect(String(text).length, key).toBeLessThanOrEqual(96);
});
