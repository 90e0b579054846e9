import { existsSync } from 'node:fs';

export const CHROMIUM = '/usr/bin/chromium';

/** Skips with a printed reason where Chromium is not installed; in CI that is a failure. */
export function hasChromium(): boolean {
  if (existsSync(CHROMIUM)) return true;
  if (process.env.CI === 'true') throw new Error('CI needs the Debian package chromium');
  process.stderr.write('skipped: the Debian package chromium is not installed\n');
  return false;
}
