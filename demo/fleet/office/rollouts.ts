import type { RolloutPlan, RolloutRing } from '../../../admin-console/contract/rollouts/rollouts.ts';
import { membershipOf } from '../../../admin-console/domain/rollouts/membership.ts';
import { audit } from '../../../admin-console/store/audit.ts';
import type { HubDatabase } from '../../../admin-console/store/database.ts';
import { createRollouts } from '../../../admin-console/store/rollouts/rollouts.ts';
import { type Clock, delay } from '../../../foundation/clock.ts';
import { DELAYS } from '../delays.ts';
import { officeHour } from './past.ts';
import type { People } from './people.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY_MINUTES = 1_440;
/** A terminal changes over within so many milliseconds. */
const CHANGED_OVER = 2 * MINUTE;
/** The day of its release, in the afternoon. */
const FINISHED_DAYS_AGO = 9;

const ring = (selection: RolloutRing['selection'], after: RolloutRing['after'], atOnce: number | null = null) => ({
  ...{ selection, window: null, atOnce, after },
});
/** The demo may stand still for days between two starts, which says nothing of a version. */
const PATIENT = {
  excluded: { terminalIds: [], locationIds: [] },
  patienceMinutes: DAY_MINUTES,
  threshold: { percent: 20, atLeast: 2, offlineMinutes: 30 * DAY_MINUTES },
  onStop: 'roll-back',
} as const;
const FINISHED: RolloutPlan = {
  ...PATIENT,
  healthyAfterMinutes: 30,
  rings: [
    ring({ by: 'locations', ids: ['rathaus'] }, { kind: 'soak', minutes: DAY_MINUTES }),
    ring({ by: 'percentage', percent: 40 }, { kind: 'soak', minutes: DAY_MINUTES }),
    ring({ by: 'rest' }, { kind: 'soak', minutes: 60 }),
  ],
};
const UNDER_WAY: RolloutPlan = {
  ...PATIENT,
  healthyAfterMinutes: 1,
  rings: [
    ring({ by: 'locations', ids: ['neues-rathaus'] }, { kind: 'approval' }),
    ring(
      { by: 'locations', ids: ['buergerbuero-mitte', 'kreisbibliothek'] },
      { kind: 'soak', minutes: DAY_MINUTES },
      2,
    ),
    ring({ by: 'rest' }, { kind: 'approval' }),
  ],
};

const rolloutsAt = (db: HubDatabase, clock: Clock) => createRollouts(db, clock, () => {});

/** One that reached every terminal last week: the hub drove it then. */
export async function finishRollout(db: HubDatabase, clock: Clock, people: People, releaseId: string): Promise<void> {
  const tenantId = 'default';
  const began = officeHour(clock, FINISHED_DAYS_AGO, 14);
  const rollouts = rolloutsAt(db, began);
  const rollout = { tenantId, kind: 'configuration', releaseId, title: 'Hundesteuer: klarerer Text' } as const;
  const { id, revision } = await rollouts.create({ ...rollout, plan: FINISHED }, people['lena.fischer']);
  const how = { revision, reason: 'Der Text ist freigegeben.' };
  await rollouts.act([tenantId], id, 'start', how, people['murat.yilmaz']);
  const ended = officeHour(clock, FINISHED_DAYS_AGO - 4, 15);
  const state = { state: 'completed', ring: FINISHED.rings.length - 1, soakSince: null } as const;
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('rollout').set(state).where('id', '=', id).execute();
    await audit(tx, ended, 'hub', 'rollout.soak-over', id, {
      tenantId,
      before: { state: 'soaking', ring: state.ring },
      after: { state: state.state, ring: state.ring },
    });
  });
  const there = await db.selectFrom('terminal').select(['id', 'locationId']).where('tenantId', '=', tenantId).execute();
  for (const terminal of there) await reachedBefore(db, terminal);
}

/** That rollout has reached this terminal, if it is of its town. */
export async function reachedBefore(
  db: HubDatabase,
  { id: terminalId, locationId }: { readonly id: string; readonly locationId: string | null },
): Promise<void> {
  const rollout = await db
    .selectFrom('rollout')
    .innerJoin('terminal', 'terminal.tenantId', 'rollout.tenantId')
    .select(['rollout.id', 'releaseId', 'startedAt'])
    .where('terminal.id', '=', terminalId)
    .where('state', '=', 'completed')
    .where('startedAt', 'is not', null)
    .executeTakeFirst();
  if (!rollout) return;
  const { id: rolloutId, releaseId } = rollout;
  const ring = membershipOf(rolloutId, FINISHED, { terminalId, locationId, tags: [] }).ring;
  const offeredAt = (rollout.startedAt ?? 0) + ring * 24 * HOUR;
  const switchedAt = offeredAt + CHANGED_OVER;
  const been = { state: 'healthy' as const, offeredAt, switchedAt, wellSince: switchedAt };
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('configurationAdmission')
      .values({ releaseId, terminalId, at: offeredAt })
      .onConflict((c) => c.doNothing())
      .execute();
    await tx
      .insertInto('rolloutTerminal')
      .values({ rolloutId, terminalId, ring, ...been, reason: null, oldFaults: '[]', softwareBefore: null })
      .onConflict((c) => c.columns(['rolloutId', 'terminalId']).doUpdateSet(been))
      .execute();
  });
}

/** One that begins now, at terminals that are there. */
export async function beginRollout(db: HubDatabase, clock: Clock, people: People): Promise<void> {
  const tenantId = 'beispielhausen';
  const release = await db
    .selectFrom('configurationRelease')
    .select(['id', 'title'])
    .where('tenantId', '=', tenantId)
    .where('isForAll', '=', 0)
    .executeTakeFirst();
  if (!release) return;
  const rollouts = rolloutsAt(db, clock);
  const rollout = { tenantId, kind: 'configuration', releaseId: release.id, title: release.title } as const;
  const { id, revision } = await rollouts.create({ ...rollout, plan: UNDER_WAY }, people['lena.fischer']);
  const how = { revision, reason: 'Die Satzung gilt, das Neue Rathaus beginnt.' };
  await rollouts.act([tenantId], id, 'start', how, people['oliver.brandt']);
}

/** Once the first ring has it and runs well, somebody lets it go on to the second; that one is watched for a day. */
export async function goOnToSecondRing(db: HubDatabase, clock: Clock, people: People): Promise<void> {
  const rollouts = rolloutsAt(db, clock);
  const tenants = ['beispielhausen'];
  for (;;) {
    const one = (await rollouts.list(tenants, 1))[0];
    if (!one || one.ring > 0 || (one.state !== 'running' && one.state !== 'awaiting-approval')) return;
    if (one.state === 'awaiting-approval') {
      const how = { revision: one.revision, reason: 'Im Neuen Rathaus läuft alles gut.' };
      await rollouts.act(tenants, one.id, 'approve', how, people['piotr.nowak']);
      return;
    }
    await delay(clock, DELAYS.lookAtRollout);
  }
}
