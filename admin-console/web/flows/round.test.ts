import { expect, test } from 'vitest';
import type { PaperView } from '../../contract/terminals/terminal-history.ts';
import { stopsOf } from './round.ts';

const paper = (terminalId: string, locationId: string | null, days: number | null, isTicked = false): PaperView => ({
  ...{ terminalId, tenantId: 'default', locationId, isOnline: true, leftMm: 1, rollMm: 2, days },
  tick: isTicked ? { at: 1, actor: 'ada', isProved: true } : null,
});

test('one stop for each place, the most urgent first, with the rolls to take along', () => {
  const stops = stopsOf([
    paper('a', 'rathaus', 5),
    paper('b', 'bibliothek', 3),
    paper('c', 'rathaus', 1),
    paper('d', 'bibliothek', null, true),
  ]);
  expect(
    stops.map(({ locationId, rolls, terminals }) => [locationId, rolls, terminals.map((t) => t.terminalId)]),
  ).toEqual([
    ['rathaus', 2, ['c', 'a']],
    ['bibliothek', 1, ['b', 'd']],
  ]);
});
