import { expect, test } from 'vitest';
import type { EpisodeView, StandingCount } from '../../contract/alerting/views.ts';
import { needsOf } from './needs.ts';

const episode = (n: number, change: Partial<EpisodeView> = {}): EpisodeView => ({
  ...{
    id: `e-${n}`,
    tenantId: 't',
    terminalId: `T-${n}`,
    terminalName: null,
    cause: 'device',
    subject: 'receipt-printer',
  },
  ...{ severity: 'soon', reason: 'paper-out', state: 'open', since: n, openedAt: n, clearSince: null, closedAt: null },
  ...{ acknowledgedAt: null, acknowledgedBy: null, assignee: null },
  ...change,
});
const count = (change: Partial<StandingCount>): StandingCount => ({
  ...{ cause: 'device', subject: 'receipt-printer', reason: 'paper-out', severity: 'soon', terminals: 1 },
  ...change,
});

test('of alerts that are all known, each meaning counts its own', () => {
  const needs = needsOf([episode(1), episode(2), episode(3, { cause: 'offline', severity: 'urgent' })], null);
  expect(needs.map(({ key, count }) => [key, count])).toEqual([
    ['offline', 1],
    ['device.receipt-printer.paper-out', 2],
  ]);
});

test('of more than the hub tells at once, its own count holds, and what is not among the newest is not forgotten', () => {
  const counts = [
    count({ terminals: 590 }),
    count({ cause: 'paper-ends', reason: 'days-2', terminals: 3 }),
    count({ cause: 'paper-ends', reason: 'days-1', severity: 'urgent', terminals: 4 }),
  ];
  const needs = needsOf([episode(1), episode(2)], counts);
  expect(needs.map(({ key, count, severity, episodes }) => [key, count, severity, episodes.length])).toEqual([
    ['paper-ends', 7, 'urgent', 0],
    ['device.receipt-printer.paper-out', 590, 'soon', 2],
  ]);
});
