import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../../foundation/clock.ts';
import { silentLog } from '../../../../foundation/log.ts';
import type { Role } from '../../../contract/access/permissions.ts';
import { NO_ROTA } from '../../../contract/alerting/rota.ts';
import { DEFAULT_RULES } from '../../../contract/alerting/rules.ts';
import { beginning } from '../../../domain/alerting/episode.ts';
import { addStaff } from '../../../store/access/staff.ts';
import { createAlertingStore } from '../../../store/alerting/alerting-store.ts';
import { type HubDatabase, openDatabase } from '../../../store/database.ts';
import { openSecretBox } from '../../../store/secrets/secret-box.ts';
import { serveRoutes } from '../../serve-routes.ts';
import { TEST_CALLER } from '../../test-support/test-caller.ts';
import { alertingRoutes } from './alerting-routes.ts';

const BASE = '/api/tenants/default/alerting';
let directory: string;
let db: HubDatabase;
let app: FastifyInstance;
let role: Role;
const clock = new SimulatedClock();

beforeEach(async () => {
  role = 'administrator';
  directory = mkdtempSync(join(tmpdir(), 'alerting-routes-'));
  db = await openDatabase({ kind: 'sqlite', file: ':memory:' });
  app = fastify();
  const secrets = openSecretBox(join(directory, 'key'));
  const gate = {
    authenticate: async () => ({
      ...{ kind: 'user' as const, id: 'u', name: 'ada', grants: [{ tenantId: 'default', role }] },
    }),
    tenants: async () => ['default', 'other'],
    caller: () => TEST_CALLER,
  };
  serveRoutes(app, alertingRoutes({ db, clock, secrets }), gate, silentLog);
});
afterEach(async () => {
  await app.close();
  await db.destroy();
  rmSync(directory, { recursive: true });
});

async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) {
  const answer = await app.inject({
    method,
    url: `${BASE}${path}`,
    headers: { origin: TEST_CALLER.origin },
    ...(payload ? { payload } : {}),
  });
  return [answer.statusCode, answer.json()] as const;
}
const MAIL = { kind: 'email', name: 'Bereitschaft', language: 'de', to: ['a@example.org'] };
const newChannel = async () => (await ask('POST', '/channels', MAIL))[1].channel as { id: string };

async function openEpisode(tenantId = 'default', terminalId = 'T-01'): Promise<string> {
  const store = createAlertingStore(db, clock);
  const cause = { cause: 'offline' as const, subject: '', severity: 'urgent' as const, reason: null };
  const after = { ...beginning(cause, clock.now()), state: 'open' as const, openedAt: clock.now() };
  await store.commit([{ terminalId, tenantId, before: null, after, message: null }], new Map());
  return (await store.live([terminalId]))[0]?.id ?? '';
}

test('an alert is acknowledged once, with its comment, in the audit', async () => {
  const id = await openEpisode();
  role = 'technician';
  expect(await ask('POST', `/episodes/${id}/acknowledge`, { text: 'fahre hin' })).toEqual([200, {}]);
  expect(await ask('POST', `/episodes/${id}/acknowledge`, { text: '' })).toEqual([
    409,
    { reason: 'nothing-to-act-on' },
  ]);
  expect((await ask('GET', '/episodes'))[1]).toMatchObject([{ id, acknowledgedBy: 'ada', assignee: null }]);
  expect((await ask('GET', `/episodes/${id}/notes`))[1]).toMatchObject([{ act: 'acknowledged', text: 'fahre hin' }]);
  const entry = await db.selectFrom('audit').select(['act', 'tenantId', 'reason']).executeTakeFirst();
  expect(entry).toEqual({ act: 'alert.acknowledged', tenantId: 'default', reason: 'fahre hin' });
});

test('an alert is given to somebody and taken back; a comment needs words', async () => {
  const id = await openEpisode();
  const assignee = async () => (await ask('GET', '/episodes'))[1][0].assignee;
  await ask('POST', `/episodes/${id}/assign`, { text: '', assignee: 'ben' });
  expect(await assignee()).toBe('ben');
  await ask('POST', `/episodes/${id}/assign`, { text: '', assignee: null });
  expect(await assignee()).toBeNull();
  expect((await ask('POST', `/episodes/${id}/comment`, { text: ' ' }))[0]).toBe(400);
});

