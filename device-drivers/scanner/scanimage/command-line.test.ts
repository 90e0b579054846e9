import { expect, test } from 'vitest';
import { OPTIONS, WITH_SENSORS } from '../../../simulators/scanner/test-support/played-scanimage.ts';
import type { ScanProfile } from '../contract.ts';
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
  ['Document Table|ADF', 'Document Table'],
  ['FlatBed|Automatic Document Feeder(left aligned)', 'FlatBed'],
  ['Platen|Feeder', 'Platen'],
  ['ADF|Normal|XPA', 'Normal'],
  ['fb|adf', 'fb'],
  ['ADF Front|ADF Duplex|Document Glass', 'Document Glass'],
  ['Automatic Document Feeder|Auflage', 'Auflage'],
])('of the sources "%s" the glass is "%s"', (sources, expected) => {
  expect(args(`    --source ${sources} [x]\n`)).toContain(`--source=${expected}`);
});

test.each([
  ['Document Table|ADF Front|ADF Duplex', 'ADF Front'],
  ['Platen|Feeder', 'Feeder'],
  ['Flatbed|Document Feeder|Transparency Adapter', 'Document Feeder'],
  ['Flatbed|AutoFeeder', 'AutoFeeder'],
  ['Platen|DP', 'DP'],
])('of the sources "%s" the feeder is "%s", under other names too', (sources, expected) => {
  expect(args(`    --source ${sources} [x]\n`, { source: 'feeder' })).toContain(`--source=${expected}`);
});

test('film and both sides are neither glass nor feeder', () => {
  expect(args('    --source Transparency Unit|ADF Duplex [x]\n')).toBe('no-such-source');
  expect(args('    --source Flatbed|ADF Duplex|ADF Back [x]\n', { source: 'feeder' })).toBe('no-such-source');
});

test('nothing that changes the page is left to what the device is set to', () => {
  const listed = `
    --resolution 100..600dpi (in steps of 100) [100]
    --preview[=(yes|no)] [yes]
    --depth 8|16 [16]
    --adf-mode Simplex|Duplex [Duplex]
    --compression None|JPEG [JPEG]
    --negative[=(yes|no)] [no]
    --page-width 0..224.8mm (in steps of 0.0211) [100]
    --page-height 0..863.4mm (in steps of 0.0211) [100]
    -l 0..215.9mm [20]
    -t 0..297.2mm [0]
    -x 0..215.9mm [100]
    -y 0..297.2mm [100]
    --swdeskew[=(yes|no)] [yes]
    --swskip 0..100% (in steps of 0.1) [15]
    --ald[=(yes|no)] [inactive]
    --side[=(yes|no)] [yes] [read-only]
`;
  expect(args(listed).slice(4)).toEqual([
    '--resolution=200',
    '--depth=8',
    '--preview=no',
    '--compression=None',
    '--adf-mode=Simplex',
    '--swdeskew=no',
    '--swskip=0',
    '--page-width=210',
    '--page-height=297',
    '-l',
    '0',
    '-x',
    '210',
    '-y',
    '297',
  ]);
});

test('a resolution between two steps is taken from the step above', () => {
  expect(args('    --resolution 50..600dpi (in steps of 50) [50]\n', { resolution: 220 })).toContain(
    '--resolution=250',
  );
});

test('a device that counts its glass in pixels is asked in pixels', () => {
  const listed = '    --resolution 200|400dpi [200]\n    -x 0..1700pel [100]\n    -y 0..2340pel [100]\n';
  expect(args(listed)).toEqual(expect.arrayContaining(['-x', '1654', '-y', '2339']));
});

test('limits of an option that may also be left to the device are read', () => {
  expect(args('    --resolution auto|75..600dpi (in steps of 1) [75]\n')).toContain('--resolution=200');
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

test('a gray profile on a scanner that knows colour only is scanned in colour', () => {
  expect(args('    --mode Color [Color]\n', { mode: 'gray' })).toContain('--mode=Color');
});

test('a scan never waits for a button of the device', () => {
  expect(args('    --button-controlled[=(yes|no)] [yes]\n')).toContain('--button-controlled=no');
});

test('options the device lacks are not set', () => {
  expect(args('')).toEqual(['-d', 'd', '--format=pnm', '--progress']);
});

test('inactive options are not set', () => {
  expect(option('--resolution 75..600dpi [inactive]').options.size).toBe(0);
});

test('a range in steps is a range', () => {
  const values = option('--resolution 1..1200dpi (in steps of 1) [50]').options.get('resolution');
  expect(values).toEqual({ kind: 'range', min: 1, max: 1200, step: 1, unit: 'dpi' });
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
