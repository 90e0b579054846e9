import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** The engine of Debian's "chromium" without a browser around it: half the work where nobody looks at the window. */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';
export const CHROMIUM = '/usr/bin/chromium';
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Pages live for seconds: code made faster by V8's optimising compilers costs more computing than it saves.
  '--js-flags=--no-opt --no-maglev',
] as const;

/** What shows pages to tests: the bare engine, else the whole browser; `undefined` if there is neither. */
export const findEngine = (): string | undefined => [HEADLESS_SHELL, CHROMIUM].find((path) => existsSync(path));

/** Tests with a browser are skipped, with this reason printed, where there is none; in CI they fail instead. */
export function chromiumMissing(): string | null {
  if (findEngine() !== undefined) return null;
  const reason = `no ${HEADLESS_SHELL}: install Debian's package "chromium-headless-shell"`;
  if (process.env.CI === 'true') throw new Error(reason);
  process.stderr.write(`skipped: ${reason}\n`);
  return reason;
}

/** @param more arguments of Chromium's command line */
export const launch = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: findEngine() ?? CHROMIUM, args: [...ARGUMENTS, ...more] });

export const ORIENTATIONS = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
} as const;
export type Orientation = keyof typeof ORIENTATIONS;
