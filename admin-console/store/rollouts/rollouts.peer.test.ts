import { beforeEach, describe, expect, test } from 'vitest';
import { sampleFiles } from '../../../config/sample-files.ts';
import { textsSaying } from '../../../config/test-support/texts-saying.ts';
import type { ConfigurationState } from '../../../fleet-link/configuration.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import type { LayerFiles } from '../../contract/configuration.ts';
import type { RolloutAct, RolloutPlan, RolloutView } from '../../contract/rollouts/rollouts.ts';
import type { Bundles } from '../../domain/configuration/bundles.ts';
import type { Configurations } from '../../domain/configuration/configurations.ts';
import type { Rollouts, SoftwareTargets } from '../../domain/rollouts/rollouts.ts';
import { samplePlan, sampleRing } from '../../domain/rollouts/test-support/sample-rollout.ts';
import { createStandingConditions } from '../alerting/standing-conditions.ts';
import { createBundles } from '../configuration/bundles.ts';
import { createConfigurations } from '../configuration/configurations.ts';
import { connectDatabase, type HubDatabase, openDatabase } from '../database.ts';
import { migrate } from '../migrations/migrate.ts';
import type { AnyDatabase } from '../migrations/migration.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { enrolledRow } from '../test-support/terminal-row.ts';
import { createRollouts } from './rollouts.ts';
import { createSoftwareTargets } from './software-targets.ts';
import { claimDue, step } from './step.ts';

const WRITER = { kind: 'user', id: 'u-1', name: 'anna' } as const;
const SECOND = { kind: 'user', id: 'u-2', name: 'bernd' } as const;
const OWN = ['default'];
const MINUTE = 60_000;
const NOTHING: ConfigurationState = { running: null, staged: null, trusted: 0, isOnTrial: false, refused: null };
const HEX = 'a'.repeat(64);
/** First one terminal, then all others; each healthy at once. */
const PLAN = samplePlan({
  rings: [sampleRing({ selection: { by: 'terminals', ids: ['T-01'] } }), sampleRing()],
  excluded: { terminalIds: ['T-03'], locationIds: [] },
  healthyAfterMinutes: 0,
});
const refusal = (act: Promise<unknown>) => act.then(() => 'done', reasonOf);

