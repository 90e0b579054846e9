import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { reasonOf } from '../../foundation/errors.ts';
import { err, ok } from '../../foundation/result.ts';
import type { ReadFile } from '../check/fault.ts';
import { originsOf } from './origins.ts';
import { readSite } from './read-site.ts';

const WHOLE = JSON.parse(readFileSync(join(import.meta.dirname, '../sites/musterstadt.json'), 'utf8'));
const read: ReadFile = (file) => {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (thrown) {
    return err(reasonOf(thrown));
  }
};

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'layers-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
});
function write(path: string, content: object): string {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const { holidays: _h, timeZone, municipality, services, ...rest } = WHOLE;
const INHERITS = { state: 'land', municipality: 'stadt' };
/** A site in three files. @param own what the location says besides */
function threeFiles(own: object = {}): string {
  write('states/land.json', { timeZone, holidays: 'DE-SN', names: 'capitalised' });
  write('municipalities/stadt.json', { ...rest, municipality, names: 'as-told' });
  return write('sites/ort.json', { inherits: INHERITS, services, ...own });
}

test('a site is its state, its municipality and its own words', () => {
  const site = readSite(read, threeFiles({ municipality: { location: 'site.helpDesk' } }));
  expect(site).toMatchObject({
    value: {
      site: { holidays: 'DE-SN', names: 'as-told', municipality: { ...municipality, location: 'site.helpDesk' } },
    },
  });
});

test('of each value it is told which file decides it', () => {
  const site = readSite(read, threeFiles({ municipality: { location: 'site.helpDesk' } }));
  if (!site.ok) throw new TypeError('no site');
  const origin = (path: string) => originsOf(site.value.layers, path).map(({ layer }) => layer.kind);
  expect(origin('holidays')).toEqual(['state']);
  expect(origin('names')).toEqual(['municipality']);
  expect(origin('municipality.location')).toEqual(['location']);
  expect(origin('municipality.phone')).toEqual(['municipality']);
  expect(origin('services')).toEqual(['location']);
  expect(origin('nowhere')).toEqual([]);
});

test('a value can be taken away above', () => {
  const site = readSite(read, threeFiles({ holidays: { $without: true } }));
  expect(site).toMatchObject({ value: { site: { holidays: null } } });
});

test('a mistake is told of the file in which it stands', () => {
  const file = threeFiles();
  const state = write('states/land.json', { timeZone: 'Mars/Base', holidays: 'DE-SN' });
  expect(readSite(read, file)).toMatchObject({ error: [{ file: state, path: 'timeZone', word: 'time-zone' }] });
});

test('a layer that is not there is told with its path', () => {
  const file = write('sites/ort.json', { inherits: { state: 'nowhere' } });
  expect(readSite(read, file)).toMatchObject({ error: [{ file, path: 'inherits.state', word: 'no-layer' }] });
});

test('a name that would lead elsewhere is none', () => {
  const file = write('sites/ort.json', { inherits: { state: '../../etc/passwd' } });
  expect(readSite(read, file)).toMatchObject({ error: [{ path: 'inherits.state', word: 'id' }] });
});

test('a file that inherits nothing is as before', () => {
  expect(readSite(read, write('sites/ort.json', WHOLE))).toMatchObject({ value: { layers: [{ kind: 'location' }] } });
});
