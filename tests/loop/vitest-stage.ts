import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './static-checks.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Runs vitest with these arguments in the foreground and counts what it ran. */
export function runVitest(name: string, args: readonly string[]): Counts {
  const report = join(CACHE, `vitest-${name}.json`);
  rmSync(report, { force: true });
  const { status } = spawnSync(
    join(ROOT, 'node_modules/.bin/vitest'),
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NO_COLOR: '1' } },
  );
  const counts = readCounts(report);
  // A file that fails to load counts as no test: the exit code still says so.
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function readCounts(report: string): Counts {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch {
    console.log(`no report at ${report}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
