import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type JourneyReport, runJourney, SCRIPTS } from '../journeys/run.ts';
import { FAULTS } from '../journeys/scripts/script.ts';

/**
 * `npm run journey -- <service> [--json] [--fail <fault>] [--landscape] [--real-eid] [--fit-connect 1|2] [--wallet] [--keep]`
 * Plays a whole journey in a real browser; exit 0 only if everything checked holds.
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
    keep: { type: 'boolean', default: false },
  },
});

const [asked = ''] = positionals;
const script = SCRIPTS.find(({ service }) => service === (values.wallet ? `${asked}-wallet` : asked));
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
