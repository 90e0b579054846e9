import { execFileSync } from 'node:child_process';
import { ROOT, runStaticChecks } from '../loop/static-checks.ts';
import { runVitest } from '../loop/vitest-stage.ts';

/**
 * `npm run check`: what one wants to know after each edit. Format, lint, types, dependency rule, dead code, and the
 * fast tests that reach what changed: since the last commit or, where nothing is uncommitted, in it.
 * `npm run check -- REV` takes what changed since that revision. Exit code 0 only if all hold.
 */
const since = process.argv[2] ?? (isClean() ? 'HEAD~1' : 'HEAD');
const began = performance.now();
const [results, tests] = await Promise.all([
  runStaticChecks(),
  runVitest({ name: 'check', args: ['--project', 'fast', '--changed', since, '--passWithNoTests'] }),
]);
console.log(tests.output);
for (const { name, passed, milliseconds, output } of results) {
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${(milliseconds / 1000).toFixed(1)} s)`);
  if (!passed) console.log(output);
}
const failed = results.filter(({ passed }) => !passed).length + tests.failed;
console.log(
  `${failed === 0 ? 'ok' : 'FAIL'}: ${tests.passed} tests reach what changed since ${since} (${((performance.now() - began) / 1000).toFixed(1)} s)`,
);
process.exit(failed === 0 ? 0 : 1);

function isClean(): boolean {
  return execFileSync('git', ['status', '--porcelain'], { cwd: ROOT, encoding: 'utf8' }).trim() === '';
}
