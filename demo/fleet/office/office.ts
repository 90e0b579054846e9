import type { HubDatabase } from '../../../admin-console/store/database.ts';
import type { Clock } from '../../../foundation/clock.ts';
import type { PlannedTerminal } from '../planned-terminals.ts';
import { arrangeDesk, shareOnCall } from './desk.ts';
import { officeHour } from './past.ts';
import { hire, peopleOf } from './people.ts';
import { beginRollout, finishRollout, goOnToSecondRing } from './rollouts.ts';
import { writeOffers } from './write-offers.ts';

const HIRED_DAYS_AGO = 60;

/** What people have done in the weeks before the demo begins; once, and not where somebody has begun an offer. */
export async function fillPastWeeks(db: HubDatabase, clock: Clock): Promise<void> {
  const draft = await db.selectFrom('configurationDraft').select('id').limit(1).executeTakeFirst();
  if (draft || !(await hire(db, officeHour(clock, HIRED_DAYS_AGO, 8)))) return;
  const people = await peopleOf(db);
  const rolledOut = await writeOffers(db, clock, people);
  const finished = rolledOut.get('default');
  if (finished !== undefined) await finishRollout(db, clock, people, finished);
  await shareOnCall(db, clock);
}

/** What they do once the terminals have come in; ends when their rollout is in its second ring. */
export async function workToday(db: HubDatabase, clock: Clock, planned: readonly PlannedTerminal[]): Promise<void> {
  const isBegun = await db
    .selectFrom('rollout')
    .select('id')
    .where('tenantId', '=', 'beispielhausen')
    .executeTakeFirst();
  const hired = await db.selectFrom('staff').select('id').where('name', '=', 'lena.fischer').executeTakeFirst();
  if (!hired) return;
  const people = await peopleOf(db);
  if (!isBegun) {
    await arrangeDesk(db, clock, planned);
    await beginRollout(db, clock, people);
  }
  await goOnToSecondRing(db, clock, people);
}
