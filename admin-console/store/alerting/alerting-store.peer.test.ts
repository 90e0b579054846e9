import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { DEFAULT_RULES } from '../../contract/alerting/rules.ts';
import type { EpisodeChange } from '../../domain/alerting/alerting-store.ts';
import { DELAYS } from '../../domain/alerting/delays.ts';
import { beginning, type Episode } from '../../domain/alerting/episode.ts';
import { RETENTION } from '../../domain/retention.ts';
import type { HubDatabase } from '../database.ts';
import { openSecretBox } from '../secrets/secret-box.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { createAlertingStore } from './alerting-store.ts';
import { changeChannel, channelsOf, createChannel, deleteChannel, sendTest } from './channels.ts';
import { createMute, endMute, standingMutes } from './mutes.ts';
import { createNoticeStore } from './notice-store.ts';
import { currentSetting, settingHistory, writeSetting } from './settings.ts';

const LEASE = 60_000;
const directory = mkdtempSync(join(tmpdir(), 'alerting-store-'));
afterAll(() => rmSync(directory, { recursive: true }));
const secrets = openSecretBox(join(directory, 'key'));
const OF = { tenantId: 'default', actor: 'ada' };

async function setUp(db: HubDatabase) {
  const clock = new SimulatedClock(1_000_000);
  const store = createAlertingStore(db, clock);
  const notices = createNoticeStore(db, clock, secrets);
  const channel = async (kind: 'email' | 'webhook' = 'email') =>
    createChannel(db, clock, secrets, { ...OF, kind, name: 'n', language: 'de', to: ['a@example.org'], isOff: false });
  return { clock, store, notices, channel };
}
const opened = (now: number): Episode => ({
  ...beginning({ cause: 'offline', subject: '', severity: 'urgent', reason: null }, now),
  state: 'open',
  openedAt: now,
  step: 1,
});
const opening = (terminalId: string, channelIds: readonly string[], now: number): EpisodeChange => ({
  ...{ terminalId, tenantId: 'default', before: null, after: opened(now) },
  message: { kind: 'opened', channelIds, act: 'opened', sendAt: now + 30_000 },
});
const none = new Map();

