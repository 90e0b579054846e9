import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEVICES } from '../faults/cell.ts';
import { CELLS } from '../faults/cells/index.ts';
import { playMatrix } from '../faults/matrix.ts';
import type { CellReport } from '../faults/play-cell.ts';
import { claimRun } from '../faults/run-directory.ts';

/**
 * `npm run faults [-- --device D] [--fault F] [--step S] [--json] [--jobs N] [--slow] [--keep]`
 * Plays the matrix device × fault × step; exit 0 only if every cell ends as it must. SIGINT or SIGTERM end it with all
 * its stacks (exit 130 or 143); what a run that was killed left is ended by the next one.
 */
const ROOT = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    device: { type: 'string' },
    fault: { type: 'string' },
    step: { type: 'string' },
    json: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '2' },
    slow: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
if (values.device && !DEVICES.some((device) => device === values.device))
  usage(`Which device? One of: ${DEVICES.join(', ')}`);
const jobs = Number(values.jobs);
if (!Number.isInteger(jobs) || jobs < 1 || jobs > 8) usage('--jobs is a number from 1 to 8');
const chosen = CELLS.filter(
  ({ device, fault, at }) =>
    (!values.device || device === values.device) &&
    (!values.fault || fault.includes(values.fault)) &&
    (!values.step || at.startsWith(values.step)),
);
const cells = chosen.filter(({ slow }) => values.slow || !slow);
for (const { device, fault, at } of chosen.filter((cell) => !cells.includes(cell)))
  console.error(`left out, takes minutes by its nature (--slow plays it): ${device}, ${fault}, at ${at}`);
if (cells.length === 0) usage('No such cell.');

const { out: own, others } = claimRun(join(ROOT, '.data/faults'), { pid: process.pid, command: 'commands/faults.ts' });
/** What is kept for looking into is not tidied up by the next run. */
const out = values.keep ? join(ROOT, `.data/faults/kept-${process.pid}`) : own;
for (const other of others)
  console.error(
    other.kind === 'under-way'
      ? `another run is under way (process ${other.pid}); both take longer`
      : `run ${other.pid} ended without tidying up; ended of it: ${other.ended.map(({ pid }) => pid).join(', ') || 'nothing left running'}`,
  );

const ending = new AbortController();
let endedBy: keyof typeof EXIT | null = null;
/** 128 + number of the signal, as shells say it. */
const EXIT = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
/** Stacks end within 4 s each; whoever signals twice does not want to wait. */
const END_WITHIN = 15_000;
for (const signal of Object.keys(EXIT) as (keyof typeof EXIT)[])
  process.on(signal, () => {
    // The stacks end with this process (demo/ends-with-parent.ts).
    if (endedBy) process.exit(EXIT[signal]);
    endedBy = signal;
    console.error(`${signal}: ending the stacks`);
    ending.abort();
    setTimeout(() => process.exit(EXIT[signal]), END_WITHIN).unref();
  });

let done = 0;
const report = await playMatrix({
  cells,
  jobs,
  out,
  signal: ending.signal,
  keepTraces: values.keep,
  onCell: (cell) => {
    done += 1;
    console.error(
      `${String(done).padStart(3)}/${cells.length} ${verdict(cell)} ${(cell.ms / 1000).toFixed(0).padStart(3)} s  ${cell.device}, ${cell.fault}, at ${cell.step}`,
    );
    for (const problem of cell.problems) console.error(`        ${problem}`);
  },
});
const undefinedCells = report.cells.filter(({ problems }) => problems.length > 0);
const isOk = undefinedCells.length === 0 && report.leaks.length === 0 && report.cells.length === cells.length;
console.log(values.json ? JSON.stringify({ ok: isOk, ...report }, null, 2) : table());
if (!values.keep) rmSync(out, { recursive: true, force: true, maxRetries: 3 });
process.exit(endedBy ? EXIT[endedBy] : isOk ? 0 : 1);

function usage(text: string): never {
  console.error(text);
  process.exit(2);
}

function verdict({ problems }: CellReport): string {
  return problems.length === 0 ? 'ok  ' : 'FAIL';
}

function table(): string {
  const head = ['', 'device', 'fault', 'step', 'citizen sees', 'technician sees', 'recovered', 'outcome', 'charged'];
  const rows = report.cells.map((cell) => [
    verdict(cell).trim(),
    cell.device,
    cell.fault,
    `${short(cell.service)} ${cell.step}`,
    cell.sees,
    cell.technician,
    cell.recovered,
    cell.outcome,
    String(cell.charged),
  ]);
  const widths = head.map((text, column) => Math.max(text.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    line(head),
    ...report.cells.flatMap((cell, at) => [
      line(rows[at] ?? []),
      ...(cell.title
        ? [`      „${cell.title}“${cell.message && cell.message !== cell.title ? ` ${cell.message}` : ''}`]
        : []),
      ...cell.problems.map((problem) => `      FAIL: ${problem}`),
    ]),
    ...report.leaks.map((leak) => `FAIL: left behind: ${leak}`),
    `${report.cells.length} cells, ${undefinedCells.length} undefined, ${(report.ms / 1000).toFixed(0)} s`,
  ].join('\n');
}

function short(service: string): string {
  return service.split('-')[0] ?? service;
}
