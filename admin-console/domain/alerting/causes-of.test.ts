import { expect, test } from 'vitest';
import type { DeviceReport, StatusReport } from '../../../fleet-link/contract.ts';
import { SAMPLE_REPORT } from '../../../fleet-link/test-support/sample-report.ts';
import { type AlertRules, DEFAULT_RULES } from '../../contract/alerting/rules.ts';
import { causesOf } from './causes-of.ts';
import type { ObservedTerminal, WatchedTerminal } from './observed.ts';
import { wellTerminal } from './test-support/observed-terminal.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 23, 20);
const FRESH: WatchedTerminal = { since: NOW, usedAt: NOW, sessions: 0, paper: [] };
const printer = (change: Partial<DeviceReport>): Partial<StatusReport> => ({
  devices: [
    { kind: 'receipt-printer', state: 'ready', reason: null, model: null, firmware: null, seenAt: 1, ...change },
  ],
});

function causes(
  change: Partial<ObservedTerminal>,
  watched: Partial<WatchedTerminal> = {},
  rules: Partial<AlertRules> = {},
) {
  const found = causesOf(wellTerminal('T-01', change), { ...FRESH, ...watched }, { ...DEFAULT_RULES, ...rules }, NOW);
  return found.standing.map(({ cause, subject, severity, reason }) => [cause, subject, severity, reason]);
}
const report = (change: Partial<StatusReport>) => ({ status: { ...SAMPLE_REPORT, ...change } });

test('a terminal that is well has no cause', () => {
  expect(causes({})).toEqual([]);
});

test.each<[string, Partial<ObservedTerminal>, unknown[]]>([
  ['offline', { isOnline: false, offlineSince: 1 }, ['offline', '', 'urgent', null]],
  ['a call for help', { help: { id: 'h', since: 1, takenAt: null } }, ['help', 'h', 'urgent', null]],
  ['journal', { journalBroken: { at: 1, reason: 'changed' } }, ['journal-tampered', '', 'urgent', 'changed']],
  ['certificate', { certificateExpiresAt: NOW + 29 * DAY }, ['certificate-expires', '', 'urgent', null]],
  ['certificate that is over', { certificateExpiresAt: NOW }, ['certificate-expires', '', 'urgent', 'expired']],
  [
    'unclear payment',
    { alerts: [{ kind: 'payment-unclear', reason: 'device-gone' }] },
    ['payment-unclear', '', 'urgent', 'device-gone'],
  ],
  ['clock', { alerts: [{ kind: 'clock-wrong', reason: null }] }, ['clock-wrong', '', 'urgent', null]],
  ['clock that the hub finds ahead', { clockOffMs: 121_000 }, ['clock-wrong', '', 'urgent', 'ahead']],
  ['clock that the hub finds behind', { clockOffMs: -121_000 }, ['clock-wrong', '', 'urgent', 'behind']],
  [
    'clock, found by both',
    { clockOffMs: 300_000, alerts: [{ kind: 'clock-wrong', reason: 'ahead' }] },
    ['clock-wrong', '', 'urgent', 'ahead'],
  ],
  ['storage', { alerts: [{ kind: 'storage-low', reason: null }] }, ['storage-low', '', 'urgent', null]],
  [
    'unknown keyboard',
    { alerts: [{ kind: 'unknown-keyboard', reason: null }] },
    ['unknown-keyboard', '', 'urgent', null],
  ],
  [
    'what only a newer terminal knows',
    { alerts: [{ kind: 'door-open', reason: null }] },
    ['other', 'door-open', 'soon', null],
  ],
  [
    'device',
    report(printer({ state: 'faulty', reason: 'paper-out' })),
    ['device', 'receipt-printer', 'soon', 'paper-out'],
  ],
  [
    'device that still works',
    report(printer({ state: 'degraded', reason: 'paper-near-end' })),
    ['device', 'receipt-printer', 'note', 'paper-near-end'],
  ],
  ['portal', report({ portals: { parken: 'down' } }), ['portal', 'parken', 'soon', 'down']],
  ['forgotten card', report({ cardLeft: true }), ['card-left', '', 'soon', null]],
  ['out of service', report({ mode: 'out-of-service' }), ['out-of-service', '', 'urgent', 'out-of-service']],
  ['maintenance', report({ mode: 'maintenance' }), ['maintenance-forgotten', '', 'soon', null]],
])('%s is a cause', (_, change, expected) => {
  expect(causes(change)).toEqual([expected]);
});

