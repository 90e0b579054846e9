import { expect, test } from 'vitest';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { step } from './step.ts';
import { HEX, OWN, PLAN, refusal, rolloutDesk, SECOND, WRITER } from './test-support/rollout-desk.ts';

onEachDatabase((databases) => {
  const { desk, act, state } = rolloutDesk(databases);

  const add = (version: string) =>
    desk.rollouts.addSoftware(
      { tenantId: 'default', version, channel: 'stable', notes: '', digest: HEX, size: 5 },
      WRITER,
    );
  async function rolledOut(version: string, plan = PLAN): Promise<string> {
    const { id: releaseId } = await add(version);
    const of = { tenantId: 'default', kind: 'software', title: version, plan, releaseId } as const;
    const { id } = await desk.rollouts.create(of, WRITER);
    await act('start', { id });
    await step(desk.db, desk.clock, id);
    return id;
  }
  const says = (running: string) => desk.software.told('T-01', { running, change: null });

  test('it is wanted of terminals that were offered it, and of no other', async () => {
    await says('1.0.0');
    await rolledOut('1.1.0');
    expect(await says('1.0.0')).toEqual({ version: '1.1.0', package: { digest: HEX, size: 5 } });
    expect(await desk.software.told('T-02', { running: '1.0.0', change: null })).toBeNull();
  });

  test('on the way back it is what ran before, which the terminal has kept', async () => {
    await says('1.0.0');
    const id = await rolledOut('1.1.0');
    await says('1.1.0');
    await act('roll-back', { id });
    expect(await says('1.1.0')).toEqual({ version: '1.0.0', package: null });
    await step(desk.db, desk.clock, id);
    expect(await state(id)).toBe('rolling-back');
    await says('1.0.0');
    await step(desk.db, desk.clock, id);
    expect(await state(id)).toBe('rolled-back');
  });

  test('a terminal that cannot take it has failed', async () => {
    const id = await rolledOut('1.1.0');
    const change = { version: '1.1.0', state: 'refused', reason: 'not-supported' } as const;
    await desk.software.told('T-01', { running: '1.0.0', change });
    await step(desk.db, desk.clock, id);
    expect(await desk.rollouts.terminals(OWN, id, { most: 9, state: 'failed' })).toMatchObject([
      { terminalId: 'T-01', reason: 'not-supported' },
    ]);
    expect(await state(id)).toBe('stopped');
  });

  test('a version is one package, and is not withdrawn while it is rolled out', async () => {
    const id = await rolledOut('1.1.0');
    expect(await refusal(add('1.1.0'))).toBe('version-taken');
    const { releaseId } = await desk.rollouts.progress(OWN, id, SECOND);
    const withdraw = () => desk.rollouts.withdrawSoftware(OWN, releaseId, WRITER, 'bad');
    expect(await refusal(withdraw())).toBe('rollout-open');
    await act('stop', { id });
    expect((await withdraw()).withdrawnAt).toBe(desk.clock.now());
    const of = { tenantId: 'default', kind: 'software', title: 'x', plan: PLAN, releaseId } as const;
    expect(await refusal(act('start', await desk.rollouts.create(of, WRITER)))).toBe('release-withdrawn');
  });
});
