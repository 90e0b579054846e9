import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { systemClock } from '../../foundation/clock.ts';
import { fuzzAll } from '../fuzz/pool.ts';
import { readInput, seedOfDay, type TargetReport } from '../fuzz/run.ts';
import { chosenTargets, findTargets, targetsIn } from '../fuzz/targets.ts';

/**
 * `npm run fuzz -- <codec>|all [--runs N] [--seed S] [--jobs N] [--json]`: random and mutated input for every parser, on
 * all cores unless `--jobs` says otherwise.
 * `npm run fuzz -- <target> --input HEX|@FILE` plays one input again and lets it throw.
 * Exit codes: 0 nothing found, 1 findings (printed with the input that does it), 2 usage.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    input: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const all = await findTargets();
const which = positionals[0];
const chosen = which === undefined ? [] : chosenTargets(all, which);
const runs = Number(values.runs);
const jobs = Number(values.jobs);
const seed = values.seed === undefined ? seedOfDay(systemClock) : Number(values.seed);
if (chosen.length === 0)
  usage(
    `Which codec? "all", one of the rooms ${[...new Set(all.map(({ room }) => room))].join(', ')}, or one of: ${all.map(({ name }) => name).join(', ')}`,
  );
if (!Number.isSafeInteger(runs) || runs < 1 || runs > 2 ** 31 - 1 || !Number.isSafeInteger(seed))
  usage('--runs and --seed are whole numbers.');
if (!Number.isSafeInteger(jobs) || jobs < 1) usage('--jobs is a whole number from 1.');

if (values.input !== undefined) {
  const [only] = chosen;
  if (chosen.length !== 1 || !only) usage('--input goes with exactly one target.');
  (await targetsIn(only.file)).find(({ name }) => name === only.name)?.run(readInput(values.input));
  console.log(`${only.name}: nothing wrong with this input.`);
  process.exit(0);
}

const began = systemClock.monotonic();
const reports = await fuzzAll(chosen, {
  runs,
  seed,
  jobs,
  clock: systemClock,
  onReport: (report) => {
    if (!values.json) console.log(line(report));
  },
});
const seconds = Math.round((systemClock.monotonic() - began) / 1_000);
const findings = reports.reduce((sum, report) => sum + report.findings.length, 0);
console.log(
  values.json
    ? JSON.stringify({ seed, runs, jobs, seconds, targets: reports }, null, 2)
    : `${reports.length} targets, ${runs} runs each, seed ${seed}, ${jobs} jobs, ${seconds} s: ${findings} findings`,
);
process.exit(findings === 0 ? 0 : 1);

function line({ name, runs: done, findings: found, ms }: TargetReport): string {
  return [
    `${found.length === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(24)} ${String(done).padStart(9)} runs ${(ms / 1000).toFixed(1).padStart(7)} s`,
    ...found.flatMap(({ kind, run, message, hex }) => [
      `     ${kind} in run ${run}: ${message}`,
      `     ${hex.length <= 4000 ? hex : `${hex.slice(0, 4000)}… (${hex.length / 2} bytes; again with --seed ${seed} --runs ${run + 1})`}`,
    ]),
  ].join('\n');
}

function usage(text: string): never {
  console.error(text);
  process.exit(2);
}
