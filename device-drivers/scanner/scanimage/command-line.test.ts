import { expect, test } from 'vitest';
import type { ScanProfile } from '../contract.ts';
import { OPTIONS, WITH_SENSORS } from '../test-support/played-scanimage.ts';
import { parseCapabilities } from './capabilities.ts';
import { scanArguments } from './command-line.ts';

const profile: ScanProfile = {
  id: 'a4',
  source: 'flatbed',
  mode: 'color',
  resolution: 200,
  page: { width: 210, height: 297 },
  cleanUp: true,
};
const option = (line: string) => parseCapabilities(`    ${line}\n`);
const args = (text: string, changes: Partial<ScanProfile> = {}) => {
  const made = scanArguments('d', { ...profile, ...changes }, parseCapabilities(text), null);
  return made.ok ? made.value.args : made.error;
};

test('the nearest resolution not below the wanted one is taken', () => {
  expect(args(OPTIONS)).toContain('--resolution=300');
});

test('the highest resolution is taken if all are below', () => {
  expect(args(OPTIONS, { resolution: 600 })).toContain('--resolution=300');
});

test('a page larger than the glass is clamped, instead of ending the scan', () => {
  expect(args(OPTIONS, { page: { width: 300, height: 420 } })).toEqual(
    expect.arrayContaining(['-x', '215.9', '-y', '297.2']),
  );
});

test.each([
  ['Flatbed|Automatic Document Feeder', 'Automatic Document Feeder'],
  ['Flatbed|ADF', 'ADF'],
  ['ADF Front|ADF Back|ADF Duplex', 'ADF Front'],
  ['Flatbed|ADF Duplex|ADF', 'ADF'],
  [
    'FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(centrally aligned)',
    'Automatic Document Feeder(left aligned)',
  ],
])('of the sources "%s" the feeder is "%s"', (sources, expected) => {
  expect(args(`    --source ${sources} [Flatbed]\n`, { source: 'feeder' })).toContain(`--source=${expected}`);
});

test.each([
  ['Lineart|Grayscale|Color', 'gray', 'Grayscale'],
  ['Black & White|True Gray|24bit Color[Fast]', 'color', '24bit Color[Fast]'],
  ['Black & White|True Gray|24bit Color[Fast]', 'gray', 'True Gray'],
] as const)('of the modes "%s" %s is "%s"', (modes, mode, expected) => {
  expect(args(`    --mode ${modes} [x]\n`, { mode })).toContain(`--mode=${expected}`);
});

test('a feeder profile on a plain flatbed is refused', () => {
  expect(args('    --mode Gray|Color [Gray]\n', { source: 'feeder' })).toBe('no-such-source');
  expect(args('    --source Flatbed [Flatbed]\n', { source: 'feeder' })).toBe('no-such-source');
});

test('a colour profile on a gray scanner is refused', () => {
  expect(args('    --mode Lineart|Gray [Gray]\n')).toBe('no-such-mode');
});

test('options the device lacks are not set', () => {
  expect(args('')).toEqual(['-d', 'd', '--format=pnm', '--progress']);
});

test('inactive options are not set', () => {
  expect(option('--resolution 75..600dpi [inactive]').options.size).toBe(0);
});

test('a range in steps is a range', () => {
  const values = option('--resolution 1..1200dpi (in steps of 1) [50]').options.get('resolution');
  expect(values).toEqual({ kind: 'range', min: 1, max: 1200 });
});

test('the cover sensor is read where there is one', () => {
  expect(parseCapabilities(OPTIONS).coverOpen).toBeNull();
  expect(parseCapabilities(WITH_SENSORS('yes')).coverOpen).toBe(true);
  expect(parseCapabilities(WITH_SENSORS('no')).coverOpen).toBe(false);
});

test('an endless list of options is cut', () => {
  const text = Array.from({ length: 10_000 }, (_, i) => `    --o${i} a|b [a]\n`).join('');
  expect(parseCapabilities(text).options.size).toBeLessThanOrEqual(500);
});
