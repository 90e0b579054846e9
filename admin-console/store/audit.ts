import type { Clock } from '../../foundation/clock.ts';
import type { HubDatabase } from './database.ts';

/** Every administrative act is recorded: who, what, on what. */
export const audit = (db: HubDatabase, clock: Clock, actor: string, act: string, subject: string) =>
  db.insertInto('audit').values({ at: clock.now(), actor, act, subject }).execute();
