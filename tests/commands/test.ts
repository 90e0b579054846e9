import { runStaticChecks } from '../loop/static-checks.ts';
import { type Counts, runVitest } from '../loop/vitest-stage.ts';

/**
 * `npm test`: every check of the repository in order of cost, each counted as one test, then the four kinds of test of
 * `vitest.config.ts`, then whole journeys. Runs all stages even if one fails; ends with one line
 * `N passed, N failed, N skipped`.
 */
const STAGES: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  { name: 'fast', args: ['--project', 'fast'] },
  // Together, so that one waits for a peer while another computes.
  { name: 'peers-browser-proofs', args: ['--project', 'peers', '--project', 'browser', '--project', 'proofs'] },
  { name: 'journeys', args: ['--config', 'tests/journeys/vitest.config.ts'] },
];

const total = { passed: 0, failed: 0, skipped: 0 };

for (const { name, passed, milliseconds, output } of await runStaticChecks()) {
  total[passed ? 'passed' : 'failed'] += 1;
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${seconds(milliseconds)})`);
  if (!passed) console.log(output);
}

for (const { name, args } of STAGES) {
  const began = performance.now();
  const { passed, failed, skipped }: Counts = runVitest(name, args);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  console.log(
    `${failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds(performance.now() - began)})`,
  );
}

console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
