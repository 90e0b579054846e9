import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, createLog } from '../../foundation/log.ts';
import type { DatabaseAddress } from '../store/database.ts';
import { startHub } from './hub.ts';

/**
 * `npm run hub -- [--data DIR] [--console-port N] [--link-port N]`; writes DIR/runtime.json when up. `DATABASE_URL`
 * (`postgres://…`) names a PostgreSQL; without it the database is a SQLite file in DIR.
 */
process.umask(0o077);
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    'console-port': { type: 'string', default: '7103' },
    'link-port': { type: 'string', default: '7104' },
  },
});
const directory = values.data ?? '.data/hub';
mkdirSync(join(directory, 'logs'), { recursive: true });
const log = createLog((line) => appendFileSync(join(directory, 'logs/hub.log'), line), systemClock);

try {
  const hub = await startHub({
    directory,
    ...databaseOf(process.env.DATABASE_URL),
    webDirectory: join(import.meta.dirname, '../../dist/console'),
    consolePort: Number(values['console-port']),
    linkPort: Number(values['link-port']),
    clock: systemClock,
    log,
  });
  writeFileSync(
    join(directory, 'runtime.json'),
    JSON.stringify({ consolePort: hub.consolePort, linkPort: hub.linkPort, caFingerprint: hub.caFingerprint }),
  );
  const stop = () => void hub.close().finally(() => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
} catch (thrown) {
  log.event('error', 'hub.start.failed', { reason: code(reasonOf(thrown)) });
  process.stderr.write(`hub: ${reasonOf(thrown)}\n`);
  process.exit(1);
}

function databaseOf(url: string | undefined): { readonly database?: DatabaseAddress } {
  if (!url) return {};
  if (!/^postgres(ql)?:/.test(url)) throw new Refusal('unknown-database', 'DATABASE_URL must begin with postgres://');
  return { database: { kind: 'postgres', url } };
}
