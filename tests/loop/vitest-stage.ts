import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './static-checks.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Stage {
  /** Names its files: `.cache/vitest-<name>.json` holds the results, `.cache/vitest-<name>.log` what was printed. */
  readonly name: string;
  readonly args: readonly string[];
}

/** Runs vitest with these arguments and counts what it ran. Its output comes in one piece, once it has ended. */
export async function runVitest({ name, args }: Stage): Promise<Counts & { readonly output: string }> {
  const report = join(CACHE, `vitest-${name}.json`);
  const log = join(CACHE, `vitest-${name}.log`);
  mkdirSync(CACHE, { recursive: true });
  rmSync(report, { force: true });
  const out = openSync(log, 'w');
  const child = spawn(
    join(ROOT, 'node_modules/.bin/vitest'),
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      cwd: ROOT,
      stdio: ['ignore', out, out],
      // Hundreds of processes load the same code: it is compiled once.
      env: { ...process.env, NO_COLOR: '1', NODE_COMPILE_CACHE: join(CACHE, 'code') },
    },
  );
  closeSync(out);
  const status = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  const output = readFileSync(log, 'utf8');
  const counts = readCounts(report);
  // A file that fails to load counts as no test: the exit code still says so.
  return { ...counts, failed: status !== 0 && counts.failed === 0 ? 1 : counts.failed, output };
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
