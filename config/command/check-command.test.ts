import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { missingPlurals } from '../../foundation/texts.ts';
import { runCheck } from './check-command.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

const CONFIG = join(import.meta.dirname, '..');
let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'config-check-'));
  for (const folder of ['sites', 'services', 'texts', 'receipts', 'submission-schemas']) {
    cpSync(join(CONFIG, folder), join(directory, folder), { recursive: true });
  }
});
afterAll(() => rmSync(directory, { recursive: true }));

const SAMPLE = join(CONFIG, 'sites/musterstadt.json');
/** A copy of the sample's site file with one thing changed. */
function siteFile(change: (site: Record<string, never>) => unknown): string {
  const site = JSON.parse(readFileSync(SAMPLE, 'utf8'));
  change(site);
  const file = join(directory, 'sites/changed.json');
  writeFileSync(file, JSON.stringify(site));
  return file;
}

test('the sample municipality is whole', () => {
  const { output, isWhole } = runCheck({ site: SAMPLE, directory: CONFIG }, 'de');
  expect([isWhole, output]).toEqual([true, `${SAMPLE}: Es wurde kein Fehler gefunden.\n`]);
});

test('each mistake is told with file, place, what is wrong and what would be right, in both languages', () => {
  const site = siteFile((json) => Object.assign(json, { terminalId: '!', holidays: 'DE-XX' }));
  const german = runCheck({ site, directory }, 'de');
  expect(german.isWhole).toBe(false);
  expect(german.output).toContain(
    `${site}\n  terminalId\n    Das ist keine gültige Kennung eines Terminals.\n    Sie hat 3 bis 40 Zeichen`,
  );
  expect(german.output).toContain('2 Fehler wurden gefunden.');
  expect(runCheck({ site, directory }, 'en').output).toContain('This is not a valid identifier of a terminal.');
});

test('a service whose device this terminal lacks is told, though a fleet may have it elsewhere', () => {
  const site = siteFile(({ devices }) => Object.assign(devices ?? {}, { scanner: null }));
  const { output } = runCheck({ site, directory }, 'de');
  expect(output).toContain(`${join(directory, 'services/bewohnerparkausweis.json')}\n  (die ganze Datei)\n`);
  expect(output).toContain('Die Leistung braucht einen Scanner');
});

test('a service that is routed by place, where no routing service is set up', () => {
  const site = siteFile(
    ({ portals }) => delete (portals as unknown as { fitConnect: { routing?: unknown } }).fitConnect.routing,
  );
  const { output } = runCheck({ site, directory }, 'de');
  expect(output).toContain(`${join(directory, 'services/hundesteuer-abmelden.json')}\n  route.kind\n`);
  expect(output).toContain('portals.fitConnect.routing');
});

test('a file that is not there is a fault, too', () => {
  expect(runCheck({ site: join(directory, 'none.json'), directory }, 'de').output).toContain(
    'nicht gelesen werden (ENOENT)',
  );
});

test('both languages say the same', () => {
  expect(Object.keys(en)).toEqual(Object.keys(de));
  expect([...missingPlurals('de', de), ...missingPlurals('en', en, de)]).toEqual([]);
});
