import { join } from 'node:path';
import type { Clock } from '../../../foundation/clock.ts';
import { restoreBackup } from '../../store/backup/restore-backup.ts';
import { writeBackup } from '../../store/backup/write-backup.ts';
import { connectDatabase, type DatabaseAddress } from '../../store/database.ts';

/** What the hub keeps beside its database, by its name in a backup. */
const filesOf = (directory: string) => ({ pki: join(directory, 'pki'), keys: join(directory, 'keys') });

/** `npm run hub -- backup DIR`: beside the running hub. */
export async function backup(options: {
  readonly directory: string;
  readonly address: DatabaseAddress;
  readonly to: string;
  readonly clock: Clock;
  readonly say: (line: string) => void;
}): Promise<void> {
  const { directory, address, to, clock, say } = options;
  // Its tables stay those of the hub that runs on them, which may be of an earlier version.
  const db = await connectDatabase(address);
  try {
    await writeBackup({
      db,
      kind: address.kind,
      directories: filesOf(directory),
      to,
      clock,
      onTable: (table, rows) => say(`${table}: ${rows} rows`),
    });
    say(`Backup in ${to}. It holds the key of the hub's certification authority: keep it as you keep keys.`);
  } finally {
    await db.destroy();
  }
}

/** `npm run hub -- restore DIR`: into a machine that has no hub yet. */
export async function restore(options: {
  readonly directory: string;
  readonly address: DatabaseAddress;
  readonly from: string;
  readonly say: (line: string) => void;
}): Promise<void> {
  const { directory, address, from, say } = options;
  await restoreBackup({
    from,
    address,
    directories: filesOf(directory),
    onTable: (table, rows) => say(`${table}: ${rows} rows`),
  });
  say('Restored. Start the hub with: npm run hub');
}
