import { enableCompileCache, flushCompileCache } from 'node:module';
import { join, resolve } from 'node:path';

/**
 * Entry of the terminal:
 * `main.ts --site <file> --data <dir> [--config <dir>] [--ui <dir>] [--frame-origin <origin>]…`
 * Exit codes: 0 asked to end, 1 failed, 2 the configuration or the command line is wrong (said on stderr as JSON).
 *
 * Loads run.ts through a cache of compiled code in the data directory (nothing but code goes there): after a power cut
 * a citizen waits for it. `NODE_COMPILE_CACHE` names another place for it (node(1)).
 */
process.umask(0o077);
const data = process.argv[process.argv.indexOf('--data') + 1];
if (process.argv.includes('--data') && data !== undefined) {
  enableCompileCache(join(resolve(data), 'code-cache'));
  const { mayStartFirstProcesses, startFirstProcesses } = await import('./start/first-processes.ts');
  try {
    if (mayStartFirstProcesses(process.env)) startFirstProcesses(resolve(data), process.env);
  } catch {
    // Refused again by run.ts, which says why once it knows that the command line is right.
  }
}
await import('./start/run.ts');
flushCompileCache();
