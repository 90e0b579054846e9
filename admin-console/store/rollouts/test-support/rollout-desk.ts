import { beforeEach } from 'vitest';
import { sampleFiles } from '../../../../config/sample-files.ts';
import { textsSaying } from '../../../../config/test-support/texts-saying.ts';
import type { ConfigurationState } from '../../../../fleet-link/configuration.ts';
import { SimulatedClock } from '../../../../foundation/clock.ts';
import { reasonOf } from '../../../../foundation/errors.ts';
import type { LayerFiles } from '../../../contract/configuration/configuration.ts';
import type { RolloutAct, RolloutPlan, RolloutView } from '../../../contract/rollouts/rollouts.ts';
import type { Bundles } from '../../../domain/configuration/bundles.ts';
import type { Configurations } from '../../../domain/configuration/configurations.ts';
import type { Rollouts, SoftwareTargets } from '../../../domain/rollouts/rollouts.ts';
import { samplePlan, sampleRing } from '../../../domain/rollouts/test-support/sample-rollout.ts';
import { createBundles } from '../../configuration/bundles.ts';
import { createConfigurations } from '../../configuration/configurations.ts';
import type { HubDatabase } from '../../database.ts';
import type { EmptyDatabases } from '../../test-support/on-each-database.ts';
import { enrolledRow } from '../../test-support/terminal-row.ts';
import { createRollouts } from '../rollouts.ts';
import { createSoftwareTargets } from '../software-targets.ts';
import { step } from '../step.ts';

export const WRITER = { kind: 'user', id: 'u-1', name: 'anna' } as const;
export const SECOND = { kind: 'user', id: 'u-2', name: 'bernd' } as const;
export const OWN = ['default'];
export const MINUTE = 60_000;
export const HEX = 'a'.repeat(64);
const NOTHING: ConfigurationState = { running: null, staged: null, trusted: 0, isOnTrial: false, refused: null };
/** First one terminal, then all others; each healthy at once. */
export const PLAN = samplePlan({
  rings: [sampleRing({ selection: { by: 'terminals', ids: ['T-01'] } }), sampleRing()],
  excluded: { terminalIds: ['T-03'], locationIds: [] },
  healthyAfterMinutes: 0,
});
export const refusal = (act: Promise<unknown>) => act.then(() => 'done', reasonOf);

interface Desk {
  db: HubDatabase;
  clock: SimulatedClock;
  configurations: Configurations;
  rollouts: Rollouts;
  bundles: Bundles;
  software: SoftwareTargets;
  /** Hub processes that were rung. */
  rung: string[];
  /** What each terminal has on its disk. */
  disks: Map<string, ConfigurationState>;
}

/** Rollouts on a database with three linked terminals, new before each test; and what people and terminals do there. */
export function rolloutDesk(databases: EmptyDatabases) {
  const desk = {} as Desk;
  beforeEach(async () => {
    const db = await databases.open();
    const clock = new SimulatedClock();
    const rung: string[] = [];
    Object.assign(desk, {
      ...{ db, clock, rung, disks: new Map() },
      configurations: createConfigurations(db, clock, () => {}),
      rollouts: createRollouts(db, clock, (ring) => void rung.push(...ring)),
      bundles: createBundles(db, clock, { sign: () => '', firstKey: '', keyChanges: [] }),
      software: createSoftwareTargets(db, clock),
    });
    for (const id of ['T-01', 'T-02', 'T-03']) await enrolled(id);
  });
  async function enrolled(id: string): Promise<void> {
    await enrolledRow(desk.db, id);
    await linked(id);
  }
  const linked = (id: string) =>
    desk.db
      .insertInto('link')
      .values({ terminalId: id, processId: 'p-1', linkId: `l-${id}`, since: desk.clock.now() })
      .execute();
  async function release(files: LayerFiles, isForAll: boolean) {
    const draft = { tenantId: 'default', scope: 'tenant', scopeId: 'default', title: 'T' } as const;
    const { id } = await desk.configurations.begin(draft, WRITER);
    const { revision } = await desk.configurations.change(OWN, id, 1, files, WRITER);
    const ready = await desk.configurations.submit(OWN, id, revision, WRITER);
    return desk.configurations.release(OWN, id, { revision: ready.revision, activeFrom: null, isForAll }, SECOND);
  }
  const act = async (
    deed: RolloutAct,
    { id }: Pick<RolloutView, 'id'>,
    actor: typeof SECOND | typeof WRITER = SECOND,
  ) =>
    desk.rollouts.act(
      OWN,
      id,
      deed,
      { revision: (await desk.rollouts.progress(OWN, id, SECOND)).revision, reason: 'a test' },
      actor,
    );
  async function drafted(plan: RolloutPlan = PLAN) {
    await release(sampleFiles(), true);
    const { id: releaseId } = await release(textsSaying('new'), false);
    return desk.rollouts.create({ tenantId: 'default', kind: 'configuration', releaseId, title: 'R', plan }, WRITER);
  }
  async function started(plan?: RolloutPlan) {
    const { id } = await drafted(plan);
    await act('start', { id });
    return id;
  }
  /** The terminal asks, takes what it is told, and says so; or says that it will not. */
  async function asks(id: string, refuses = false): Promise<void> {
    const before = desk.disks.get(id) ?? NOTHING;
    const wanted = await desk.bundles.told(id, before);
    if (!wanted || wanted.version === before.running?.version) return;
    const refused = { version: wanted.version, reason: 'no-session', detail: '' };
    const after = refuses
      ? { ...before, refused, trusted: wanted.version }
      : { ...before, running: wanted, trusted: wanted.version };
    desk.disks.set(id, after);
    await desk.bundles.told(id, after);
  }
  const offered = async (id: string) =>
    (await desk.rollouts.terminals(OWN, id, { most: 100 }))
      .filter(({ offeredAt }) => offeredAt !== null)
      .map(({ terminalId }) => terminalId);
  /** As the hub does: it looks again and again while time passes. */
  async function passes(minutes: number, id: string): Promise<void> {
    for (let n = 0; n < minutes; n += 4) {
      await desk.clock.advance(4 * MINUTE);
      await step(desk.db, desk.clock, id);
    }
    await step(desk.db, desk.clock, id);
  }
  const state = async (id: string) => (await desk.rollouts.progress(OWN, id, SECOND)).state;
  /** What the release says that is wanted of a terminal. */
  async function place(id: string): Promise<string> {
    const { digest } = await desk.db
      .selectFrom('configurationTarget')
      .select('digest')
      .where('terminalId', '=', id)
      .executeTakeFirstOrThrow();
    const { files } = await desk.db
      .selectFrom('configurationContent')
      .select('files')
      .where('digest', '=', digest ?? '')
      .executeTakeFirstOrThrow();
    return JSON.parse(JSON.parse(files)['texts/de.json'])['site.location'];
  }

  return { desk, enrolled, release, act, drafted, started, asks, offered, passes, state, place };
}
