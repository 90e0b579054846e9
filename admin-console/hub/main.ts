import { enableCompileCache, flushCompileCache } from 'node:module';
import { join, resolve } from 'node:path';

/**
 * Entry of the hub and of its commands; run.ts says how it is called.
 *
 * Loads run.ts through a cache of compiled code in the data directory (nothing but code goes there): a hub that was
 * killed is back sooner. `NODE_COMPILE_CACHE` names another place for it (node(1)).
 */
process.umask(0o077);
const data = process.argv[process.argv.indexOf('--data') + 1];
enableCompileCache(join(resolve(process.argv.includes('--data') && data ? data : '.data/hub'), 'code-cache'));
await import('./run.ts');
flushCompileCache();
