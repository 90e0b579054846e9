import { beforeEach, expect, test } from 'vitest';
import { sampleFiles } from '../../../config/sample-files.ts';
import { textsSaying } from '../../../config/test-support/texts-saying.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import type { ConfigurationScope, LayerFiles } from '../../contract/configuration/configuration.ts';
import type { Configurations } from '../../domain/configuration/configurations.ts';
import { type HubDatabase, openDatabase } from '../database.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { createConfigurations } from './configurations.ts';

const WRITER = { kind: 'user', id: 'u-1', name: 'anna' } as const;
const SECOND = { kind: 'user', id: 'u-2', name: 'bernd' } as const;
const PROGRAM = { kind: 'key', id: 'k-1', name: 'nightly' } as const;
const OWN = ['default'];
const refusal = (act: Promise<unknown>) => act.then(() => 'done', reasonOf);

onEachDatabase((databases) => {
  let db: HubDatabase;
  let clock: SimulatedClock;
  let configurations: Configurations;
  let rings: number;
  beforeEach(async () => {
    db = await databases.open();
    clock = new SimulatedClock();
    rings = 0;
    configurations = createConfigurations(db, clock, () => {
      rings++;
    });
    await db.insertInto('tenant').values({ id: 'other', name: 'Other', createdAt: 1 }).execute();
    const location = { tenantId: 'default', address: null, latitude: null, longitude: null };
    await db
      .insertInto('location')
      .values({ id: 'l-1', name: 'Rathaus', ...location })
      .execute();
  });

  async function written(files: LayerFiles, scope: ConfigurationScope = 'tenant', scopeId = 'default') {
    const draft = await configurations.begin({ tenantId: 'default', scope, scopeId, title: 'Title' }, WRITER);
    return configurations.change(OWN, draft.id, draft.revision, files, WRITER);
  }
  async function submitted(...args: Parameters<typeof written>) {
    const draft = await written(...args);
    return configurations.submit(OWN, draft.id, draft.revision, WRITER);
  }
  const how = ({ revision }: { revision: number }, activeFrom: number | null = null) => ({
    revision,
    activeFrom,
    isForAll: true,
  });
  async function released(...args: Parameters<typeof written>) {
    const draft = await submitted(...args);
    return configurations.release(OWN, draft.id, how(draft), SECOND);
  }
  const acts = async () =>
    (await db.selectFrom('audit').select(['actor', 'act']).orderBy('seq').execute()).map(
      ({ actor, act }) => `${actor} ${act}`,
    );

  test('written by one, released by another: each act is in the audit, and the hub rings', async () => {
    const release = await released(sampleFiles());
    expect(release).toMatchObject({ number: 1, scope: 'tenant', releasedBy: 'bernd', emergency: null });
    expect(await acts()).toEqual([
      'anna configuration.draft.begun',
      'anna configuration.draft.changed',
      'anna configuration.draft.submitted',
      'bernd configuration.released',
    ]);
    expect(rings).toBe(1);
    expect(await configurations.drafts(OWN)).toEqual([]);
  });

  test('who has written, submitted or only touched a draft cannot release it', async () => {
    const draft = await written(sampleFiles());
    const touched = await configurations.change(OWN, draft.id, draft.revision, {}, SECOND);
    const ready = await configurations.submit(OWN, draft.id, touched.revision, SECOND);
    for (const author of [WRITER, SECOND]) {
      expect(await refusal(configurations.release(OWN, draft.id, how(ready), author))).toBe('needs-another-person');
    }
    expect(await configurations.releases(OWN)).toEqual([]);
    expect(rings).toBe(0);
  });

  test('a draft keeps its title until a change brings another', async () => {
    const draft = await written(sampleFiles());
    const same = await configurations.change(OWN, draft.id, draft.revision, textsSaying('x'), WRITER);
    const other = await configurations.change(OWN, draft.id, same.revision, {}, WRITER, 'New fees');
    const { title } = await configurations.draft(OWN, draft.id);
    expect([same.title, other.title, title]).toEqual(['Title', 'New fees', 'New fees']);
  });

  test('a program releases nothing', async () => {
    const draft = await submitted(sampleFiles());
    expect(await refusal(configurations.release(OWN, draft.id, how(draft), PROGRAM))).toBe('needs-a-person');
  });

  test('what was changed after the second person looked is not released', async () => {
    const draft = await submitted(sampleFiles());
    await configurations.reopen(OWN, draft.id, SECOND, 'the price is wrong');
    const now = await configurations.draft(OWN, draft.id);
    const again = await configurations.change(OWN, draft.id, now.revision, textsSaying('x'), WRITER);
    await configurations.submit(OWN, draft.id, again.revision, WRITER);
    expect(await refusal(configurations.release(OWN, draft.id, how(draft), SECOND))).toBe('changed-meanwhile');
  });

  test('two who change the same revision: the second is told', async () => {
    const draft = await configurations.begin(
      { tenantId: 'default', scope: 'tenant', scopeId: 'default', title: 'T' },
      WRITER,
    );
    const both = await Promise.all(
      ['a', 'b'].map((text) => refusal(configurations.change(OWN, draft.id, 1, textsSaying(text), WRITER))),
    );
    expect(both.sort()).toEqual(['changed-meanwhile', 'done']);
  });

  test('the same draft released by two at once is released once', async () => {
    const draft = await submitted(sampleFiles());
    const third = { ...SECOND, id: 'u-3', name: 'carla' };
    const both = await Promise.all(
      [SECOND, third].map((actor) => refusal(configurations.release(OWN, draft.id, how(draft), actor))),
    );
    expect(both.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(await configurations.releases(OWN)).toHaveLength(1);
  });

  test('a draft that was begun before another release is not released over it', async () => {
    await released(sampleFiles());
    const old = await submitted(textsSaying('old'));
    await released(textsSaying('new'));
    expect(await refusal(configurations.release(OWN, old.id, how(old), SECOND))).toBe('base-is-old');
  });

  test('a draft with a fault is neither submitted nor released; the fault says file and path', async () => {
    const draft = await written({ ...sampleFiles(), 'texts/en.json': '{}' });
    expect(await refusal(configurations.submit(OWN, draft.id, draft.revision, WRITER))).toBe('has-faults');
    const [fault] = await configurations.check(OWN, draft.id);
    expect(fault).toMatchObject({ reason: 'missing-text', file: 'services/pin-setzen.json', detail: 'en' });
  });

  test('a change of the tenant that breaks what a location says on top of it is a fault of that location', async () => {
    await released(sampleFiles());
    await released({ 'site.json': '{"services":["hundesteuer-anmelden"]}' }, 'location', 'l-1');
    const draft = await written({ 'services/hundesteuer-anmelden.json': null, 'site.json': withoutDogs() });
    expect(await configurations.check(OWN, draft.id)).toMatchObject([
      { reason: 'unreadable', file: 'services/hundesteuer-anmelden.json', layers: ['tenant:default', 'location:l-1'] },
    ]);
  });

  test.each([
    ['a path that leads away', { '../x.json': '{}' }, 'wrong-path'],
    ['a secret’s folder', { 'secrets/x.json': '{}' }, 'wrong-path'],
    ['no JSON', { 'site.json': '{' }, 'not-json'],
    ['a list', { 'site.json': '[]' }, 'not-json'],
    ['a file too large', { 'site.json': JSON.stringify({ a: 'x'.repeat(1024 * 1024) }) }, 'too-large'],
  ])('%s is not taken into a draft', async (_, files, reason) => {
    expect(await refusal(written(files))).toBe(reason);
  });

  test('a scheduled release can be taken back before its time, and nothing overtakes it', async () => {
    await released(sampleFiles());
    const tomorrow = clock.now() + 86_400_000;
    const draft = await submitted(textsSaying('tomorrow'));
    const scheduled = await configurations.release(OWN, draft.id, how(draft, tomorrow), SECOND);
    const next = await submitted(textsSaying('now'));
    expect(await refusal(configurations.release(OWN, next.id, how(next), SECOND))).toBe('before-the-scheduled');
    const withdrawn = await configurations.withdraw(OWN, scheduled.id, SECOND, 'not yet');
    expect(withdrawn.withdrawnAt).toBe(clock.now());
    expect(await refusal(configurations.withdraw(OWN, scheduled.id, SECOND, 'again'))).toBe('wrong-state');
  });

  test('what is in force is not taken back but rolled back', async () => {
    const release = await released(sampleFiles());
    expect(await refusal(configurations.withdraw(OWN, release.id, SECOND, 'away'))).toBe('wrong-state');
  });

  test('a roll back is a draft of the former content that a second person releases', async () => {
    const first = await released(sampleFiles());
    await released(textsSaying('bad'));
    const draft = await configurations.askForRollBack(OWN, first.id, WRITER);
    expect(draft).toMatchObject({ state: 'submitted', rollsBackTo: first.id });
    expect(await refusal(configurations.release(OWN, draft.id, how(draft), WRITER))).toBe('needs-another-person');
    const back = await configurations.release(OWN, draft.id, how(draft), SECOND);
    expect(back).toMatchObject({ number: 3, rollsBackTo: first.id, emergency: null });
    expect(await configurations.difference(OWN, first.id, back.id)).toEqual([]);
  });

  test('in an emergency one person rolls back at once, with a reason in the audit', async () => {
    const first = await released(sampleFiles());
    await released(textsSaying('bad'));
    expect(await refusal(configurations.rollBackAlone(OWN, first.id, WRITER, 'short'))).toBe('needs-a-reason');
    expect(await refusal(configurations.rollBackAlone(OWN, first.id, PROGRAM, 'a long reason'))).toBe('needs-a-person');
    const back = await configurations.rollBackAlone(OWN, first.id, WRITER, 'wrong price at every terminal');
    expect(back).toMatchObject({ number: 3, emergency: 'wrong price at every terminal' });
    const entry = await db.selectFrom('audit').select(['act', 'reason']).orderBy('seq', 'desc').executeTakeFirst();
    expect(entry).toEqual({ act: 'configuration.rolled-back-alone', reason: 'wrong price at every terminal' });
  });

  test('what differs is said by file and path, before and after', async () => {
    const first = await released(sampleFiles());
    const second = await released(textsSaying('Bibliothek'));
    expect(await configurations.difference(OWN, first.id, second.id)).toEqual([
      { file: 'texts/de.json', path: 'site.location', before: 'Rathaus, Erdgeschoss', after: 'Bibliothek' },
    ]);
  });

  test('another tenant sees and touches nothing of it', async () => {
    const draft = await submitted(sampleFiles());
    const release = await released(sampleFiles());
    const OTHER = ['other'];
    expect([await configurations.drafts(OTHER), await configurations.releases(OTHER)]).toEqual([[], []]);
    const tries = [
      () => configurations.draft(OTHER, draft.id),
      () => configurations.change(OTHER, draft.id, draft.revision, {}, SECOND),
      () => configurations.release(OTHER, draft.id, how(draft), SECOND),
      () => configurations.releasedFiles(OTHER, release.id),
      () => configurations.rollBackAlone(OTHER, release.id, SECOND, 'a long reason'),
      () => configurations.difference(OTHER, release.id, draft.id),
      () => configurations.begin({ tenantId: 'other', scope: 'location', scopeId: 'l-1', title: 'T' }, WRITER),
      () => configurations.begin({ tenantId: 'other', scope: 'tenant', scopeId: 'default', title: 'T' }, WRITER),
    ];
    for (const tried of tries) expect(await refusal(tried())).toBe('not-found');
    expect(await configurations.terminals([])).toEqual([]);
  });

  test('the layers of a place are told with what was released for each, and those of nobody else', async () => {
    const release = await released(sampleFiles());
    await submitted({ 'texts/de.json': '{"site.location":"Bibliothek"}' }, 'location', 'l-1');
    const place = { tenantId: 'default', scope: 'location', scopeId: 'l-1' } as const;
    expect(await configurations.layers(place)).toEqual([
      { scope: 'tenant', scopeId: 'default', releaseId: release.id, files: sampleFiles() },
      { scope: 'location', scopeId: 'l-1', releaseId: null, files: {} },
    ]);
    expect(await refusal(configurations.layers({ ...place, tenantId: 'other' }))).toBe('not-found');
  });

  test('a database of the version before gets its tables', async () => {
    const address = await databases.address();
    const opened = await openDatabase(address);
    expect(await opened.selectFrom('configurationRelease').selectAll().execute()).toEqual([]);
    await opened.destroy();
  });
});

function withoutDogs(): string {
  const site = JSON.parse(sampleFiles()['site.json'] ?? '{}');
  const services = site.services.filter((id: string) => id !== 'hundesteuer-anmelden');
  return JSON.stringify({ ...site, services });
}
