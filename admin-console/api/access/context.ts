import type { Clock } from '../../../foundation/clock.ts';
import type { HubDatabase } from '../../store/database.ts';

/** What the routes of access work on. */
export interface AccessContext {
  readonly db: HubDatabase;
  readonly clock: Clock;
}
