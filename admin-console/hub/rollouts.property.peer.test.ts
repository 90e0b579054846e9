import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { ROLLOUT_ACTS, type RolloutAct, type RolloutState } from '../contract/rollouts/rollouts.ts';
import { samplePlan, sampleRing } from '../domain/rollouts/test-support/sample-rollout.ts';
import { releasesFor } from '../store/configuration/releases-for.ts';
import type { HubDatabase } from '../store/database.ts';
import { createRollouts } from '../store/rollouts/rollouts.ts';
import { claimDue, step } from '../store/rollouts/step.ts';
import { onEachDatabase } from '../store/test-support/on-each-database.ts';
import { enrolledRow } from '../store/test-support/terminal-row.ts';
import { mortal, untilKilled } from './test-support/killing.ts';

const MINUTE = 60_000;
/** For all plays beside everything else that `npm test` runs; alone they take ten seconds. */
const PLAYS_WITHIN = 5 * MINUTE;
const RUNS = { sqlite: 80, postgres: 30 } as const;
const OWN = ['default'];
const WRITER = { kind: 'user', id: 'u-1', name: 'anna' } as const;
const SECOND = { kind: 'user', id: 'u-2', name: 'bernd' } as const;
/** Ring by ring; the last two are enrolled later, and T-7 belongs to the first ring. */
const RINGS = [
  ['T-1', 'T-2', 'T-7'],
  ['T-3', 'T-4'],
  ['T-5', 'T-8'],
] as const;
const EXCLUDED = 'T-6';
const FIRST = ['T-1', 'T-2', 'T-3', 'T-4', 'T-5', EXCLUDED];
const ALL = [...FIRST, 'T-7', 'T-8'];
const ringOf = (id: string) => RINGS.findIndex((ids) => (ids as readonly string[]).includes(id));
const ENDED: readonly RolloutState[] = ['stopped', 'rolling-back', 'rolled-back', 'superseded', 'discarded'];

const OFTEN: readonly RolloutAct[] = ['approve', 'approve', 'resume'];
const Act = fc.constantFrom(...ROLLOUT_ACTS, ...OFTEN, ...OFTEN, ...OFTEN);

/** What happens next, and before which of its queries the process that drives dies afterwards. */
const Happening = fc.record({
  what: fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('takes' as const), id: fc.constantFrom(...ALL) }) },
    { weight: 12, arbitrary: fc.constant({ kind: 'all-take' as const }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('refuses' as const), id: fc.constantFrom(...ALL) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('links' as const), id: fc.constantFrom(...ALL) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('unlinks' as const), id: fc.constantFrom(...ALL) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('acts' as const), act: Act }) },
    {
      weight: 16,
      arbitrary: fc.record({ kind: fc.constant('waits' as const), minutes: fc.constantFrom(1, 2, 4, 4, 90) }),
    },
  ),
  killAfter: fc.option(fc.integer({ min: 0, max: 18 }), { nil: Number.POSITIVE_INFINITY }),
  bothAtOnce: fc.boolean(),
});
type Happening = ReturnType<typeof Happening.generate>['value'];

async function release(db: HubDatabase, id: string, number: number, isForAll: number): Promise<void> {
  const layer = { tenantId: 'default', scope: 'tenant', scopeId: 'default', title: id, files: '{}' };
  const times = {
    releasedAt: 1,
    releasedBy: 'x',
    activeFrom: 1,
    rollsBackTo: null,
    emergency: null,
    withdrawnAt: null,
  };
  await db
    .insertInto('configurationRelease')
    .values({ id, ...layer, number, isForAll, ...times })
    .execute();
}

class World {
  readonly clock = new SimulatedClock();
  readonly db: HubDatabase;
  readonly #linked = new Set<string>();
  /** Terminals on whose disks the new release runs. */
  readonly #running = new Set<string>();
  #version = 1;
  id = '';

  constructor(db: HubDatabase) {
    this.db = db;
  }

