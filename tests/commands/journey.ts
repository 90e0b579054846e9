import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { playAll } from '../journeys/play-all.ts';
import { type JourneyReport, runJourney, SCRIPTS } from '../journeys/run.ts';
import { withTelephone } from '../journeys/scripts/generic.ts';
import { FAULTS } from '../journeys/scripts/script.ts';

/**
 * `npm run journey -- all [--json] [--jobs 2]`: every service's main path, one line each.
 * `npm run journey -- <service> [--json] [--fail <fault>] [--landscape] [--real-eid] [--fit-connect 1|2] [--wallet] [--phone] [--keep]`
 * Plays a whole journey (`--phone`: papers are photographed by a telephone, for any service that is walked by its definition) in a real browser; exit 0 only if everything checked holds.
 */
const ROOT = join(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    fail: { type: 'string' },
    landscape: { type: 'boolean', default: false },
    'real-eid': { type: 'boolean', default: false },
    'fit-connect': { type: 'string' },
    wallet: { type: 'boolean', default: false },
    phone: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '2' },
  },
});

const [asked = ''] = positionals;
if (asked === 'all') await playAllServices();
const script = values.phone
  ? withTelephone(asked)
  : SCRIPTS.find(({ service }) => service === (values.wallet ? `${asked}-wallet` : asked));
const fault = values.fail === undefined ? null : FAULTS.find((name) => name === values.fail);
if (!script) usage(`Which service? One of: ${SCRIPTS.map(({ service }) => service).join(', ')}`);
if (fault === undefined) usage(`Which fault? One of: ${FAULTS.join(', ')}`);
if (fault && !script.faults.includes(fault))
  usage(`${script.service} has no step in which ${fault} could happen; possible: ${script.faults.join(', ')}`);

const version = values['fit-connect'];
const fitConnect = ([1, 2] as const).find((known) => `${known}` === version);
if (version !== undefined && !fitConnect) usage('Which FIT-Connect? 1 or 2');

const report = await runJourney({
  script,
  fault,
  fitConnect,
  viewport: values.landscape ? 'landscape' : 'portrait',
  eid: values['real-eid'] ? { kind: 'real', command: 'AusweisApp2' } : { kind: 'simulator' },
  out: join(
    ROOT,
    '.data/journeys',
    [script.service, fault ?? 'plain', values.landscape ? 'landscape' : 'portrait'].join('-'),
  ),
  isWatched: true,
  keepTraces: values.keep,
});
console.log(values.json ? JSON.stringify(report, null, 2) : readable(report));
process.exit(report.ok ? 0 : 1);

/** One line for each journey as it ends; ends the process. */
async function playAllServices(): Promise<never> {
  const jobs = Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1) usage('--jobs: how many at the same time, at least 1');
  const began = performance.now();
  const reports = await playAll({
    ...{ scripts: SCRIPTS, jobs, out: join(ROOT, '.data/journeys/all') },
    onReport: (report, milliseconds) => {
      if (!values.json) console.log(lineOf(report, milliseconds));
    },
  });
  const failed = reports.filter(({ ok }) => !ok).length;
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    values.json
      ? JSON.stringify({ journeys: reports.length, failed, seconds, reports }, null, 2)
      : `${reports.length - failed} of ${reports.length} journeys hold (${seconds} s)`,
  );
  process.exit(failed === 0 ? 0 : 1);
}

function lineOf({ journey, ok, problem, caseNumber, checks }: JourneyReport, milliseconds: number): string {
  const wrong = checks.filter((check) => !check.ok).map(({ check }) => check);
  const end = ok ? (caseNumber ?? 'nothing sent, as it should be') : [problem, ...wrong].filter(Boolean).join('; ');
  return `${ok ? 'ok  ' : 'FAIL'}  ${journey.padEnd(40)} ${String(checks.length).padStart(3)} checks ${String(Math.round(milliseconds / 1000)).padStart(4)} s  ${end}`;
}

function usage(text: string): never {
  console.error(text);
  process.exit(2);
}

function readable({ journey, fault: failed, steps, checks, met, problem, caseNumber, ok }: JourneyReport): string {
  return [
    `${journey}${failed ? ` with ${failed}` : ''}`,
    ...steps.map(
      ({ step, ms, screenshot }) => `  ${String(ms).padStart(6)} ms  ${step.padEnd(28)} ${screenshot ?? ''}`,
    ),
    ...met.map((what) => `  fault: ${what}`),
    ...checks.map((c) => `  ${c.ok ? 'ok  ' : 'FAIL'}  ${c.check}${c.detail ? ` (${c.detail})` : ''}`),
    ...(problem ? [`  stopped: ${problem}`] : []),
    ok ? `  ${caseNumber ? `case ${caseNumber}` : 'ok, nothing sent'}` : '  FAILED',
  ].join('\n');
}