test('alerts that began at the same instant are all reached, part by part', async () => {
  const ids = [];
  for (const terminalId of ['T-01', 'T-02', 'T-03']) ids.push(await openEpisode('default', terminalId));
  const found: string[] = [];
  for (let before = ''; found.length < 3; ) {
    const [part] = (await ask('GET', `/episodes?limit=1${before}`))[1] as { id: string; since: number }[];
    if (!part) break;
    found.push(part.id);
    before = `&before=${part.since}&beforeId=${part.id}`;
  }
  expect(found.toSorted()).toEqual(ids.toSorted());
});

test('alerts are found by whose they are, by cause and severity', async () => {
  const id = await openEpisode();
  await openEpisode('default', 'T-02');
  await ask('POST', `/episodes/${id}/assign`, { text: '', assignee: 'ben' });
  const found = async (query: string) =>
    ((await ask('GET', `/episodes?${query}`))[1] as { terminalId: string }[]).map(({ terminalId }) => terminalId);
  expect(await found('assignee=ben')).toEqual(['T-01']);
  expect(await found('assignee=')).toEqual(['T-02']);
  expect(await found('cause=device')).toEqual([]);
  expect(await found('cause=offline&severity=urgent')).toHaveLength(2);
});

test('an alert may be assigned to those who may act on it, and no others', async () => {
  const add = (name: string, tenantId: string, of: Role) =>
    addStaff(db, clock, 'ada', { name, tenantId, roles: [of], reason: 'neu' });
  await add('ben', 'default', 'technician');
  await add('eva', '*', 'owner');
  await add('finn', 'default', 'viewer');
  await add('gabi', 'other', 'technician');
  expect(await ask('GET', '/colleagues')).toEqual([200, ['ben', 'eva']]);
});

test('another tenant’s alert can neither be seen nor acted on', async () => {
  const id = await openEpisode('other');
  expect(await ask('GET', '/episodes')).toEqual([200, []]);
  expect(await ask('GET', `/episodes/${id}/notes`)).toEqual([404, { reason: 'not-found' }]);
  expect((await ask('POST', `/episodes/${id}/acknowledge`, { text: '' }))[0]).toBe(409);
});

test('a viewer reads alerts and acts on none; a technician sets no rules', async () => {
  const id = await openEpisode();
  role = 'viewer';
  expect((await ask('GET', '/episodes'))[0]).toBe(200);
  expect((await ask('POST', `/episodes/${id}/acknowledge`, { text: '' }))[0]).toBe(403);
  expect((await ask('GET', '/rota'))[0]).toBe(403);
  role = 'technician';
  expect((await ask('PUT', '/rules', { version: 0, body: DEFAULT_RULES, reason: 'weil' }))[0]).toBe(403);
  expect((await ask('GET', '/channels'))[0]).toBe(403);
});

test('rules: read with their version, changed against it, kept with who and why', async () => {
  expect(await ask('GET', '/rules')).toEqual([200, { version: 0, body: JSON.parse(JSON.stringify(DEFAULT_RULES)) }]);
  const body = { ...DEFAULT_RULES, causes: { offline: { graceMinutes: 15 }, 'fee-due': { isOff: true } } };
  expect(await ask('PUT', '/rules', { version: 0, body, reason: 'WLAN im Bad' })).toEqual([200, { version: 1 }]);
  expect(await ask('PUT', '/rules', { version: 0, body, reason: 'zu spät' })).toEqual([
    409,
    { reason: 'changed-meanwhile' },
  ]);
  expect((await ask('GET', '/rules/history'))[1]).toMatchObject([{ version: 1, actor: 'ada', reason: 'WLAN im Bad' }]);
});