  async begin(): Promise<void> {
    const { db, clock } = this;
    for (const table of ['rollout', 'rolloutTerminal', 'configurationRelease', 'configurationAdmission'] as const) {
      await db.deleteFrom(table).execute();
    }
    for (const table of ['configurationTarget', 'link', 'linkOrder', 'terminal', 'audit'] as const) {
      await db.deleteFrom(table).execute();
    }
    await release(db, 'old', 1, 1);
    await release(db, 'new', 2, 0);
    for (const id of FIRST) {
      await enrolledRow(db, id);
      await this.link(id);
    }
    const rollouts = createRollouts(db, clock, () => {});
    const soak = { kind: 'soak', minutes: 3 } as const;
    const plan = samplePlan({
      rings: [
        sampleRing({ selection: { by: 'terminals', ids: RINGS[0] }, atOnce: 2, after: soak }),
        sampleRing({ selection: { by: 'terminals', ids: RINGS[1] }, after: { kind: 'approval' } }),
        sampleRing({ after: soak }),
      ],
      excluded: { terminalIds: [EXCLUDED], locationIds: [] },
      patienceMinutes: 8,
      healthyAfterMinutes: 2,
      onStop: 'roll-back',
    });
    const of = { tenantId: 'default', kind: 'configuration', releaseId: 'new', title: 'R', plan } as const;
    this.id = (await rollouts.create(of, WRITER)).id;
    await this.act('start');
  }