test('a certificate that is good for long enough is none', () => {
  expect(causes({ certificateExpiresAt: NOW + 31 * DAY })).toEqual([]);
});

test('a clock that is a little off is none, or as far as the tenant has said', () => {
  expect(causes({ clockOffMs: -120_000 })).toEqual([]);
  expect(causes({ clockOffMs: 121_000 }, {}, { causes: { 'clock-wrong': { seconds: 300 } } })).toEqual([]);
  expect(causes({ clockOffMs: 11_000 }, {}, { causes: { 'clock-wrong': { seconds: 10 } } })).toHaveLength(1);
});

test('ten unclear payments are one cause: a terminal cannot flood anybody', () => {
  const alerts = Array.from({ length: 200 }, (_, n) => ({ kind: 'payment-unclear', reason: `r-${n}` }));
  expect(causes({ alerts })).toHaveLength(1);
});

test('a terminal that tells a thousand portals has a few causes', () => {
  const portals = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`p-${n}`, 'down' as const]));
  expect(causes(report({ portals })).length).toBeLessThan(10);
});

test('unused for many days with opening hours is a cause, of a terminal that is linked', () => {
  const unused = { since: NOW - 60 * DAY, usedAt: NOW - 20 * DAY };
  expect(causes({}, unused)).toEqual([['unused', '', 'soon', null]]);
  expect(causes({ isOnline: false, offlineSince: NOW }, unused)).toEqual([['offline', '', 'urgent', null]]);
});

test('a terminal that is new is not missed yet', () => {
  expect(causes({}, { since: NOW - 2 * DAY, usedAt: null })).toEqual([]);
});

const paperCounts = (used: number, onRoll: number, roll: number) => ({
  'meter.receipt-paper-mm': used,
  'meter.receipt-paper-on-roll-mm': onRoll,
  'meter.receipt-paper-roll-mm': roll,
});

test('paper that ends within open days is a cause, and says in how many', () => {
  // From Friday to Friday: five days with opening hours, 8 m each.
  const paper = [{ at: NOW - 7 * DAY, usedMm: 130_000 }];
  const found = (onRoll: number, roll: number) =>
    causes({ status: { ...SAMPLE_REPORT, counts: paperCounts(170_000, onRoll, roll) } }, { paper });
  expect(found(70_000, 80_000)).toEqual([['paper-ends', 'receipt-printer', 'soon', 'days-1']]);
  expect(found(70_000, 300_000)).toEqual([]);
  expect(found(90_000, 80_000)).toEqual([['paper-ends', 'receipt-printer', 'soon', 'days-0']]);
});

test('a tenant can turn a cause off, and make it more or less severe', () => {
  const offline = { isOnline: false, offlineSince: 1 };
  expect(causes(offline, {}, { causes: { offline: { isOff: true } } })).toEqual([]);
  expect(causes(offline, {}, { causes: { offline: { severity: 'note' } } })).toEqual([['offline', '', 'note', null]]);
});

test('of a terminal that is not linked, or that somebody works at, devices and portals are not known', () => {
  const known = (change: Partial<ObservedTerminal>) => {
    const { isKnown } = causesOf(wellTerminal('T-01', change), FRESH, DEFAULT_RULES, NOW);
    return (['device', 'portal', 'unused', 'offline', 'payment-unclear', 'help'] as const).map(isKnown);
  };
  expect(known({})).toEqual([true, true, true, true, true, true]);
  expect(known({ isOnline: false, offlineSince: 1 })).toEqual([false, false, false, true, true, true]);
  expect(known(report({ mode: 'maintenance' }))).toEqual([false, false, true, true, true, true]);
});