test.each<[string, object]>([
  ['a time zone that is none', { timeZone: 'Mars/Olympus' }],
  ['a cause that is none', { causes: { boredom: {} } }],
  ['a grace of a year', { causes: { offline: { graceMinutes: 525_600 } } }],
  ['an hour that is none', { openingHours: [{ days: [1], from: '24:00', to: '25:00' }] }],
  ['an eighth day', { openingHours: [{ days: [8], from: '08:00', to: '09:00' }] }],
  ['steps out of order', { steps: [60, 0].map((afterMinutes) => ({ ...DEFAULT_RULES.steps[0], afterMinutes })) }],
  ['more than there is', { more: true }],
])('rules with %s are refused', async (_, change) => {
  const body = { ...DEFAULT_RULES, ...change };
  expect((await ask('PUT', '/rules', { version: 0, body, reason: 'weil' }))[0]).toBe(400);
});

test('rules that name another tenant’s channel, or none, are refused', async () => {
  const to = [{ kind: 'channel', id: '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001' }];
  const body = { ...DEFAULT_RULES, steps: [{ ...DEFAULT_RULES.steps[0], to }] };
  expect(await ask('PUT', '/rules', { version: 0, body, reason: 'weil' })).toEqual([
    409,
    { reason: 'unknown-channel' },
  ]);
});

test('the rota says who is on call now', async () => {
  const { id } = await newChannel();
  const people = [{ id: 'p', name: 'Ada', channelIds: [id] }];
  const shifts = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00', turns: ['p'] }];
  const body = { ...NO_ROTA, people, shifts };
  expect(await ask('PUT', '/rota', { version: 0, body, reason: 'Dienstplan' })).toEqual([200, { version: 1 }]);
  expect(await ask('GET', '/on-call')).toEqual([200, people]);
  const stranger = { ...body, shifts: [{ ...shifts[0], turns: ['q'] }] };
  expect((await ask('PUT', '/rota', { version: 1, body: stranger, reason: 'weil' }))[0]).toBe(400);
});

test('a channel: its secret is told once, its test waits to be sent, and it ends', async () => {
  const hook = { kind: 'webhook', name: 'Ticket', language: 'en', to: ['https://tickets.example/hook'] };
  const [, made] = await ask('POST', '/channels', hook);
  expect(made.secret).toMatch(/^whsec_/);
  expect(JSON.stringify(await ask('GET', '/channels'))).not.toContain('whsec_');
  const [, { noticeId }] = await ask('POST', `/channels/${made.channel.id}/test`, {});
  expect((await ask('GET', '/notices'))[1]).toMatchObject([{ id: noticeId, kind: 'test', state: 'waiting' }]);
  expect(await ask('PUT', `/channels/${made.channel.id}`, MAIL)).toEqual([409, { reason: 'another-kind' }]);
  expect(await ask('PUT', `/channels/${made.channel.id}`, { ...hook, isOff: true })).toEqual([200, {}]);
  expect(await ask('DELETE', `/channels/${made.channel.id}`)).toEqual([200, {}]);
  expect(await ask('GET', '/channels')).toEqual([200, []]);
});

test.each([
  ['http://tickets.example/hook'],
  ['https://user:pass@tickets.example/hook'],
  ['file:///etc/passwd'],
  ['http://127.0.0.1.evil.example/'],
  ['no address'],
])('a webhook to %s is refused', async (to) => {
  const [status] = await ask('POST', '/channels', { kind: 'webhook', name: 'x', language: 'de', to: [to] });
  expect(status).toBe(400);
});

test('a webhook on this machine needs no https', async () => {
  const to = ['http://127.0.0.1:8080/hook'];
  expect((await ask('POST', '/channels', { kind: 'webhook', name: 'x', language: 'de', to }))[0]).toBe(200);
});

test('a maintenance window is made, listed and ended once', async () => {
  const window = {
    ...{ kind: 'maintenance', scope: { kind: 'terminals', ids: ['T-01'] }, cause: null, reason: 'Umbau' },
    ...{ from: clock.now(), until: clock.now() + 3_600_000 },
  };
  const [status, made] = await ask('POST', '/mutes', window);
  expect([status, made]).toMatchObject([200, { ...window, createdBy: 'ada', endedAt: null }]);
  expect((await ask('GET', '/mutes'))[1]).toEqual([made]);
  expect(await ask('POST', `/mutes/${made.id}/end`, {})).toEqual([200, {}]);
  expect((await ask('POST', `/mutes/${made.id}/end`, {}))[0]).toBe(404);
  expect((await ask('POST', '/mutes', { ...window, until: window.from }))[0]).toBe(400);
});
