import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { roleOf } from '../../headless/preload/process-role.ts';

/** `node --import`, the bug that the harness must find: a terminal that remembers nothing of what was before its start. */
if (roleOf(process.argv[1]) === 'terminal') {
  const data = process.argv[process.argv.indexOf('--data') + 1] ?? '';
  for (const file of ['terminal.db', 'terminal.db-wal', 'terminal.db-shm']) rmSync(join(data, file), { force: true });
}
