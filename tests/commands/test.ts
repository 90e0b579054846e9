import { countAssertions } from '../loop/assertions.ts';
import { runStaticChecks } from '../loop/static-checks.ts';
import { runVitest, type Stage } from '../loop/vitest-stage.ts';

/**
 * `npm test`: the static checks, each counted as one test, the four kinds of test of `vitest.config.ts`, whole journeys
 * at the terminal, and at the console: in German on SQLite, in English on PostgreSQL. Runs everything even if something
 * fails; ends with one line `N passed, N failed, N skipped`.
 */
const FAST: Stage = { name: 'fast', args: ['--project', 'fast'] };
const BROWSER: Stage = { name: 'browser', args: ['--project', 'browser'] };
const PEERS: Stage = { name: 'peers-proofs', args: ['--project', 'peers', '--project', 'proofs'] };
const JOURNEYS: Stage = { name: 'journeys', args: ['--config', 'tests/journeys/vitest.config.ts'] };
const CONSOLE_JOURNEYS: Stage = {
  name: 'console-journeys',
  args: [
    ...['--config', 'tests/console/journeys/vitest.config.ts'],
    ...['--project', 'de-sqlite', '--project', 'en-postgres'],
  ],
};

const total = { passed: 0, failed: 0, skipped: 0 };

// Who waits for a peer, or for a process that was killed, does not compute: that goes on beside what does. Journeys come
// after all of it, and one kind after the other: a person has so much patience with a screen and no more.
await Promise.all([
  stage(PEERS),
  staticChecks()
    .then(() => stage(FAST))
    .then(() => stage(BROWSER)),
]);
await stage(JOURNEYS);
await stage(CONSOLE_JOURNEYS);

console.log(countAssertions() ?? 'assertions not counted: no git repository');
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);

async function staticChecks(): Promise<void> {
  for (const { name, passed, milliseconds, output } of await runStaticChecks()) {
    total[passed ? 'passed' : 'failed'] += 1;
    console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${seconds(milliseconds)})`);
    if (!passed) console.log(output);
  }
}

async function stage(what: Stage): Promise<void> {
  const began = performance.now();
  const { passed, failed, skipped, output } = await runVitest(what);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  console.log(output);
  console.log(
    `${failed === 0 ? 'ok  ' : 'FAIL'} ${what.name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds(performance.now() - began)})`,
  );
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
