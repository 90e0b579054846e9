import { join } from 'node:path';
import { expect, test } from 'vitest';
import { killAt, recordJourney } from './every-point.ts';
import { textOf } from './kill-plan.ts';
import { openGround } from './kill-stack.ts';
import { runRandom } from './random-kills.ts';
import { createTally } from './report.ts';
import { runPoints } from './run-points.ts';
import { BILL } from './scenarios.ts';

/** Whole terminals start and die here; on a slow machine each takes seconds. */
const PATIENCE = 600_000;
const OUT = join(import.meta.dirname, '../../.data/test-kill');
const say = () => {};

test(
  'killed at every write of a payment and a delivery into the journal: nobody loses anything',
  async () => {
    const totals = await runPoints({
      scenarios: [BILL],
      chosen: (point) => /journal (authorise|submit)\//.test(textOf(point)),
      recoveries: false,
      jobs: 1,
      out: join(OUT, 'journal'),
      say,
    });
    expect(totals.examples).toEqual([]);
    expect(totals.notReached).toEqual([]);
    expect(totals.kills).toBeGreaterThanOrEqual(8);
  },
  PATIENCE,
);

test(
  'killed at random instants while other things fail: nobody loses anything',
  async () => {
    const totals = await runRandom({ kills: 6, seed: 7, faults: true, jobs: 1, out: join(OUT, 'random'), say });
    expect(totals.examples).toEqual([]);
    expect(totals.kills).toBe(6);
  },
  PATIENCE,
);

test(
  'a terminal that forgets its books is found out by the witnesses',
  async () => {
    const preload = [join(import.meta.dirname, 'test-support/forget-journal.ts')];
    const ground = await openGround(join(OUT, 'forgetful'), { preload });
    try {
      await ground.usable();
      const journey = await recordJourney(ground, BILL, join(ground.directory, 'journey.jsonl'));
      const paid = journey.find(({ name, when }) => when === 'after' && name.includes('journal authorise/outcome'));
      if (!paid) throw new Error('the journey had no such point');
      const tally = createTally(say);
      await killAt(ground, { scenario: BILL, first: paid, second: null }, tally);
      expect(tally.totals().paidNotDeliveredNotReversed).toBe(1);
    } finally {
      await ground.close();
    }
  },
  PATIENCE,
);
