import { spawnSync } from 'node:child_process';
import { test } from 'vitest';

const isCi = process.env.CI === 'true';

/** Whether a program is installed, by its version switch or any other harmless call. */
export const isInstalled = (program: string): boolean =>
  spawnSync('which', [program], { stdio: 'ignore' }).status === 0;

/** `test` with the real peer; without it a skip that says why, in CI a failure. */
export function withPeer(program: string, debianPackage: string): typeof test | typeof test.skip {
  if (isInstalled(program)) return test;
  const reason = `${program} is not installed (apt-get install ${debianPackage})`;
  if (isCi) throw new Error(`${reason}; CI must not skip it`);
  process.stderr.write(`skipped: ${reason}\n`);
  return test.skip;
}
