import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ServiceDefinition } from '../schema/service.ts';
import { runImportFim } from './import-fim-command.ts';

const SAMPLE = join(import.meta.dirname, '../fim/samples/baum-faellen.xdf3.xml');
const SERVICE = 'services/baum-faellen-ausnahme-beantragen.json';
let out = '';
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'import-fim-'));
});
afterAll(() => rmSync(out, { recursive: true }));

test('says what was made and what is to be looked at, field by field, and writes nothing unasked', () => {
  const { output, isWhole } = runImportFim(SAMPLE, null, 'de');
  expect(isWhole).toBe(true);
  expect(output).toContain('baum-faellen-ausnahme-beantragen: Seiten 3, Felder 8, Nachweise 1');
  expect(output).toContain('F99000000006 Zeitpunkt\n    Eine Uhrzeit wird als Text gefragt.');
  expect(existsSync(join(out, SERVICE))).toBe(false);
});

test('writes the files of the draft, and never over one that is there', () => {
  expect(runImportFim(SAMPLE, out, 'en').isWhole).toBe(true);
  expect(ServiceDefinition.safeParse(JSON.parse(readFileSync(join(out, SERVICE), 'utf8'))).success).toBe(true);
  const again = runImportFim(SAMPLE, out, 'en');
  expect([again.isWhole, again.output]).toEqual([false, expect.stringContaining('exists already')]);
});

test.each([
  ['a file that is not there', '/nowhere.xml', 'kann nicht gelesen werden (ENOENT)'],
  ['a file that is no form', import.meta.filename, 'weder gültiges XML noch ein JSON-Schema'],
])('%s is told in words', (_, file, words) => {
  expect(runImportFim(file, null, 'de')).toEqual({ output: expect.stringContaining(words), isWhole: false });
});
