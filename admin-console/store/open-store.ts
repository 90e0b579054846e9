import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import type { Bell } from './bell/bell.ts';
import { createLocalBell } from './bell/local-bell.ts';
import { createPostgresBell } from './bell/postgres-bell.ts';
import { type DatabaseAddress, type HubDatabase, openDatabase } from './database.ts';
import type { DatabaseWatch } from './database-watch.ts';
import { startProcess } from './processes.ts';

/** The database, and this process among those that share it. */
export interface HubStore {
  readonly db: HubDatabase;
  readonly bell: Bell;
  readonly processId: string;
  /** Told when other processes took this one for dead and its links for ended. @returns ends that */
  onTakenForDead(listener: () => void): () => void;
  close(): Promise<void>;
}

/** @param isQuiet true: PostgreSQL without NOTIFY; the sweep finds everything, later */
export async function openStore(
  address: DatabaseAddress,
  clock: Clock,
  log: Log,
  { isQuiet = false, watch }: { readonly isQuiet?: boolean; readonly watch?: DatabaseWatch | undefined } = {},
): Promise<HubStore> {
  const db = await openDatabase(address, watch);
  const processId = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const hubProcess = await startProcess(db, processId, clock, log);
  const bell =
    address.kind === 'postgres' && !isQuiet
      ? createPostgresBell({ url: address.url, processId, clock, log })
      : createLocalBell(processId, clock);
  return {
    db,
    bell,
    processId,
    onTakenForDead: (listener) => hubProcess.onTakenForDead(listener),
    async close() {
      await bell.close();
      await hubProcess.stop();
      await db.destroy();
    },
  };
}
