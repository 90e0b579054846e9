import { describe, expect, test } from 'vitest';
import type { Alert, DeviceReport, StatusReport } from '../../fleet-link/contract.ts';
import { SAMPLE_REPORT } from '../../fleet-link/test-support/sample-report.ts';
import { severityOf } from '../contract/alerting/alerts.ts';
import { judge } from './judgement.ts';

const device = (kind: DeviceReport['kind'], change: Partial<DeviceReport> = {}): DeviceReport => ({
  kind,
  state: 'ready',
  reason: null,
  model: null,
  firmware: null,
  seenAt: 1,
  ...change,
});
const SERVICES: StatusReport['services'] = [
  { id: 'hundesteuer', devices: [], portals: [], wished: ['hundesteuer'] },
  { id: 'parken', devices: ['eid', 'payment'], portals: ['parken', 'portal:eid-service'], wished: [] },
];
const DEVICES = [device('eid'), device('payment'), device('receipt-printer')];
const UP = { hundesteuer: 'up', parken: 'up', 'portal:eid-service': 'up' } as const;

function judged(change: Partial<StatusReport> = {}, alerts: readonly Alert['kind'][] = [], online = true) {
  const status = { ...SAMPLE_REPORT, devices: DEVICES, portals: UP, services: SERVICES, ...change };
  return judge({ online, status, alerts: alerts.map((kind) => ({ kind })) });
}
const broken = (kind: DeviceReport['kind'], reason: string, state: DeviceReport['state'] = 'faulty') => ({
  devices: DEVICES.map((one) => (one.kind === kind ? device(kind, { state, reason }) : one)),
});
const services = ({ services: all }: ReturnType<typeof judged>) =>
  Object.fromEntries(all.map(({ id, state }) => [id, state]));

test('a terminal that has everything is in service, and nothing is told of it', () => {
  const whole = judged();
  expect([whole.condition, whole.findings, services(whole)]).toEqual([
    'in-service',
    [],
    { hundesteuer: 'usable', parken: 'usable' },
  ]);
});

test('a terminal of which no service can be used is out of service, whatever it says of itself', () => {
  const all = judged({ services: SERVICES.slice(1), ...broken('payment', 'not-reachable', 'offline') });
  expect(all.condition).toBe('out-of-service');
  expect(all.findings[0]).toMatchObject({ kind: 'mode', reason: 'no-service', severity: 'urgent' });
});

test('a service is usable only with the devices it needs: the others go on', () => {
  const now = judged(broken('payment', 'not-reachable', 'offline'));
  expect([now.condition, services(now)]).toEqual(['limited', { hundesteuer: 'usable', parken: 'unusable' }]);
  expect(now.services[1]?.missing).toEqual([{ kind: 'device', subject: 'payment' }]);
});

test('paper that has run out is something to look at', () => {
  const now = judged(broken('receipt-printer', 'paper-out'));
  expect([now.condition, now.findings]).toEqual([
    'limited',
    [{ kind: 'device', subject: 'receipt-printer', reason: 'paper-out', severity: 'soon' }],
  ]);
});

test('paper that is about to run out is told, and the terminal is in service', () => {
  const now = judged(broken('receipt-printer', 'paper-near-end', 'degraded'));
  expect([now.condition, now.findings[0]?.severity]).toEqual(['in-service', 'note']);
});

test('an eID service that does not answer is seen, and takes what needs it out of use', () => {
  const now = judged({ portals: { ...UP, 'portal:eid-service': 'down' } });
  expect([now.condition, services(now)]).toEqual(['limited', { hundesteuer: 'usable', parken: 'unusable' }]);
  expect(now.findings).toEqual([{ kind: 'portal', subject: 'portal:eid-service', reason: 'down', severity: 'soon' }]);
});

test('a portal that is down counts; a service that may wait for it can still be used', () => {
  const now = judged({ portals: { ...UP, hundesteuer: 'down' } });
  expect([now.condition, now.findings.length, services(now).hundesteuer]).toEqual(['limited', 1, 'limited']);
});

test('an identity card that was left on the reader is told, and somebody has to fetch it', () => {
  const now = judged({ cardLeft: true });
  expect([now.condition, now.findings]).toEqual([
    'limited',
    [{ kind: 'card', subject: 'eid', reason: 'left', severity: 'soon' }],
  ]);
});

test('too little space: nobody is asked for money, so no service with a fee can be used', () => {
  const now = judged({}, ['storage-low']);
  expect([now.condition, services(now).parken]).toEqual(['limited', 'unusable']);
});

test('a terminal in maintenance, or one that shows out of service, is out of service', () => {
  expect(judged({ mode: 'maintenance' })).toMatchObject({
    condition: 'out-of-service',
    findings: [{ reason: 'maintenance', severity: 'soon' }],
  });
  expect(judged({ mode: 'out-of-service' })).toMatchObject({
    condition: 'out-of-service',
    findings: [{ reason: 'out-of-service', severity: 'urgent' }],
  });
});

test('of a terminal that is not linked nothing is known, however well its last report sounds', () => {
  expect(judged({}, [], false)).toEqual({ condition: 'unreachable', findings: [], services: [] });
  expect(judge({ online: true, status: null, alerts: [] }).condition).toBe('unreachable');
});

test('a service whose device the place does not have is told as such', () => {
  const now = judged({ devices: [device('payment')] });
  expect(now.findings).toEqual([{ kind: 'service', subject: 'parken', reason: 'not-equipped', severity: 'soon' }]);
});

test('"pay later" is no alarm: it is to be known, money that nobody knows of is urgent', () => {
  expect([severityOf('fee-due'), severityOf('payment-unclear'), severityOf('delivery-overdue')]).toEqual([
    'note',
    'urgent',
    'soon',
  ]);
});

describe('a service that can be paid by card or on a telephone', () => {
  const either = { devices: ['payment' as const], portals: ['portal:payment'] };
  const paying = [{ id: 'parken', devices: [], portals: [], wished: [], either }];
  const down = { portals: { 'portal:payment': 'down' } } as const;

  test('is limited while one of both is out of order, and says which', () => {
    const now = judged({ services: paying, ...broken('payment', 'not-reachable', 'offline') });
    expect(now.services).toEqual([
      { id: 'parken', state: 'limited', missing: [{ kind: 'device', subject: 'payment' }] },
    ]);
  });

  test('cannot be used while both are', () => {
    const now = judged({ services: paying, ...broken('payment', 'not-reachable', 'offline'), ...down });
    expect(services(now)).toEqual({ parken: 'unusable' });
  });

  test('misses nothing where the place has no card terminal', () => {
    const now = judged({ services: paying, devices: [device('receipt-printer')] });
    expect(services(now)).toEqual({ parken: 'usable' });
  });

  test('cannot be used while there is too little space for what must be written', () => {
    expect(services(judged({ services: paying }, ['storage-low']))).toEqual({ parken: 'unusable' });
  });
});