onEachDatabase((databases) => {
  let db: HubDatabase;
  let clock: SimulatedClock;
  let configurations: Configurations;
  let rollouts: Rollouts;
  let bundles: Bundles;
  let software: SoftwareTargets;
  let rung: string[];
  /** What each terminal has on its disk. */
  let disks: Map<string, ConfigurationState>;

  beforeEach(async () => {
    db = await databases.open();
    clock = new SimulatedClock();
    rung = [];
    disks = new Map();
    configurations = createConfigurations(db, clock, () => {});
    rollouts = createRollouts(db, clock, (ring) => void rung.push(...ring));
    bundles = createBundles(db, clock, { sign: () => '', firstKey: '', keyChanges: [] });
    software = createSoftwareTargets(db, clock);
    for (const id of ['T-01', 'T-02', 'T-03']) await enrolled(id);
  });

  async function enrolled(id: string): Promise<void> {
    await enrolledRow(db, id);
    await linked(id);
  }
  const linked = (id: string) =>
    db
      .insertInto('link')
      .values({ terminalId: id, processId: 'p-1', linkId: `l-${id}`, since: clock.now() })
      .execute();
  async function release(files: LayerFiles, isForAll: boolean) {
    const draft = { tenantId: 'default', scope: 'tenant', scopeId: 'default', title: 'T' } as const;
    const { id } = await configurations.begin(draft, WRITER);
    const { revision } = await configurations.change(OWN, id, 1, files, WRITER);
    const ready = await configurations.submit(OWN, id, revision, WRITER);
    return configurations.release(OWN, id, { revision: ready.revision, activeFrom: null, isForAll }, SECOND);
  }
  const act = async (
    deed: RolloutAct,
    { id }: Pick<RolloutView, 'id'>,
    actor: typeof SECOND | typeof WRITER = SECOND,
  ) => rollouts.act(OWN, id, deed, { revision: (await rollouts.progress(OWN, id)).revision, reason: 'a test' }, actor);
  async function drafted(plan: RolloutPlan = PLAN) {
    await release(sampleFiles(), true);
    const { id: releaseId } = await release(textsSaying('new'), false);
    return rollouts.create({ tenantId: 'default', kind: 'configuration', releaseId, title: 'R', plan }, WRITER);
  }
  async function started(plan?: RolloutPlan) {
    const { id } = await drafted(plan);
    await act('start', { id });
    return id;
  }
  /** The terminal asks, takes what it is told, and says so; or says that it will not. */
  async function asks(id: string, refuses = false): Promise<void> {
    const before = disks.get(id) ?? NOTHING;
    const wanted = await bundles.told(id, before);
    if (!wanted || wanted.version === before.running?.version) return;
    const refused = { version: wanted.version, reason: 'no-session', detail: '' };
    const after = refuses
      ? { ...before, refused, trusted: wanted.version }
      : { ...before, running: wanted, trusted: wanted.version };
    disks.set(id, after);
    await bundles.told(id, after);
  }
  const offered = async (id: string) =>
    (await rollouts.terminals(OWN, id, { most: 100 }))
      .filter(({ offeredAt }) => offeredAt !== null)
      .map(({ terminalId }) => terminalId);
  /** As the hub does: it looks again and again while time passes. */
  async function passes(minutes: number, id: string): Promise<void> {
    for (let n = 0; n < minutes; n += 4) {
      await clock.advance(4 * MINUTE);
      await step(db, clock, id);
    }
    await step(db, clock, id);
  }
  const state = async (id: string) => (await rollouts.progress(OWN, id)).state;
  /** What the release says that is wanted of a terminal. */
  async function place(id: string): Promise<string> {
    const { digest } = await db
      .selectFrom('configurationTarget')
      .select('digest')
      .where('terminalId', '=', id)
      .executeTakeFirstOrThrow();
    const { files } = await db
      .selectFrom('configurationContent')
      .select('files')
      .where('digest', '=', digest ?? '')
      .executeTakeFirstOrThrow();
    return JSON.parse(JSON.parse(files)['texts/de.json'])['site.location'];
  }

  describe('configuration', () => {
    test('ring by ring to everybody but the excluded, and to who comes late', async () => {
      const id = await started();
      expect(await rollouts.progress(OWN, id)).toMatchObject({
        rings: [{ pending: 1 }, { pending: 1, excluded: 1 }],
        inNoRing: 0,
      });
      await step(db, clock, id);
      expect(await offered(id)).toEqual(['T-01']);
      for (const one of ['T-01', 'T-02', 'T-03']) await asks(one);
      expect([await place('T-01'), await place('T-02')]).toEqual(['new', 'Rathaus, Erdgeschoss']);
      await step(db, clock, id);
      expect((await rollouts.progress(OWN, id)).rings[0]).toMatchObject({ healthy: 1, offered: 0 });
      expect(await state(id)).toBe('soaking');
      await passes(60, id);
      expect(await offered(id)).toEqual(['T-01', 'T-02']);
      await asks('T-02');
      await step(db, clock, id);
      await passes(60, id);
      expect(await state(id)).toBe('completed');
      await enrolled('T-04');
      await step(db, clock, id);
      await asks('T-04');
      await asks('T-03');
      expect([await place('T-04'), await place('T-03')]).toEqual(['new', 'Rathaus, Erdgeschoss']);
    });

    test('time in which no hub process looked is neither soaking nor patience', async () => {
      const id = await started();
      await step(db, clock, id);
      await clock.advance(600 * MINUTE);
      await step(db, clock, id);
      expect(await rollouts.terminals(OWN, id, { most: 1 })).toMatchObject([{ state: 'offered', reason: null }]);
      await asks('T-01');
      await passes(4, id);
      expect(await state(id)).toBe('soaking');
      await clock.advance(600 * MINUTE);
      await step(db, clock, id);
      expect(await state(id)).toBe('soaking');
      await passes(60, id);
      expect(await state(id)).toBe('running');
    });

    test('a version that terminals go back from stops it and is taken back from those that have it', async () => {
      const all = [sampleRing({ selection: { by: 'terminals', ids: ['T-01', 'T-02'] } }), sampleRing()];
      const id = await started({ ...PLAN, rings: all, onStop: 'roll-back' });
      await step(db, clock, id);
      await asks('T-01');
      await asks('T-02', true);
      await step(db, clock, id);
      const stopped = await rollouts.progress(OWN, id);
      expect(stopped).toMatchObject({
        state: 'rolling-back',
        stop: { isByItself: true, reason: 'ring-1-failed-1-of-2', terminalId: 'T-02' },
      });
      await asks('T-01');
      expect(await place('T-01')).toBe('Rathaus, Erdgeschoss');
      await step(db, clock, id);
      expect(await rollouts.progress(OWN, id)).toMatchObject({ state: 'rolled-back', rings: [{ 'went-back': 2 }, {}] });
      const target = db.selectFrom('configurationTarget').select('isRollBack').where('terminalId', '=', 'T-01');
      expect(await target.executeTakeFirst()).toEqual({ isRollBack: 1 });
      // The next draft is begun from what stands.
      expect((await release(textsSaying('better'), true)).number).toBe(3);
    });

    test('it is an alert at the terminal that was the one too many, until somebody has explained it', async () => {
      const id = await started();
      const conditions = createStandingConditions(db);
      const standing = async () => (await conditions.observe(['T-01']))[0]?.stoppedRollouts;
      await step(db, clock, id);
      await asks('T-01', true);
      await clock.advance(1_000);
      await step(db, clock, id);
      expect(await standing()).toEqual([{ id, at: clock.now(), reason: 'ring-1-failed-1-of-1' }]);
      expect(await conditions.changedSince(clock.now())).toMatchObject([{ id: 'T-01' }]);
      await act('explain', { id });
      expect(await standing()).toEqual([]);
    });

    test('what is begun from a release that has not reached everybody is not released', async () => {
      await started();
      expect(await refusal(release(textsSaying('more'), true))).toBe('rollout-open');
      const [newest] = await configurations.releases(OWN);
      expect(await refusal(configurations.withdraw(OWN, newest?.id ?? '', SECOND, 'no'))).toBe('rollout-open');
    });

    test('a terminal that is excluded on the way is never offered it, and one that was cannot be', async () => {
      const rings = [sampleRing({ atOnce: 1, after: { kind: 'soak', minutes: 0 } })];
      const id = await started({ ...PLAN, rings });
      await step(db, clock, id);
      const { revision } = await rollouts.progress(OWN, id);
      const exclude = (...terminalIds: string[]) =>
        rollouts.exclude(OWN, id, { revision, reason: 'being moved', terminalIds }, WRITER);
      expect(await refusal(exclude('T-02', 'T-01'))).toBe('already-offered');
      expect((await exclude('T-02', 'T-09')).plan.excluded.terminalIds).toEqual(['T-03', 'T-02', 'T-09']);
      await asks('T-01');
      await enrolled('T-09');
      await passes(4, id);
      expect(await state(id)).toBe('completed');
      await step(db, clock, id);
      expect(await offered(id)).toEqual(['T-01']);
      await act('stop', { id });
      expect(await refusal(exclude('T-04'))).toBe('wrong-state');
    });

    test('out of service, or an urgent alert, since it was offered it is a failure; before that it is not', async () => {
      const rings = [sampleRing()];
      const id = await started({ ...PLAN, rings });
      const told = { terminalId: 'T-01', since: 1, reason: null, seenAt: 1 };
      await db
        .insertInto('alert')
        .values({ ...told, id: 'a', kind: 'storage-low' })
        .execute();
      await step(db, clock, id);
      for (const one of ['T-01', 'T-02']) await asks(one);
      await step(db, clock, id);
      expect((await rollouts.progress(OWN, id)).rings).toMatchObject([{ healthy: 2, failed: 0 }]);
      await db.updateTable('terminal').set({ condition: 'out-of-service' }).where('id', '=', 'T-02').execute();
      await db
        .insertInto('alert')
        .values({ ...told, id: 'b', kind: 'journal-broken' })
        .execute();
      await step(db, clock, id);
      const failed = await rollouts.terminals(OWN, id, { most: 9, state: 'failed' });
      expect(failed.map(({ terminalId, reason }) => [terminalId, reason])).toEqual([
        ['T-01', 'alert-journal-broken'],
        ['T-02', 'out-of-service'],
      ]);
    });

    test('an emergency release over it ends it', async () => {
      const id = await started();
      await step(db, clock, id);
      const first = (await configurations.releases(OWN)).find(({ number }) => number === 1);
      await configurations.rollBackAlone(OWN, first?.id ?? '', SECOND, 'wrong prices everywhere');
      await step(db, clock, id);
      expect(await state(id)).toBe('superseded');
    });
  });

  describe('people', () => {
    test.each([
      ['its author', WRITER, 'needs-another-person'],
      ['a program', { kind: 'key', id: 'k-1', name: 'k' } as const, 'needs-a-person'],
    ])('it is not started by %s', async (_, actor, reason) => {
      const { id } = await drafted();
      expect(await refusal(rollouts.act(OWN, id, 'start', { revision: 1, reason: 'x' }, actor))).toBe(reason);
      expect(await state(id)).toBe('draft');
    });

    test('who changed the plan is an author too, and who starts names what they saw', async () => {
      const { id } = await drafted();
      const change = { revision: 1, title: 'R', plan: PLAN };
      expect((await rollouts.change(OWN, id, change, SECOND)).authors).toEqual(['u-1', 'u-2']);
      expect(await refusal(rollouts.change(OWN, id, change, SECOND))).toBe('changed-meanwhile');
      const third = { kind: 'user', id: 'u-3', name: 'c' } as const;
      const start = (revision: number) => rollouts.act(OWN, id, 'start', { revision, reason: 'x' }, third);
      expect(await refusal(start(1))).toBe('changed-meanwhile');
      expect(await refusal(start(2))).toBe('done');
    });

    test('only one rollout of a layer is under way, and only of a release that is not for all', async () => {
      const id = await started();
      const { releaseId } = await rollouts.progress(OWN, id);
      const of = { tenantId: 'default', kind: 'configuration', title: 'R', plan: PLAN } as const;
      const again = await rollouts.create({ ...of, releaseId }, WRITER);
      expect(await refusal(act('start', again))).toBe('rollout-open');
      const first = (await configurations.releases(OWN)).find(({ number }) => number === 1);
      const forAll = await rollouts.create({ ...of, releaseId: first?.id ?? '' }, WRITER);
      await act('stop', { id });
      expect(await refusal(act('start', forAll))).toBe('release-is-for-all');
      expect(await refusal(act('start', again))).toBe('done');
    });

    test('without anything before it there is no way back, so it is not started', async () => {
      const { id: releaseId } = await release(sampleFiles(), false);
      const of = { tenantId: 'default', kind: 'configuration', title: 'R', plan: PLAN, releaseId } as const;
      const draft = await rollouts.create(of, WRITER);
      expect(await refusal(act('start', draft))).toBe('nothing-to-go-back-to');
    });

    test('of another tenant there is none', async () => {
      const { id } = await drafted();
      expect(await refusal(rollouts.progress(['other'], id))).toBe('not-found');
      const deed = { revision: 1, reason: 'x' };
      expect(await refusal(rollouts.act(['other'], id, 'start', deed, SECOND))).toBe('not-found');
      expect(await refusal(rollouts.terminals(['other'], id, { most: 9 }))).toBe('not-found');
    });

    test('each act stands in the audit with who and why', async () => {
      const { id } = await drafted();
      await act('start', { id });
      await act('pause', { id }, WRITER);
      await act('resume', { id }, WRITER);
      await act('stop', { id }, WRITER);
      const entries = await db
        .selectFrom('audit')
        .select(['act', 'actor', 'reason'])
        .where('subject', '=', id)
        .execute();
      expect(entries.map((entry) => `${entry.act} ${entry.actor}`)).toEqual([
        'rollout.drafted anna',
        'rollout.start bernd',
        'rollout.pause anna',
        'rollout.resume anna',
        'rollout.stop anna',
      ]);
      expect(entries.at(-1)?.reason).toBe('a test');
    });
  });

  describe('software', () => {
    const add = (version: string) =>
      rollouts.addSoftware(
        { tenantId: 'default', version, channel: 'stable', notes: '', digest: HEX, size: 5 },
        WRITER,
      );
    async function rolledOut(version: string, plan = PLAN): Promise<string> {
      const { id: releaseId } = await add(version);
      const of = { tenantId: 'default', kind: 'software', title: version, plan, releaseId } as const;
      const { id } = await rollouts.create(of, WRITER);
      await act('start', { id });
      await step(db, clock, id);
      return id;
    }
    const says = (running: string) => software.told('T-01', { running, change: null });

    test('it is wanted of terminals that were offered it, and of no other', async () => {
      await says('1.0.0');
      await rolledOut('1.1.0');
      expect(await says('1.0.0')).toEqual({ version: '1.1.0', package: { digest: HEX, size: 5 } });
      expect(await software.told('T-02', { running: '1.0.0', change: null })).toBeNull();
    });

    test('on the way back it is what ran before, which the terminal has kept', async () => {
      await says('1.0.0');
      const id = await rolledOut('1.1.0');
      await says('1.1.0');
      await act('roll-back', { id });
      expect(await says('1.1.0')).toEqual({ version: '1.0.0', package: null });
      await step(db, clock, id);
      expect(await state(id)).toBe('rolling-back');
      await says('1.0.0');
      await step(db, clock, id);
      expect(await state(id)).toBe('rolled-back');
    });

    test('a terminal that cannot take it has failed', async () => {
      const id = await rolledOut('1.1.0');
      const change = { version: '1.1.0', state: 'refused', reason: 'not-supported' } as const;
      await software.told('T-01', { running: '1.0.0', change });
      await step(db, clock, id);
      expect(await rollouts.terminals(OWN, id, { most: 9, state: 'failed' })).toMatchObject([
        { terminalId: 'T-01', reason: 'not-supported' },
      ]);
      expect(await state(id)).toBe('stopped');
    });

    test('a version is one package, and is not withdrawn while it is rolled out', async () => {
      const id = await rolledOut('1.1.0');
      expect(await refusal(add('1.1.0'))).toBe('version-taken');
      const { releaseId } = await rollouts.progress(OWN, id);
      const withdraw = () => rollouts.withdrawSoftware(OWN, releaseId, WRITER, 'bad');
      expect(await refusal(withdraw())).toBe('rollout-open');
      await act('stop', { id });
      expect((await withdraw()).withdrawnAt).toBe(clock.now());
      const of = { tenantId: 'default', kind: 'software', title: 'x', plan: PLAN, releaseId } as const;
      expect(await refusal(act('start', await rollouts.create(of, WRITER)))).toBe('release-withdrawn');
    });
  });

  test('thousands of terminals that change at once are one quick step', { timeout: 15_000 }, async () => {
    const ids = Array.from({ length: 3_000 }, (_, n) => `N-${n}`);
    const row = { tenantId: 'default', enrolledAt: 1, site: null, locationId: null, seenAt: null, condition: null };
    const rest = { judged: null, revokedAt: null, nextFingerprint: null, software: '1.0.0' };
    for (let n = 0; n < ids.length; n += 500) {
      const part = ids.slice(n, n + 500);
      await db
        .insertInto('terminal')
        .values(part.map((id) => ({ ...row, ...rest, id, fingerprint: `f-${id}` })))
        .execute();
      const link = { processId: 'p-1', linkId: 'l', since: 1 };
      await db
        .insertInto('link')
        .values(part.map((terminalId) => ({ ...link, terminalId })))
        .execute();
    }
    const package_ = { version: '1.1.0', channel: 'stable', notes: '', digest: HEX, size: 5 } as const;
    const { id: releaseId } = await rollouts.addSoftware({ ...package_, tenantId: 'default' }, WRITER);
    const of = { tenantId: 'default', kind: 'software', title: 'x', releaseId } as const;
    const { id } = await rollouts.create({ ...of, plan: { ...PLAN, rings: [sampleRing()] } }, WRITER);
    await act('start', { id });
    for (let n = 0; n < 7; n++) await step(db, clock, id);
    expect((await rollouts.progress(OWN, id)).rings).toMatchObject([{ offered: 3_002, pending: 0 }]);
    await db.updateTable('terminal').set({ software: '1.1.0' }).execute();
    await step(db, clock, id);
    expect((await rollouts.progress(OWN, id)).rings).toMatchObject([{ healthy: 3_002 }]);
  });

  test('releases of the version before stay as they were', async () => {
    const address = await databases.address();
    const before: AnyDatabase = connectDatabase(address);
    await migrate(before, address.kind, '0060-configuration');
    const layer = { tenantId: 'default', scope: 'tenant', scopeId: 'default', title: 'T', files: '{}' };
    const times = { releasedAt: 1, releasedBy: 'x', activeFrom: 1, emergency: null, isForAll: 1 };
    await before
      .insertInto('configurationRelease')
      .values({ id: 'r', number: 1, ...layer, ...times })
      .execute();
    await before.destroy();
    const now = await openDatabase(address);
    expect(await now.selectFrom('configurationRelease').select(['id', 'isForAll']).execute()).toEqual([
      { id: 'r', isForAll: 1 },
    ]);
    expect(await now.selectFrom('rollout').selectAll().execute()).toEqual([]);
    await now.destroy();
  });

  test('one hub process drives a rollout; another does when its lease has ended', async () => {
    const id = await started();
    expect(await claimDue(db, clock, 'p-1')).toEqual([id]);
    expect(await claimDue(db, clock, 'p-2')).toEqual([]);
    expect(await claimDue(db, clock, 'p-1')).toEqual([id]);
    await clock.advance(15_000);
    expect(await claimDue(db, clock, 'p-2')).toEqual([id]);
    expect(await claimDue(db, clock, 'p-1')).toEqual([]);
  });

  test('whoever holds the link of a terminal that is offered something is rung, with an order for that link', async () => {
    const id = await started();
    expect((await step(db, clock, id)).ring).toEqual(['p-1']);
    expect(await db.selectFrom('linkOrder').select(['terminalId', 'linkId', 'kind', 'detail']).execute()).toEqual([
      { terminalId: 'T-01', linkId: 'l-T-01', kind: 'wanted', detail: 'configuration' },
    ]);
    expect((await step(db, clock, id)).ring).toEqual([]);
    await act('roll-back', { id });
    expect(rung).toEqual(['p-1']);
  });
});
