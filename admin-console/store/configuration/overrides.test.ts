import { expect, test } from 'vitest';
import { sampleFiles } from '../../../config/sample-files.ts';
import { checkFiles } from '../../domain/configuration/check.ts';
import { compose } from '../../domain/configuration/layers.ts';

test('a location says one text in its own words and keeps all others of the municipality', () => {
  const tenant = sampleFiles();
  const own = { 'texts/de.json': JSON.stringify({ 'site.location': 'Stadtteilbibliothek Nord' }) };
  const composed = compose([tenant, own]);
  const texts = JSON.parse(composed['texts/de.json'] ?? '');
  expect(texts).toEqual({ ...JSON.parse(tenant['texts/de.json'] ?? ''), 'site.location': 'Stadtteilbibliothek Nord' });
  expect(checkFiles(composed)).toEqual([]);
});

test('a location closes on days of its own, in the hours of the municipality', () => {
  const tenant = sampleFiles();
  const site = JSON.parse(tenant['site.json'] ?? '');
  const openingHours = [{ days: ['mon'], from: '08:00', to: '12:00' }];
  const closures = [{ from: '2026-12-24', text: 'site.location' }];
  const composed = compose([
    { ...tenant, 'site.json': JSON.stringify({ ...site, openingHours, holidays: 'DE-SN' }) },
    { 'site.json': JSON.stringify({ closures, outsideHours: 'close' }) },
  ]);
  expect(JSON.parse(composed['site.json'] ?? '')).toMatchObject({
    openingHours,
    holidays: 'DE-SN',
    closures,
    outsideHours: 'close',
  });
  expect(checkFiles(composed)).toEqual([]);
});
