import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import type { TerminalNote } from '../../contract/terminals/terminal-history.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import { tenantOfTerminal } from '../tenants.ts';

const MOST = 200;

/** The newest first. */
export const terminalNotesOf = (db: HubDatabase, terminalId: string): Promise<readonly TerminalNote[]> =>
  db
    .selectFrom('terminalNote')
    .select(['id', 'at', 'actor', 'text'])
    .where('terminalId', '=', terminalId)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(MOST)
    .execute();

export function addTerminalNote(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
  actor: string,
  text: string,
): Promise<TerminalNote> {
  return db.transaction().execute(async (tx) => {
    const tenantId = (await tenantOfTerminal(tx, terminalId)) ?? '';
    const note = { id: randomUUID(), at: clock.now(), actor, text };
    await tx
      .insertInto('terminalNote')
      .values({ ...note, terminalId, tenantId })
      .execute();
    await audit(tx, clock, actor, 'terminal.note-added', terminalId, { tenantId, after: { note: note.id } });
    return note;
  });
}

/** @returns false if there is none of this person */
export function removeTerminalNote(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
  actor: string,
  id: string,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const removed = await tx
      .deleteFrom('terminalNote')
      .where('id', '=', id)
      .where('terminalId', '=', terminalId)
      .where('actor', '=', actor)
      .executeTakeFirst();
    if (Number(removed.numDeletedRows) !== 1) return false;
    const tenantId = await tenantOfTerminal(tx, terminalId);
    await audit(tx, clock, actor, 'terminal.note-removed', terminalId, { tenantId, before: { note: id } });
    return true;
  });
}
