import { expect, test } from 'vitest';
import { inRounds } from './in-rounds.ts';

test('each figure is the median of its own rounds, and a name stays a name', async () => {
  const rounds = [
    { subject: 'hub', ms: 3, MB: 10 },
    { subject: 'hub', ms: 100, MB: 9 },
    { subject: 'hub', ms: 20, MB: Number.POSITIVE_INFINITY },
  ];
  let next = 0;
  expect(await inRounds(3, async () => rounds[next++] as (typeof rounds)[number])).toEqual({
    subject: 'hub',
    ms: 20,
    MB: 10,
  });
});
