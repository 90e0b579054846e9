import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Starts Electron with `app.ts`, in a private profile that goes with it. Options as the Chromium shell's.
 * Exit 2 if Electron's binary is not there: it is not fetched here.
 */
const binary = electronBinary();
if (binary === null) {
  process.stderr.write(`${JSON.stringify({ reason: 'electron-missing' })}\n`);
  process.exit(2);
}
const profile = mkdtempSync(join(tmpdir(), 'bt-electron-'));
const child = spawn(
  binary,
  [
    join(import.meta.dirname, 'app.ts'),
    `--user-data-dir=${profile}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal));
child.once('exit', (status) => {
  rmSync(profile, { recursive: true, force: true });
  process.exit(status ?? 1);
});

/**
 * Where the npm package keeps its binary once it was fetched. Its own main module is not asked: that one would download
 * it, and nothing here reaches out at run time.
 */
function electronBinary(): string | null {
  try {
    const home = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    const name = readFileSync(join(home, 'path.txt'), 'utf8').trim();
    const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist'), name);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
