import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { createLog } from '../../foundation/log.ts';
import { createOwnerLink } from '../store/access/links.ts';
import { sealTotp } from '../store/access/totp-secrets.ts';
import { type HubDatabase, openDatabase } from '../store/database.ts';
import { openSecretBox } from '../store/secrets/secret-box.ts';
import { openHubSecrets } from './hub-secrets.ts';

let directory: string;
let db: HubDatabase;
let lines: string[];
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'hub-secrets-'));
  db = await openDatabase({ kind: 'sqlite', file: ':memory:' });
  lines = [];
});
afterEach(async () => {
  await db.destroy();
  rmSync(directory, { recursive: true });
});

const clock = new SimulatedClock();
const open = () =>
  openHubSecrets(
    directory,
    db,
    'sqlite',
    createLog((line) => lines.push(line), clock),
  );

test('the key of before goes on under its new name', async () => {
  const sealed = openSecretBox(join(directory, 'keys/alert-channels')).seal('whsec_geheim');
  expect((await open()).open(sealed)).toBe('whsec_geheim');
  expect(existsSync(join(directory, 'keys/alert-channels'))).toBe(false);
  expect((await open()).open(sealed)).toBe('whsec_geheim');
});

test('what stood in clear is encrypted at the start, and the log tells neither secret nor name', async () => {
  await createOwnerLink(db, clock);
  await db.updateTable('staff').set({ totpSecret: 'JBSWY3DPEHPK3PXP' }).execute();
  await open();
  expect(await db.selectFrom('staff').select('totpSecret').execute()).toEqual([{ totpSecret: null }]);
  expect(lines.join('')).toContain('hub.access.secrets-encrypted');
  expect(lines.join('')).not.toMatch(/JBSWY|owner/);
});

test('a key file that is not the one of this database is told at the start', async () => {
  await createOwnerLink(db, clock);
  const { id } = await db.selectFrom('staff').select('id').executeTakeFirstOrThrow();
  const other = openSecretBox(join(directory, 'other'));
  await db
    .updateTable('staff')
    .set({ totpSealed: sealTotp(other, id, 'JBSWY3DPEHPK3PXP') })
    .execute();
  await open();
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ event: 'hub.access.secrets-unreadable', count: 1 }]);
});
