import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StatisticTable } from '../../contract/statistics.ts';
import { monthlyReport } from './monthly-report.ts';
import { wordsOf } from './words.ts';

const table: StatisticTable = {
  metric: 'visits',
  unit: 'times',
  from: '2026-06',
  to: '2026-06',
  by: ['location', 'purpose'],
  rows: Array.from({ length: 60 }, (_, i) => ({ values: [`l${i}`, 'information'], count: i === 3 ? null : i + 100 })),
  total: 7_770,
  threshold: 5,
};
const locations = new Map(table.rows.map(({ values: [id = ''] }) => [id, `Bürgeramt ${id}`]));
let directory: string;
let file: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'report-'));
  file = join(directory, 'report.pdf');
  const pdf = await monthlyReport(
    {
      month: '2026-06',
      language: 'de',
      threshold: 5,
      answers: [
        { question: 'failing', facts: [{ key: 'failing.finished', values: { begun: 100, finished: 80, share: 80 } }] },
      ],
      tables: [table, { ...table, metric: 'modes', by: ['mode'], rows: [], total: 0 }],
      createdAt: Date.UTC(2026, 6, 1),
    },
    wordsOf('de', { locations, threshold: 5 }),
  );
  writeFileSync(file, pdf);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const missing = ['qpdf', 'pdfinfo'].filter((tool) => spawnSync(tool, ['-v']).error !== undefined);
if (missing.length > 0) process.stdout.write(`skipped: ${missing.join(', ')} not installed\n`);
const peers = test.skipIf(missing.length > 0 && process.env.CI !== 'true');

peers('qpdf finds nothing to complain of', () => {
  const { status, stdout, stderr } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('No syntax or stream encoding errors found');
});

peers('poppler finds it tagged, with its title, and marked as PDF/UA-1 and PDF/A-2a', () => {
  const { stdout } = spawnSync('pdfinfo', [file], { encoding: 'utf8' });
  expect(stdout).toMatch(/Title:\s+Nutzung der Bürger-Terminals: Monatsbericht Juni 2026/);
  expect(stdout).toMatch(/Tagged:\s+yes/);
  const { stdout: xmp } = spawnSync('pdfinfo', ['-meta', file], { encoding: 'utf8' });
  expect(xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
});

peers(
  'a reader hears headings, sentences, and a table with header cells in order; pages break between its rows',
  () => {
    const { stdout } = spawnSync('pdfinfo', ['-struct-text', file], { encoding: 'utf8' });
    expect(stdout).toMatch(/H1[\s\S]*Nutzung der Bürger-Terminals[\s\S]*H2[\s\S]*Woran scheitern Anträge\?/);
    expect(stdout).toContain('Von 100 begonnenen Vorgängen wurden 80 abgeschlossen (80 %).');
    expect(stdout).toMatch(/Table[\s\S]*TH[\s\S]*"Standort"[\s\S]*TH[\s\S]*"Anzahl"[\s\S]*TD[\s\S]*"Bürgeramt l0"/);
    expect(stdout).toContain('weniger als 5 oder geschützt');
    expect(stdout).toContain('Es wurde nichts gezählt.');
    expect(stdout).not.toContain('Seite 1');
  },
);
