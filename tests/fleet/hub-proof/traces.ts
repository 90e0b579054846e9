import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HubDatabase } from '../../../admin-console/store/database.ts';
import type { HubTables } from '../../../admin-console/store/tables/index.ts';

const TABLES = [
  ...(['terminal', 'terminalState', 'link', 'command', 'commandBatch', 'hubProcess'] as const),
  ...(['alertEpisode', 'alertNotice', 'alertNoticeItem', 'alertWatch'] as const),
  ...(['configurationRelease', 'configurationTarget', 'rollout', 'rolloutTerminal', 'audit'] as const),
] as const satisfies readonly (keyof HubTables)[];

/**
 * Keeps what tells how something came about: the hub processes' logs, and tables as JSON.
 * @param from the data directories
 * @param to emptied first
 */
export async function keepTraces(from: readonly string[], db: HubDatabase, to: string): Promise<void> {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const [place, directory] of from.entries()) {
    cpSync(join(directory, 'logs/hub.log'), join(to, `hub-${place}.log`));
  }
  for (const table of TABLES) {
    const rows: readonly object[] = await db.selectFrom(table).selectAll().execute();
    writeFileSync(join(to, `${table}.json`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  }
}
