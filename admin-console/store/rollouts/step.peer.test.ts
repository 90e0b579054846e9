import { expect, test } from 'vitest';
import { textsSaying } from '../../../config/test-support/texts-saying.ts';
import { sampleRing } from '../../domain/rollouts/test-support/sample-rollout.ts';
import { createStandingConditions } from '../alerting/standing-conditions.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { claimDue, step } from './step.ts';
import { HEX, MINUTE, OWN, PLAN, rolloutDesk, SECOND, WRITER } from './test-support/rollout-desk.ts';

onEachDatabase((databases) => {
  const { desk, enrolled, release, act, started, asks, offered, passes, state, place } = rolloutDesk(databases);

  test('ring by ring to everybody but the excluded, and to who comes late', async () => {
    const id = await started();
    expect(await desk.rollouts.progress(OWN, id, SECOND)).toMatchObject({
      rings: [{ pending: 1 }, { pending: 1, excluded: 1 }],
      inNoRing: 0,
    });
    await step(desk.db, desk.clock, id);
    expect(await offered(id)).toEqual(['T-01']);
    for (const one of ['T-01', 'T-02', 'T-03']) await asks(one);
    expect([await place('T-01'), await place('T-02')]).toEqual(['new', 'Rathaus, Erdgeschoss']);
    await step(desk.db, desk.clock, id);
    expect((await desk.rollouts.progress(OWN, id, SECOND)).rings[0]).toMatchObject({ healthy: 1, offered: 0 });
    expect(await state(id)).toBe('soaking');
    await passes(60, id);
    expect(await offered(id)).toEqual(['T-01', 'T-02']);
    await asks('T-02');
    await step(desk.db, desk.clock, id);
    await passes(60, id);
    expect(await state(id)).toBe('completed');
    await enrolled('T-04');
    await step(desk.db, desk.clock, id);
    await asks('T-04');
    await asks('T-03');
    expect([await place('T-04'), await place('T-03')]).toEqual(['new', 'Rathaus, Erdgeschoss']);
  });

  test('time in which no hub process looked is neither soaking nor patience', async () => {
    const id = await started();
    await step(desk.db, desk.clock, id);
    await desk.clock.advance(600 * MINUTE);
    await step(desk.db, desk.clock, id);
    expect(await desk.rollouts.terminals(OWN, id, { most: 1 })).toMatchObject([{ state: 'offered', reason: null }]);
    await asks('T-01');
    await passes(4, id);
    expect(await state(id)).toBe('soaking');
    await desk.clock.advance(600 * MINUTE);
    await step(desk.db, desk.clock, id);
    expect(await state(id)).toBe('soaking');
    await passes(60, id);
    expect(await state(id)).toBe('running');
  });

  test('a version that terminals go back from stops it and is taken back from those that have it', async () => {
    const all = [sampleRing({ selection: { by: 'terminals', ids: ['T-01', 'T-02'] } }), sampleRing()];
    const id = await started({ ...PLAN, rings: all, onStop: 'roll-back' });
    await step(desk.db, desk.clock, id);
    await asks('T-01');
    await asks('T-02', true);
    await step(desk.db, desk.clock, id);
    const stopped = await desk.rollouts.progress(OWN, id, SECOND);
    expect(stopped).toMatchObject({
      state: 'rolling-back',
      stop: { isByItself: true, reason: 'ring-1-failed-1-of-2', terminalId: 'T-02' },
    });
    await asks('T-01');
    expect(await place('T-01')).toBe('Rathaus, Erdgeschoss');
    await step(desk.db, desk.clock, id);
    expect(await desk.rollouts.progress(OWN, id, SECOND)).toMatchObject({
      state: 'rolled-back',
      rings: [{ 'went-back': 2 }, {}],
    });
    const target = desk.db.selectFrom('configurationTarget').select('isRollBack').where('terminalId', '=', 'T-01');
    expect(await target.executeTakeFirst()).toEqual({ isRollBack: 1 });
    // The next draft is begun from what stands.
    expect((await release(textsSaying('better'), true)).number).toBe(3);
  });

  test('it is an alert at the terminal that was the one too many, until somebody has explained it', async () => {
    const id = await started();
    const conditions = createStandingConditions(desk.db);
    const standing = async () => (await conditions.observe(['T-01']))[0]?.stoppedRollouts;
    await step(desk.db, desk.clock, id);
    await asks('T-01', true);
    await desk.clock.advance(1_000);
    await step(desk.db, desk.clock, id);
    expect(await standing()).toEqual([{ id, at: desk.clock.now(), reason: 'ring-1-failed-1-of-1' }]);
    expect(await conditions.changedSince(desk.clock.now())).toMatchObject([{ id: 'T-01' }]);
    await desk.clock.advance(1_000);
    await act('explain', { id });
    expect(await standing()).toEqual([]);
    expect(await conditions.changedSince(desk.clock.now()), 'the alert is looked at again').toMatchObject([
      { id: 'T-01' },
    ]);
  });

  test('out of service, or an urgent alert, since it was offered it is a failure; before that it is not', async () => {
    const rings = [sampleRing()];
    const id = await started({ ...PLAN, rings });
    const told = { terminalId: 'T-01', since: 1, reason: null, seenAt: 1 };
    await desk.db
      .insertInto('alert')
      .values({ ...told, id: 'a', kind: 'storage-low' })
      .execute();
    await step(desk.db, desk.clock, id);
    for (const one of ['T-01', 'T-02']) await asks(one);
    await step(desk.db, desk.clock, id);
    expect((await desk.rollouts.progress(OWN, id, SECOND)).rings).toMatchObject([{ healthy: 2, failed: 0 }]);
    await desk.db.updateTable('terminal').set({ condition: 'out-of-service' }).where('id', '=', 'T-02').execute();
    await desk.db
      .insertInto('alert')
      .values({ ...told, id: 'b', kind: 'journal-broken' })
      .execute();
    await step(desk.db, desk.clock, id);
    const failed = await desk.rollouts.terminals(OWN, id, { most: 9, state: 'failed' });
    expect(failed.map(({ terminalId, reason }) => [terminalId, reason])).toEqual([
      ['T-01', 'alert-journal-broken'],
      ['T-02', 'out-of-service'],
    ]);
  });

  test('thousands of terminals that change at once are one quick step', { timeout: 15_000 }, async () => {
    const ids = Array.from({ length: 3_000 }, (_, n) => `N-${n}`);
    const row = { tenantId: 'default', enrolledAt: 1, site: null, locationId: null, seenAt: null, condition: null };
    const rest = { judged: null, revokedAt: null, nextFingerprint: null, software: '1.0.0' };
    for (let n = 0; n < ids.length; n += 500) {
      const part = ids.slice(n, n + 500);
      await desk.db
        .insertInto('terminal')
        .values(part.map((id) => ({ ...row, ...rest, id, fingerprint: `f-${id}` })))
        .execute();
      const link = { processId: 'p-1', linkId: 'l', since: 1 };
      await desk.db
        .insertInto('link')
        .values(part.map((terminalId) => ({ ...link, terminalId })))
        .execute();
    }
    const package_ = { version: '1.1.0', channel: 'stable', notes: '', digest: HEX, size: 5 } as const;
    const { id: releaseId } = await desk.rollouts.addSoftware({ ...package_, tenantId: 'default' }, WRITER);
    const of = { tenantId: 'default', kind: 'software', title: 'x', releaseId } as const;
    const { id } = await desk.rollouts.create({ ...of, plan: { ...PLAN, rings: [sampleRing()] } }, WRITER);
    await act('start', { id });
    for (let n = 0; n < 7; n++) await step(desk.db, desk.clock, id);
    expect((await desk.rollouts.progress(OWN, id, SECOND)).rings).toMatchObject([{ offered: 3_002, pending: 0 }]);
    await desk.db.updateTable('terminal').set({ software: '1.1.0' }).execute();
    await step(desk.db, desk.clock, id);
    expect((await desk.rollouts.progress(OWN, id, SECOND)).rings).toMatchObject([{ healthy: 3_002 }]);
  });

  test('one hub process drives a rollout; another does when its lease has ended', async () => {
    const id = await started();
    expect(await claimDue(desk.db, desk.clock, 'p-1')).toEqual([id]);
    expect(await claimDue(desk.db, desk.clock, 'p-2')).toEqual([]);
    expect(await claimDue(desk.db, desk.clock, 'p-1')).toEqual([id]);
    await desk.clock.advance(15_000);
    expect(await claimDue(desk.db, desk.clock, 'p-2')).toEqual([id]);
    expect(await claimDue(desk.db, desk.clock, 'p-1')).toEqual([]);
  });

  test('whoever holds the link of a terminal that is offered something is rung, with an order for that link', async () => {
    const id = await started();
    expect((await step(desk.db, desk.clock, id)).ring).toEqual(['p-1']);
    expect(await desk.db.selectFrom('linkOrder').select(['terminalId', 'linkId', 'kind', 'detail']).execute()).toEqual([
      { terminalId: 'T-01', linkId: 'l-T-01', kind: 'wanted', detail: 'configuration' },
    ]);
    expect((await step(desk.db, desk.clock, id)).ring).toEqual([]);
    await act('roll-back', { id });
    expect(desk.rung).toEqual(['p-1']);
  });
});