onEachDatabase((databases) => {
  test('two processes that see the same beginning write one episode and one message', async () => {
    const db = await databases.open();
    const { store, channel, clock, notices } = await setUp(db);
    const { id } = (await channel()).channel;
    const written = await Promise.all([1, 2].map(() => store.commit([opening('T-01', [id], clock.now())], none)));
    expect(written.sort()).toEqual([0, 1]);
    await clock.advance(30_000);
    const claimed = await notices.claim('p', LEASE, 10);
    expect(claimed.map(({ items }) => items.map(({ terminalId }) => terminalId))).toEqual([['T-01']]);
  });

  test('of two changes to the same version one is written', async () => {
    const db = await databases.open();
    const { store, clock } = await setUp(db);
    await store.commit([opening('T-01', [], clock.now())], none);
    const [before] = await store.live(['T-01']);
    if (!before) throw new Error('no episode');
    const { id: _, tenantId, terminalId, version: __, ...episode } = before;
    const close: EpisodeChange = {
      ...{ before, tenantId, terminalId, message: null },
      after: { ...episode, state: 'closed', closedAt: clock.now() },
    };
    expect((await Promise.all([store.commit([close], none), store.commit([close], none)])).sort()).toEqual([0, 1]);
    expect(await store.live(['T-01'])).toEqual([]);
  });

  test('fourteen terminals with one cause are one message; another cause is another', async () => {
    const db = await databases.open();
    const { store, channel, clock, notices } = await setUp(db);
    const { id } = (await channel()).channel;
    const ids = Array.from({ length: 14 }, (_, n) => `T-${n + 10}`);
    for (const terminal of ids) await store.commit([opening(terminal, [id], clock.now())], none);
    const other = opening('T-10', [id], clock.now());
    await store.commit([{ ...other, after: { ...opened(clock.now()), cause: 'clock-wrong' } }], none);
    await clock.advance(29_999);
    expect(await notices.claim('p', LEASE, 10)).toEqual([]);
    await clock.advance(1);
    const claimed = await notices.claim('p', LEASE, 10);
    expect(claimed.map(({ cause, items }) => [cause, items.length]).sort()).toEqual([
      ['clock-wrong', 1],
      ['offline', 14],
    ]);
  });

  test('a message has one sender; it is another’s only when the lease has ended', async () => {
    const db = await databases.open();
    const { store, channel, clock, notices } = await setUp(db);
    const { id } = (await channel()).channel;
    await store.commit([opening('T-01', [id], clock.now())], none);
    await clock.advance(30_000);
    const claims = await Promise.all(['a', 'b', 'c'].map((name) => notices.claim(name, LEASE, 10)));
    expect(claims.flat()).toHaveLength(1);
    const first = claims.flat()[0];
    await clock.advance(LEASE);
    const [second] = await notices.claim('d', LEASE, 10);
    expect(second).toMatchObject({ id: first?.id, attempt: 2 });
    // The first is slow, not dead: what it says of its attempt no longer counts.
    if (first && second) {
      for (const name of ['a', 'b', 'c']) await notices.failed(name, first, 'late', null);
      await notices.sent('d', second);
    }
    expect(await db.selectFrom('alertNotice').select(['state', 'reason']).execute()).toEqual([
      { state: 'sent', reason: null },
    ]);
  });

  test('a failed message waits for its time; one that is given up stands in the audit', async () => {
    const db = await databases.open();
    const { store, channel, clock, notices } = await setUp(db);
    const { id } = (await channel()).channel;
    await store.commit([opening('T-01', [id], clock.now())], none);
    await clock.advance(30_000);
    const [first] = await notices.claim('p', LEASE, 10);
    if (first) await notices.failed('p', first, 'http-500', clock.now() + 5_000);
    expect(await notices.claim('p', LEASE, 10)).toEqual([]);
    await clock.advance(5_000);
    const [second] = await notices.claim('p', LEASE, 10);
    if (second) await notices.failed('p', second, 'http-500', null);
    const acts = await db.selectFrom('audit').select('act').orderBy('at', 'desc').limit(1).execute();
    expect(acts).toEqual([{ act: 'alert-message.given-up' }]);
    // Nobody was told that it began, so nobody is told that it is over.
    const [before] = await store.live(['T-01']);
    if (!before) throw new Error('no episode');
    const after = { ...opened(clock.now()), state: 'closed' as const };
    const over = { kind: 'recovered' as const, sendAt: clock.now() };
    await store.commit([{ terminalId: 'T-01', tenantId: 'default', before, after, message: over }], none);
    expect(await notices.claim('p', LEASE, 10)).toEqual([]);
  });

  test('a channel that is turned off, or gone, gets nothing more', async () => {
    const db = await databases.open();
    const { store, channel, clock, notices } = await setUp(db);
    const off = (await channel()).channel;
    const gone = (await channel()).channel;
    await store.commit([opening('T-01', [off.id, gone.id], clock.now())], none);
    await changeChannel(db, clock, { ...OF, ...off, isOff: true });
    await deleteChannel(db, clock, { ...OF, id: gone.id });
    await clock.advance(30_000);
    expect(await notices.claim('p', LEASE, 10)).toEqual([]);
    expect(await channelsOf(db, ['default'])).toMatchObject([{ id: off.id, isOff: true }]);
  });

  test('the secret of a webhook is told once, lies encrypted, and signs', async () => {
    const db = await databases.open();
    const { channel, clock, notices } = await setUp(db);
    const { channel: made, secret } = await channel('webhook');
    expect(secret).toMatch(/^whsec_/);
    const row = await db.selectFrom('alertChannel').select('secret').executeTakeFirstOrThrow();
    expect(row.secret).not.toContain(secret?.slice(6));
    expect(JSON.stringify(await channelsOf(db, ['default']))).not.toContain('ecret');
    await sendTest(db, clock, { ...OF, id: made.id });
    expect((await notices.claim('p', LEASE, 10))[0]).toMatchObject({ kind: 'test', channel: { secret } });
  });

  test('another tenant’s channel is nobody’s', async () => {
    const db = await databases.open();
    const { channel, clock } = await setUp(db);
    const { id } = (await channel()).channel;
    const other = { id, tenantId: 'other', actor: 'eve' };
    expect(await deleteChannel(db, clock, other)).toBe(false);
    expect(await sendTest(db, clock, other)).toBeNull();
    expect(await channelsOf(db, ['other'])).toEqual([]);
  });

  test('settings keep every version, and a change to an old one is refused', async () => {
    const db = await databases.open();
    const { clock } = await setUp(db);
    const write = (version: number, gatherSeconds: number) =>
      writeSetting(db, clock, {
        ...OF,
        kind: 'rules',
        version,
        body: { ...DEFAULT_RULES, gatherSeconds },
        reason: 'r',
      });
    expect(await currentSetting(db, 'default', 'rules')).toEqual({ version: 0, body: DEFAULT_RULES });
    expect(await write(0, 10)).toBe(1);
    await expect(write(0, 20)).rejects.toMatchObject({ reason: 'changed-meanwhile' });
    expect(await write(1, 20)).toBe(2);
    expect((await currentSetting(db, 'default', 'rules')).body.gatherSeconds).toBe(20);
    expect((await settingHistory(db, 'default', 'rules', 10)).map(({ version }) => version)).toEqual([2, 1]);
    expect((await currentSetting(db, 'other', 'rules')).version).toBe(0);
  });

  test('a mute wakes what it is about at its beginning and its end, and is its tenant’s', async () => {
    const db = await databases.open();
    const { clock, store } = await setUp(db);
    await store.commit([opening('T-01', [], clock.now())], none);
    const mute = await createMute(db, clock, {
      ...{ tenantId: 'default', kind: 'maintenance', scope: { kind: 'terminals', ids: ['T-01'] }, cause: null },
      ...{ from: clock.now(), until: clock.now() + 1_000, reason: 'r', createdBy: 'ada' },
    });
    expect(await store.dueTerminals(9)).toEqual(['T-01']);
    expect(await standingMutes(db, ['default'], clock.now())).toEqual([mute]);
    expect(await endMute(db, clock, 'other', mute.id, 'eve')).toBe(false);
    expect(await endMute(db, clock, 'default', mute.id, 'ada')).toBe(true);
    expect(await endMute(db, clock, 'default', mute.id, 'ada')).toBe(false);
    expect(await standingMutes(db, ['default'], clock.now())).toEqual([]);
  });

  test('one process watches; another does when it has not said so for long, and knows of the gap', async () => {
    const db = await databases.open();
    const { clock, store } = await setUp(db);
    expect(await store.watch('a')).toMatchObject({ isHolder: true, watchingSince: clock.now() });
    const since = clock.now();
    await clock.advance(DELAYS.watchLease - 1);
    expect(await store.watch('b')).toMatchObject({ isHolder: false });
    await clock.advance(1);
    expect(await store.watch('b')).toEqual({ isHolder: true, watchingSince: since, seenBefore: since });
    expect(await store.watch('a')).toMatchObject({ isHolder: false });
    await clock.advance(DELAYS.blindAfter + 1);
    expect(await store.watch('a')).toMatchObject({ isHolder: true, watchingSince: clock.now() });
  });

  test('what has been over for long enough is forgotten, and what stands is not', async () => {
    const db = await databases.open();
    const { clock, store, channel } = await setUp(db);
    const { id } = (await channel()).channel;
    await store.commit([opening('T-01', [], clock.now()), opening('T-02', [id], clock.now())], none);
    const [first] = await store.live(['T-01']);
    if (!first) throw new Error('no episode');
    const after = { ...opened(clock.now()), state: 'closed' as const, closedAt: clock.now() };
    await store.commit([{ terminalId: 'T-01', tenantId: 'default', before: first, after, message: null }], none);
    const count = async () => (await db.selectFrom('alertEpisode').select('id').execute()).length;
    await clock.advance(RETENTION.alerts.keptMs);
    await store.forgetOld();
    expect(await count()).toBe(2);
    await clock.advance(1);
    await store.forgetOld();
    expect(await count()).toBe(1);
    expect(await store.live(['T-02'])).toHaveLength(1);
  });
});
