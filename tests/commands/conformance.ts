import { CASES } from '../conformance/eid/cases/index.ts';
import { isHere, REAL_CLIENTS, type RealClient } from '../conformance/eid/real-clients.ts';
import { readResults } from '../loop/vitest-results.ts';
import { runVitest } from '../loop/vitest-stage.ts';

/**
 * `npm run conformance -- eid`: our eID driver against the unmodified AusweisApp of two Debians, as a table of cases.
 * Exit code 0 only if each case that a version can show has passed.
 */
if (process.argv[2] !== 'eid') {
  console.error('Which suite? One of: eid');
  process.exit(2);
}

const STAGE = 'conformance-eid';
const run = await runVitest({ name: STAGE, args: ['--project', 'peers', 'tests/conformance/eid'] });
const results = readResults(STAGE);
const reasons: string[] = [];

print([['', ...REAL_CLIENTS.map(({ title }) => title)], ...CASES.map(rowOf)]);
for (const [i, reason] of reasons.entries()) console.log(`(${i + 1}) ${reason}`);
for (const { title, install } of REAL_CLIENTS.filter((one) => !isHere(one))) console.log(`${title}: ${install}`);
if (run.failed > 0) console.log(run.output);
console.log(`${run.passed} passed, ${run.failed} failed, ${run.skipped} skipped`);
process.exit(run.failed === 0 && run.skipped === 0 ? 0 : 1);

function rowOf(one: (typeof CASES)[number]): readonly string[] {
  return [one.name, ...REAL_CLIENTS.map((client) => cell(client, one))];
}

/** What became of a case on a client; where it cannot be shown, the number of the reason. */
function cell({ title, debian }: RealClient, { name, not }: (typeof CASES)[number]): string {
  const reason = not?.[debian];
  if (reason === undefined) return results.get(`${title} ${name}`) ?? 'did not run';
  if (!reasons.includes(reason)) reasons.push(reason);
  return `cannot (${reasons.indexOf(reason) + 1})`;
}

function print(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of rows) {
    const cells = row.map((text, column) => text.padEnd(widths[column] ?? 0));
    console.log(cells.join('  ').trimEnd());
  }
}
