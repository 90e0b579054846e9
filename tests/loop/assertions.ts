import { execFileSync } from 'node:child_process';
import { ROOT } from './static-checks.ts';

/** At commit 288db68, before the tests were made faster; its 253 test files and two files of journeys. */
const BEFORE = { files: 255, assertions: 3_658 };
const TESTS = ['*.test.ts', '*.test.tsx', '*.journey.ts'];

/**
 * Counts `expect(` in all tests that git knows of, for the end of `npm test`: faster must not mean fewer.
 * `null` where this is no git repository.
 */
export function countAssertions(): string | null {
  try {
    const lines = execFileSync('git', ['grep', '-o', 'expect(', '--', ...TESTS], {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const files = lines
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(0, line.indexOf(':')));
    return `assertions: ${files.length} in ${new Set(files).size} files; before, at 288db68, ${BEFORE.assertions} in ${BEFORE.files}`;
  } catch {
    return null;
  }
}