  async link(id: string): Promise<void> {
    if (this.#linked.has(id)) return;
    if (!FIRST.includes(id) && !(await this.#isEnrolled(id))) await enrolledRow(this.db, id);
    this.#linked.add(id);
    await this.db
      .insertInto('link')
      .values({ terminalId: id, processId: 'p', linkId: `l-${id}`, since: 1 })
      .onConflict((c) => c.doNothing())
      .execute();
  }

  async #isEnrolled(id: string): Promise<boolean> {
    return (await this.db.selectFrom('terminal').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
  }

  async unlink(id: string): Promise<void> {
    if (!this.#linked.delete(id)) return;
    await this.db.deleteFrom('link').where('terminalId', '=', id).execute();
    await this.db.updateTable('terminal').set({ seenAt: this.clock.now() }).where('id', '=', id).execute();
  }

  /** The terminal asks what it should run, and takes it or does not. */
  async asks(id: string, takes: boolean): Promise<void> {
    if (!this.#linked.has(id)) return;
    const releases = (await releasesFor(this.db, this.clock, id)).map((one) => one.id).join(' ');
    const version = ++this.#version;
    const runs = takes || releases === 'old';
    if (releases === 'new' && runs) this.#running.add(id);
    if (releases === 'old') this.#running.delete(id);
    const target = {
      ...{ releases, version, digest: releases, madeAt: 1, isRollBack: 0, fault: null, running: 1 },
      ...{ runningDigest: runs ? releases : 'before', staged: null, trusted: 0, isOnTrial: 0 },
      ...{ refusedVersion: runs ? null : version, refusedReason: runs ? null : 'no-session', refusedDetail: null },
      reportedAt: 1,
    };
    await this.db
      .insertInto('configurationTarget')
      .values({ terminalId: id, ...target })
      .onConflict((c) => c.column('terminalId').doUpdateSet(target))
      .execute();
  }

  /** Whatever state it is in: what is not possible there is refused. */
  async act(act: RolloutAct): Promise<void> {
    const { db, clock, id } = this;
    const rollouts = createRollouts(db, clock, () => {});
    const { revision } = await rollouts.progress(OWN, id, SECOND);
    await rollouts.act(OWN, id, act, { revision, reason: 'because' }, SECOND).catch((thrown) => {
      if (!(thrown instanceof Refusal)) throw thrown;
    });
  }

  async happens({ what }: Happening): Promise<void> {
    switch (what.kind) {
      case 'all-take':
        for (const id of ALL) await this.asks(id, true);
        return;
      case 'takes':
        return this.asks(what.id, true);
      case 'refuses':
        return this.asks(what.id, false);
      case 'links':
        return this.link(what.id);
      case 'unlinks':
        return this.unlink(what.id);
      case 'acts':
        return this.act(what.act);
      case 'waits':
        return this.clock.advance(what.minutes * MINUTE);
    }
  }

  async look() {
    const row = await this.db.selectFrom('rollout').selectAll().where('id', '=', this.id).executeTakeFirstOrThrow();
    const admitted = await this.db.selectFrom('configurationAdmission').select('terminalId').execute();
    const members = await this.db
      .selectFrom('rolloutTerminal')
      .select(['terminalId', 'offeredAt'])
      .where('rolloutId', '=', this.id)
      .execute();
    const offered = members.filter(({ offeredAt }) => offeredAt !== null).map(({ terminalId }) => terminalId);
    return { row, offered: offered.sort(), admitted: admitted.map(({ terminalId }) => terminalId).sort() };
  }

  isRunning = (id: string): boolean => this.#running.has(id);
  isLinked = (id: string): boolean => this.#linked.has(id);
}

async function play(db: HubDatabase, happenings: readonly Happening[]): Promise<RolloutState> {
  const world = new World(db);
  await world.begin();
  const processes = ['a', 'b'].map((processId) => {
    const { db: own, liveFor } = mortal(db);
    return {
      liveFor,
      drive: async () => {
        for (const id of await claimDue(own, world.clock, processId)) await step(own, world.clock, id);
      },
    };
  });
  const [dying, living] = processes as [(typeof processes)[0], (typeof processes)[0]];
  let before = await world.look();
  for (const happening of happenings) {
    await world.happens(happening);
    const between = await world.look();
    dying.liveFor(happening.killAfter);
    const first = untilKilled(dying.drive);
    if (!happening.bothAtOnce) await first;
    await Promise.all([first, living.drive()]);
    // Whoever had taken it upon itself may be dead: another takes it when the lease is over.
    await world.clock.advance(16_000);
    await living.drive();
    const after = await world.look();
    judge(world, before, between, after);
    before = after;
  }
  return before.row.state;
}

type Looked = Awaited<ReturnType<World['look']>>;

/** What must hold of any step, said another way than the program does it. */
function judge(world: World, before: Looked, between: Looked, after: Looked): void {
  expect(after.admitted, 'an offer and its admission are one').toEqual(after.offered);
  expect(after.offered).not.toContain(EXCLUDED);
  const fresh = after.offered.filter((id) => !before.offered.includes(id));
  // Stopped, going back, paused: from that moment nobody new.
  const isClosed = [...ENDED, 'paused'].includes(between.row.state);
  if (isClosed && after.row.state === between.row.state) expect(fresh, between.row.state).toEqual([]);
  if (ENDED.includes(before.row.state)) expect(ENDED).toContain(after.row.state);
  for (const id of fresh) {
    expect(ringOf(id), `${id} in ring ${after.row.ring}`).toBeLessThanOrEqual(after.row.ring);
    expect(world.isLinked(id), `${id} is linked`).toBe(true);
  }
  if (before.row.state === 'running' && ['soaking', 'awaiting-approval'].includes(after.row.state)) {
    const passed = RINGS[before.row.ring] ?? [];
    // Whoever was offered it runs it: one that did not would have stopped the rollout.
    for (const id of passed) if (before.offered.includes(id)) expect(world.isRunning(id), `${id} runs it`).toBe(true);
  }
  if (after.row.ring > before.row.ring) {
    expect(after.row.ring, 'one ring after the other').toBe(before.row.ring + 1);
    // Approval is a person's: the second ring never passes by itself.
    if (before.row.ring === 1) expect(between.row.revision).toBeGreaterThan(before.row.revision);
  }
}

onEachDatabase((databases) => {
  test('no later ring before the earlier, nobody excluded, nobody new once it has stopped, whenever a process dies', {
    timeout: PLAYS_WITHIN,
  }, async () => {
    const db = await databases.open();
    const ends = new Map<RolloutState, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(Happening, { minLength: 10, maxLength: 60, size: 'max' }), async (happenings) => {
        const state = await play(db, happenings);
        ends.set(state, (ends.get(state) ?? 0) + 1);
      }),
      { numRuns: RUNS[databases.kind] },
    );
    process.stdout.write(`rollouts ended: ${JSON.stringify(Object.fromEntries(ends))}\n`);
  });
});
