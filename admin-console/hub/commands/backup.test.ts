import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { createOwnerLink } from '../../store/access/links.ts';
import { openTotp, sealTotp } from '../../store/access/totp-secrets.ts';
import { openDatabase } from '../../store/database.ts';
import { openHubSecrets } from '../hub-secrets.ts';
import { backup, restore } from './backup.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hub-backup-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('secrets in the database are readable on the machine into which a backup was restored', async () => {
  const clock = new SimulatedClock();
  const at = (name: string) => {
    const directory = join(root, name);
    mkdirSync(directory, { recursive: true });
    return { directory, address: { kind: 'sqlite', file: join(directory, 'hub.sqlite') } as const };
  };
  const [here, there] = [at('here'), at('there')];
  const db = await openDatabase(here.address);
  const secrets = await openHubSecrets(here.directory, db, 'sqlite', silentLog);
  await createOwnerLink(db, clock);
  const { id } = await db.selectFrom('staff').select('id').executeTakeFirstOrThrow();
  await db
    .updateTable('staff')
    .set({ totpSealed: sealTotp(secrets, id, 'JBSWY3DPEHPK3PXP') })
    .execute();
  const to = join(root, 'backup');
  await backup({ ...here, to, clock, say() {} });
  await db.destroy();

  await restore({ ...there, from: to, say() {} });
  const restored = await openDatabase(there.address);
  const keys = await openHubSecrets(there.directory, restored, 'sqlite', silentLog);
  const { totpSealed } = await restored.selectFrom('staff').select('totpSealed').executeTakeFirstOrThrow();
  expect(openTotp(keys, id, totpSealed ?? '')).toBe('JBSWY3DPEHPK3PXP');
  await restored.destroy();
});
