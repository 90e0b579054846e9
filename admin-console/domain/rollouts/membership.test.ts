import { expect, test } from 'vitest';
import { membershipOf, shareOf } from './membership.ts';
import { samplePlan, sampleRing } from './test-support/sample-rollout.ts';

const IDS = Array.from({ length: 2_000 }, (_, n) => `T-${n}`);
const at = (terminalId: string, locationId: string | null = null) => ({ terminalId, locationId, tags: [] });

test('a share is about as large as it says, stays, and differs from rollout to rollout', () => {
  const of = (rollout: string) => IDS.filter((id) => shareOf(rollout, id) < 10);
  expect(of('a')).toEqual(of('a'));
  expect(of('a').length / IDS.length).toBeCloseTo(0.1, 1);
  expect(of('b')).not.toEqual(of('a'));
});

test('the first ring that selects a terminal has it; a larger share holds the smaller one', () => {
  const share = (percent: number) => sampleRing({ selection: { by: 'percentage', percent } });
  const plan = samplePlan({ rings: [share(10), share(50), sampleRing()] });
  for (const id of IDS.slice(0, 200)) {
    const { ring } = membershipOf('a', plan, at(id));
    const own = shareOf('a', id);
    expect(ring).toBe(own < 10 ? 0 : own < 50 ? 1 : 2);
  }
});

test('by location, by name, and in no ring at all', () => {
  const rings = [
    sampleRing({ selection: { by: 'locations', ids: ['l-1'] } }),
    sampleRing({ selection: { by: 'terminals', ids: ['T-7'] } }),
  ];
  const ringOf = (id: string, location: string | null) =>
    membershipOf('a', samplePlan({ rings }), at(id, location)).ring;
  expect([ringOf('T-1', 'l-1'), ringOf('T-7', null), ringOf('T-8', 'l-2')]).toEqual([0, 1, -1]);
});

test('by tag, any of those that the ring names', () => {
  const plan = samplePlan({ rings: [sampleRing({ selection: { by: 'tags', tags: ['pilot', 'north'] } })] });
  const ringOf = (...tags: string[]) => membershipOf('a', plan, { ...at('T-1'), tags }).ring;
  expect([ringOf('north', 'old'), ringOf('Pilot'), ringOf()]).toEqual([0, -1, -1]);
});

test('who is excluded is, by name or by location, whatever ring selects it', () => {
  const plan = samplePlan({ excluded: { terminalIds: ['T-1'], locationIds: ['l-9'] } });
  const isOut = (id: string, location: string | null) => membershipOf('a', plan, at(id, location)).isExcluded;
  expect([isOut('T-1', null), isOut('T-2', 'l-9'), isOut('T-2', null)]).toEqual([true, true, false]);
});
