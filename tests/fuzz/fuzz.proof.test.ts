import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../foundation/clock.ts';
import { createRandom, seedOf } from '../../foundation/random.ts';
import { MUTATORS, makeInput } from './mutators.ts';
import { fuzzAll } from './pool.ts';
import { fuzzTarget } from './run.ts';
import { samplesOf } from './samples.ts';
import { chosenTargets, findTargets, targetsIn } from './targets.ts';
import { fuzzTargets as planted } from './test-support/planted-faults.ts';

const file = join(import.meta.dirname, 'test-support/planted-faults.ts');
const fuzz = (name: string, runs = 2_000) =>
  fuzzTarget({ room: 'planted', file, name }, { runs, seed: 7, clock: systemClock, runWithin: 500 });

test('a parser without fault: all runs done, nothing found', async () => {
  expect(await fuzz('planted-none')).toMatchObject({ runs: 2_000, findings: [] });
});

test('a crash is found once, with an input made as small as it can be', async () => {
  const { findings } = await fuzz('planted-crash');
  expect(findings).toMatchObject([{ kind: 'crash', message: 'RangeError: 0xff', hex: 'ff' }]);
});

test('a hang is ended, and its input is told', async () => {
  const { findings } = await fuzz('planted-hang', 30);
  expect(findings).toMatchObject([{ kind: 'hang', hex: expect.stringContaining('ff') }]);
});

test.each(['planted-heap', 'planted-buffers'])('memory without bound is found: %s', async (name) => {
  const { findings } = await fuzz(name, 20_000);
  expect(findings[0]).toMatchObject({ kind: 'memory' });
});

test('the same seed finds the same input', async () => {
  const [first, second] = [await fuzz('planted-crash'), await fuzz('planted-crash')];
  expect(first.findings).toEqual(second.findings);
});

test('shared among several threads: every run is done, and the same is found as in one', async () => {
  const targets = ['planted-none', 'planted-crash'].map((name) => ({ room: 'planted', file, name }));
  const common = { runs: 2_000, seed: 7, clock: systemClock, slice: 300 };
  const told: string[] = [];
  const shared = await fuzzAll(targets, { ...common, jobs: 3, onReport: ({ name }) => told.push(name) });
  expect(shared.map(({ runs }) => runs)).toEqual([2_000, 2_000]);
  expect(told.sort()).toEqual(['planted-crash', 'planted-none']);
  const alone = await fuzz('planted-crash');
  expect(shared[1]?.findings).toEqual(alone.findings);
});

test.each(Object.entries(MUTATORS))('%s takes empty input, and changes a sample sooner or later', (_, mutate) => {
  const sample = Uint8Array.from({ length: 40 }, (_unused, i) => i + 1);
  const random = createRandom(3);
  mutate(new Uint8Array(), random, []);
  const changed = Array.from({ length: 50 }, () => mutate(sample, random, [Uint8Array.of(9, 9)]));
  expect(changed.some((one) => Buffer.compare(one, sample) !== 0)).toBe(true);
  expect(sample[0]).toBe(1);
});

test('inputs depend on seed, target and run only', () => {
  const make = (...parts: [number, string, number]) =>
    makeInput([Uint8Array.of(1, 2, 3)], createRandom(seedOf(...parts)));
  expect(make(1, 'a', 5)).toEqual(make(1, 'a', 5));
  const different = [make(1, 'a', 5), make(2, 'a', 5), make(1, 'b', 5), make(1, 'a', 6)].map((bytes) => bytes.join());
  expect(new Set(different).size).toBeGreaterThan(1);
});

test('every target of every driver has samples to start from and can be chosen by name and by room', async () => {
  const all = await findTargets();
  expect(all.length).toBeGreaterThan(10);
  for (const { file: path, name, room } of all) {
    const own = (await targetsIn(path)).find((target) => target.name === name);
    expect(own && samplesOf(own).length, `samples of ${name}`).toBeGreaterThan(0);
    expect(chosenTargets(all, name)).toHaveLength(1);
    expect(chosenTargets(all, room).length).toBeGreaterThan(0);
  }
  expect(planted.length).toBe(5);
});
