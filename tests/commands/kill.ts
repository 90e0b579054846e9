import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { textOf } from '../kill/kill-plan.ts';
import { runRandom } from '../kill/random-kills.ts';
import { isClean, linesOf } from '../kill/report.ts';
import { runPoints } from '../kill/run-points.ts';
import { SCENARIOS } from '../kill/scenarios.ts';

/**
 * `npm run kill -- --points all|<part of a name> [--scenario S] [--no-recoveries] [--minutes M] [--jobs N] [--json]`
 * `npm run kill -- --random N [--seed S] [--no-faults] [--minutes M] [--jobs N] [--json]`
 * Kills the terminal at every boundary of a journey, or at random instants of many, and judges it by payment terminal,
 * authority and paper; exit 0 only if nobody lost anything.
 */
const ROOT = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    points: { type: 'string' },
    scenario: { type: 'string' },
    random: { type: 'string' },
    seed: { type: 'string', default: '1' },
    'no-faults': { type: 'boolean', default: false },
    'no-recoveries': { type: 'boolean', default: false },
    minutes: { type: 'string' },
    jobs: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const jobs = Number(values.jobs);
if (!Number.isInteger(jobs) || jobs < 1 || jobs > 4) usage('--jobs is a number from 1 to 4');
const scenarios = SCENARIOS.filter(({ name }) => !values.scenario || name === values.scenario);
if (scenarios.length === 0) usage(`Which scenario? One of: ${SCENARIOS.map(({ name }) => name).join(', ')}`);
const { points } = values;
if ((points === undefined) === (values.random === undefined))
  usage('Either --points all (or a part of a name), or --random N');
const [kills, seed] = [Number(values.random ?? 1), Number(values.seed)];
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) usage('--random and --seed are whole numbers');
const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
if (minutes !== undefined && !(minutes > 0)) usage('--minutes is a number above 0');
// What is mounted and started is taken away when the process exits.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const common = {
  ...(minutes === undefined ? {} : { minutes }),
  jobs,
  out: join(ROOT, '.data/kill'),
  say: (line: string) => console.error(line),
};

const totals =
  points === undefined
    ? await runRandom({ ...common, kills, seed, faults: !values['no-faults'] })
    : await runPoints({
        ...common,
        scenarios,
        chosen: (point) => points === 'all' || textOf(point).includes(points),
        recoveries: !values['no-recoveries'],
      });
console.log(values.json ? JSON.stringify(totals, null, 2) : linesOf(totals).join('\n'));
process.exit(isClean(totals) ? 0 : 1);

function usage(text: string): never {
  console.error(text);
  process.exit(2);
}
