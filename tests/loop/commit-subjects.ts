import { spawnSync } from 'node:child_process';

/**
 * Fails where a commit subject is longer than 72 characters, the width that `git log --oneline` and mail show whole.
 * Looks at what came after the commit from which on the rule holds; where the history does not reach that far (an
 * archive, a shallow clone) it says so and passes.
 */
const LONGEST = 72;
const RULE_SINCE = '288db6800728c3757fc61f1eefad38e0951e86d2';

const log = spawnSync('git', ['log', '--no-merges', '--format=%h %s', `${RULE_SINCE}..HEAD`], { encoding: 'utf8' });
if (log.status !== 0) {
  console.log(`not looked at: the history here does not reach ${RULE_SINCE}`);
} else {
  const long = log.stdout.split('\n').filter((line) => [...line.replace(/^\S+ /, '')].length > LONGEST);
  for (const line of long) console.log(`over ${LONGEST} characters: ${line}`);
  process.exitCode = long.length === 0 ? 0 : 1;
}
