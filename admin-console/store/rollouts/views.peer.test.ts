import { expect, test } from 'vitest';
import { RETENTION } from '../../domain/retention.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { eraseOldRollouts } from './erase.ts';
import { step } from './step.ts';
import { HEX, OWN, PLAN, rolloutDesk, SECOND, WRITER } from './test-support/rollout-desk.ts';

onEachDatabase((databases) => {
  const { desk, act, drafted, started } = rolloutDesk(databases);

  test('of a draft one sees who is in which ring, and its author why they cannot start it', async () => {
    const { id } = await drafted();
    const placed = await desk.rollouts.terminals(OWN, id, { most: 9 });
    expect(placed.map(({ terminalId, ring, state }) => [terminalId, ring, state])).toEqual([
      ['T-01', 0, 'pending'],
      ['T-02', 1, 'pending'],
      ['T-03', 1, 'excluded'],
    ]);
    expect(await desk.rollouts.terminals(OWN, id, { most: 1, ring: 1, after: 'T-02' })).toMatchObject([
      { terminalId: 'T-03', reason: 'excluded' },
    ]);
    expect(await desk.rollouts.progress(OWN, id, WRITER)).toMatchObject({
      obstacle: 'needs-another-person',
      acts: ['start', 'discard'],
    });
    expect((await desk.rollouts.progress(OWN, id, SECOND)).obstacle).toBeNull();
  });

  test('why it could not begin is told before anybody tries', async () => {
    const first = await started();
    const { releaseId } = await desk.rollouts.progress(OWN, first, SECOND);
    const of = { tenantId: 'default', kind: 'configuration', title: 'R', plan: PLAN, releaseId } as const;
    const { id } = await desk.rollouts.create(of, WRITER);
    expect((await desk.rollouts.progress(OWN, id, SECOND)).obstacle).toBe('rollout-open');
    expect((await desk.rollouts.progress(OWN, first, SECOND)).acts).toEqual(['pause', 'stop', 'roll-back']);
  });

  const old = () => desk.clock.jumpWallClock(RETENTION.rollouts.keptMs + 1);
  const left = async () => (await desk.db.selectFrom('rollout').select('id').execute()).map(({ id }) => id);

  test('a rollout that is over is erased with its terminals once it is old; one that holds is not', async () => {
    const { id: discarded } = await drafted();
    await act('discard', { id: discarded });
    const { releaseId } = await desk.rollouts.progress(OWN, discarded, SECOND);
    const of = { tenantId: 'default', kind: 'configuration', title: 'R', plan: PLAN, releaseId } as const;
    const { id } = await desk.rollouts.create(of, WRITER);
    await act('start', { id });
    expect(await eraseOldRollouts(desk.db, desk.clock), 'too young').toBe(0);
    old();
    expect(await eraseOldRollouts(desk.db, desk.clock)).toBe(1);
    expect(await left()).toEqual([id]);
    expect(await desk.db.selectFrom('rolloutTerminal').selectAll().execute()).not.toEqual([]);
    const first = (await desk.configurations.releases(OWN)).find(({ number }) => number === 1);
    await desk.configurations.rollBackAlone(OWN, first?.id ?? '', SECOND, 'wrong prices everywhere');
    await step(desk.db, desk.clock, id);
    expect(await eraseOldRollouts(desk.db, desk.clock)).toBe(1);
    expect(await desk.db.selectFrom('rolloutTerminal').selectAll().execute()).toEqual([]);
  });

  test('software that a terminal should still run, or go back to, keeps its rollout', async () => {
    const package_ = {
      tenantId: 'default',
      version: '1.1.0',
      channel: 'stable',
      notes: '',
      digest: HEX,
      size: 5,
    } as const;
    const { id: releaseId } = await desk.rollouts.addSoftware(package_, WRITER);
    const of = { tenantId: 'default', kind: 'software', title: '1.1.0', plan: PLAN, releaseId } as const;
    const { id } = await desk.rollouts.create(of, WRITER);
    await act('start', { id });
    await step(desk.db, desk.clock, id);
    await act('roll-back', { id });
    await desk.db.updateTable('rollout').set({ state: 'rolled-back' }).where('id', '=', id).execute();
    old();
    expect(await eraseOldRollouts(desk.db, desk.clock), 'what ran before stands in it').toBe(0);
    const { id: later } = await desk.rollouts.create(of, WRITER);
    await act('start', { id: later });
    await step(desk.db, desk.clock, later);
    await desk.db.updateTable('rollout').set({ state: 'completed' }).where('id', '=', later).execute();
    expect(await eraseOldRollouts(desk.db, desk.clock)).toBe(1);
    expect(await left()).toEqual([later]);
  });
});
