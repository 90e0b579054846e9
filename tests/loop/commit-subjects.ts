import { spawnSync } from 'node:child_process';

/**
 * Fails where a commit subject is longer than 72 characters, the width that `git log --oneline` and mail show whole, or
 * has fewer than three words, which cannot say what changed.
 * Looks at what came after the commit from which on the rule holds; where the history does not reach that far (an
 * archive, a shallow clone) it says so and passes.
 */
const LONGEST = 72;
const FEWEST_WORDS = 3;
const RULE_SINCE = '288db6800728c3757fc61f1eefad38e0951e86d2';

const log = spawnSync('git', ['log', '--no-merges', '--format=%h %s', `${RULE_SINCE}..HEAD`], { encoding: 'utf8' });
if (log.status !== 0) {
  console.log(`not looked at: the history here does not reach ${RULE_SINCE}`);
} else {
  const subjects = log.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ line, subject: line.replace(/^\S+ /, '') }));
  const long = subjects.filter(({ subject }) => [...subject].length > LONGEST);
  const mute = subjects.filter(({ subject }) => subject.split(' ').length < FEWEST_WORDS);
  for (const { line } of long) console.log(`over ${LONGEST} characters: ${line}`);
  for (const { line } of mute) console.log(`says too little: ${line}`);
  process.exitCode = long.length + mute.length === 0 ? 0 : 1;
}
