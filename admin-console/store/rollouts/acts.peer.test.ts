import { expect, test } from 'vitest';
import { sampleFiles } from '../../../config/sample-files.ts';
import { textsSaying } from '../../../config/test-support/texts-saying.ts';
import { sampleRing } from '../../domain/rollouts/test-support/sample-rollout.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { step } from './step.ts';
import { OWN, PLAN, refusal, rolloutDesk, SECOND, WRITER } from './test-support/rollout-desk.ts';

onEachDatabase((databases) => {
  const { desk, enrolled, release, act, drafted, started, asks, offered, passes, state } = rolloutDesk(databases);

  test('what is begun from a release that has not reached everybody is not released', async () => {
    await started();
    expect(await refusal(release(textsSaying('more'), true))).toBe('rollout-open');
    const [newest] = await desk.configurations.releases(OWN);
    expect(await refusal(desk.configurations.withdraw(OWN, newest?.id ?? '', SECOND, 'no'))).toBe('rollout-open');
  });

  test('a terminal that is excluded on the way is never offered it, and one that was cannot be', async () => {
    const rings = [sampleRing({ atOnce: 1, after: { kind: 'soak', minutes: 0 } })];
    const id = await started({ ...PLAN, rings });
    await step(desk.db, desk.clock, id);
    const { revision } = await desk.rollouts.progress(OWN, id, SECOND);
    const exclude = (...terminalIds: string[]) =>
      desk.rollouts.exclude(OWN, id, { revision, reason: 'being moved', terminalIds }, WRITER);
    expect(await refusal(exclude('T-02', 'T-01'))).toBe('already-offered');
    expect((await exclude('T-02', 'T-09')).plan.excluded.terminalIds).toEqual(['T-03', 'T-02', 'T-09']);
    await asks('T-01');
    await enrolled('T-09');
    await passes(4, id);
    expect(await state(id)).toBe('completed');
    await step(desk.db, desk.clock, id);
    expect(await offered(id)).toEqual(['T-01']);
    await act('stop', { id });
    expect(await refusal(exclude('T-04'))).toBe('wrong-state');
  });

  test('an emergency release over it ends it', async () => {
    const id = await started();
    await step(desk.db, desk.clock, id);
    const first = (await desk.configurations.releases(OWN)).find(({ number }) => number === 1);
    await desk.configurations.rollBackAlone(OWN, first?.id ?? '', SECOND, 'wrong prices everywhere');
    await step(desk.db, desk.clock, id);
    expect(await state(id)).toBe('superseded');
  });

  test.each([
    ['its author', WRITER, 'needs-another-person'],
    ['a program', { kind: 'key', id: 'k-1', name: 'k' } as const, 'needs-a-person'],
  ])('it is not started by %s', async (_, actor, reason) => {
    const { id } = await drafted();
    expect(await refusal(desk.rollouts.act(OWN, id, 'start', { revision: 1, reason: 'x' }, actor))).toBe(reason);
    expect(await state(id)).toBe('draft');
  });

  test('who changed the plan is an author too, and who starts names what they saw', async () => {
    const { id } = await drafted();
    const change = { revision: 1, title: 'R', plan: PLAN };
    expect((await desk.rollouts.change(OWN, id, change, SECOND)).authors).toEqual(['u-1', 'u-2']);
    expect(await refusal(desk.rollouts.change(OWN, id, change, SECOND))).toBe('changed-meanwhile');
    const third = { kind: 'user', id: 'u-3', name: 'c' } as const;
    const start = (revision: number) => desk.rollouts.act(OWN, id, 'start', { revision, reason: 'x' }, third);
    expect(await refusal(start(1))).toBe('changed-meanwhile');
    expect(await refusal(start(2))).toBe('done');
  });

  test('only one rollout of a layer is under way, and only of a release that is not for all', async () => {
    const id = await started();
    const { releaseId } = await desk.rollouts.progress(OWN, id, SECOND);
    const of = { tenantId: 'default', kind: 'configuration', title: 'R', plan: PLAN } as const;
    const again = await desk.rollouts.create({ ...of, releaseId }, WRITER);
    expect(await refusal(act('start', again))).toBe('rollout-open');
    const first = (await desk.configurations.releases(OWN)).find(({ number }) => number === 1);
    const forAll = await desk.rollouts.create({ ...of, releaseId: first?.id ?? '' }, WRITER);
    await act('stop', { id });
    expect(await refusal(act('start', forAll))).toBe('release-is-for-all');
    expect(await refusal(act('start', again))).toBe('done');
  });

  test('without anything before it there is no way back, so it is not started', async () => {
    const { id: releaseId } = await release(sampleFiles(), false);
    const of = { tenantId: 'default', kind: 'configuration', title: 'R', plan: PLAN, releaseId } as const;
    const draft = await desk.rollouts.create(of, WRITER);
    expect(await refusal(act('start', draft))).toBe('nothing-to-go-back-to');
  });

  test('of another tenant there is none', async () => {
    const { id } = await drafted();
    expect(await refusal(desk.rollouts.progress(['other'], id, SECOND))).toBe('not-found');
    const deed = { revision: 1, reason: 'x' };
    expect(await refusal(desk.rollouts.act(['other'], id, 'start', deed, SECOND))).toBe('not-found');
    expect(await refusal(desk.rollouts.terminals(['other'], id, { most: 9 }))).toBe('not-found');
  });

  test('each act stands in the audit with who and why', async () => {
    const { id } = await drafted();
    await act('start', { id });
    await act('pause', { id }, WRITER);
    await act('resume', { id }, WRITER);
    await act('stop', { id }, WRITER);
    const entries = await desk.db
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
