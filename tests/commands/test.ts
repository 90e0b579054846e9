import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npm test`: every check of the repository in order of cost, each counted as one test, then unit, conformance and
 * journey tests. Runs all stages even if one fails; ends with one line `N passed, N failed, N skipped`.
 */
const root = join(import.meta.dirname, '../..');
const cache = join(root, '.cache');
mkdirSync(cache, { recursive: true });

const ROOMS = [
  'foundation',
  'device-drivers',
  'portals',
  'fleet-link',
  'kiosk-app',
  'admin-console',
  'config',
  'demo',
  'tests',
];
const CHECKS: readonly { readonly name: string; readonly command: readonly string[] }[] = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'dependency rule', command: ['depcruise', '--no-progress', ...ROOMS] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
];

const total = { passed: 0, failed: 0, skipped: 0 };

for (const check of CHECKS) {
  const [command = '', ...args] = check.command;
  const began = performance.now();
  const done = spawnSync(join(root, 'node_modules/.bin', command), args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const passed = done.status === 0;
  total[passed ? 'passed' : 'failed'] += 1;
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${check.name} (${seconds(began)})`);
  if (!passed) console.log(`${done.stdout}\n${done.stderr}`);
}

vitest('unit and conformance', ['--config', 'vitest.config.ts']);
vitest('journeys', ['--config', 'tests/journeys/vitest.config.ts']);

console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);

function vitest(name: string, args: readonly string[]): void {
  const report = join(cache, `vitest-${name.replaceAll(' ', '-')}.json`);
  rmSync(report, { force: true });
  const began = performance.now();
  const done = spawnSync(
    join(root, 'node_modules/.bin/vitest'),
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NO_COLOR: '1' },
    },
  );
  const counts = readCounts(report);
  // A file that fails to load counts as no test: the exit code still says so.
  if (done.status !== 0 && counts.failed === 0) counts.failed = 1;
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  console.log(
    `${done.status === 0 ? 'ok  ' : 'FAIL'} ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${seconds(began)})`,
  );
}

function readCounts(report: string): { passed: number; failed: number; skipped: number } {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch {
    console.log(`no report at ${report}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
