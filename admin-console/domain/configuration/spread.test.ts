import { expect, test } from 'vitest';
import type { SpreadState } from '../../contract/configuration/configuration-review.ts';
import { type ReachedTerminal, spreadStateOf } from './spread.ts';

const NOW = 1_000;
const RELEASE = { withdrawnAt: null, activeFrom: 0 };
const TOLD: ReachedTerminal = {
  holds: 'this',
  isLinked: true,
  isAdmitted: true,
  fault: null,
  isRunning: false,
  isOnTrial: false,
  isStaged: false,
  isRefused: false,
};

test.each<[SpreadState, Partial<ReachedTerminal>, { withdrawnAt?: number; activeFrom?: number }]>([
  ['has-it', { isRunning: true }, {}],
  ['on-trial', { isRunning: true, isOnTrial: true }, {}],
  ['staged', { isStaged: true }, {}],
  ['on-its-way', {}, {}],
  ['unreachable', { isLinked: false, isStaged: true }, {}],
  ['refused', { isRefused: true, isLinked: false }, {}],
  ['faulty', { fault: 'missing-text', isRefused: true }, {}],
  ['not-its-turn', { holds: 'older', isAdmitted: false }, {}],
  ['not-yet', { holds: 'older' }, { activeFrom: NOW + 1 }],
  ['replaced', { holds: 'newer' }, {}],
  ['on-its-way', { holds: 'older' }, {}],
  ['unreachable', { holds: 'older', isLinked: false }, {}],
  ['withdrawn', { holds: 'older' }, { withdrawnAt: 5 }],
  ['has-it', { isRunning: true, isLinked: false }, { withdrawnAt: 5 }],
])('%s: %o %o', (expected, terminal, release) => {
  expect(spreadStateOf({ ...RELEASE, ...release }, { ...TOLD, ...terminal }, NOW)).toBe(expected);
});
