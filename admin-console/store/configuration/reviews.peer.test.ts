import { beforeEach, expect, test } from 'vitest';
import { sampleFiles } from '../../../config/sample-files.ts';
import { textsSaying } from '../../../config/test-support/texts-saying.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import type { ConfigurationScope, LayerFiles } from '../../contract/configuration/configuration.ts';
import type { Configurations } from '../../domain/configuration/configurations.ts';
import type { ConfigurationReviews } from '../../domain/configuration/reviews.ts';
import type { HubDatabase } from '../database.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { enrolledRow } from '../test-support/terminal-row.ts';
import { createConfigurations } from './configurations.ts';
import { createConfigurationReviews } from './reviews.ts';

const WRITER = { kind: 'user', id: 'u-1', name: 'anna' } as const;
const SECOND = { kind: 'user', id: 'u-2', name: 'bernd' } as const;
const PROGRAM = { kind: 'key', id: 'k-1', name: 'nightly' } as const;
const OWN = ['default'];
const refusal = (act: Promise<unknown>) => act.then(() => 'done', reasonOf);

onEachDatabase((databases) => {
  let db: HubDatabase;
  let configurations: Configurations;
  let reviews: ConfigurationReviews;
  beforeEach(async () => {
    db = await databases.open();
    const clock = new SimulatedClock();
    configurations = createConfigurations(db, clock, () => {});
    reviews = createConfigurationReviews(db, clock);
    const location = { tenantId: 'default', address: null, latitude: null, longitude: null };
    await db
      .insertInto('location')
      .values({ id: 'l-1', name: 'Rathaus', ...location })
      .execute();
    for (const id of ['T-01', 'T-02', 'T-03']) await enrolledRow(db, id);
    await db.updateTable('terminal').set({ locationId: 'l-1' }).where('id', 'in', ['T-01', 'T-02']).execute();
  });

  async function written(files: LayerFiles, scope: ConfigurationScope = 'tenant', scopeId = 'default') {
    const draft = await configurations.begin({ tenantId: 'default', scope, scopeId, title: 'Title' }, WRITER);
    return configurations.change(OWN, draft.id, draft.revision, files, WRITER);
  }
  async function submitted(...args: Parameters<typeof written>) {
    const draft = await written(...args);
    return configurations.submit(OWN, draft.id, draft.revision, WRITER);
  }
  async function released(...args: Parameters<typeof written>) {
    const draft = await submitted(...args);
    return configurations.release(
      OWN,
      draft.id,
      { revision: draft.revision, activeFrom: null, isForAll: true },
      SECOND,
    );
  }
  const obstacle = async (id: string, actor: typeof WRITER | typeof SECOND) =>
    (await reviews.review(OWN, id, actor)).obstacle;

  test('whoever looks is told why they cannot release it', async () => {
    const draft = await written(sampleFiles());
    expect(await obstacle(draft.id, SECOND)).toBe('wrong-state');
    await configurations.submit(OWN, draft.id, draft.revision, WRITER);
    expect(await obstacle(draft.id, WRITER)).toBe('needs-another-person');
    expect(await obstacle(draft.id, SECOND)).toBeNull();
    await released(sampleFiles());
    expect(await obstacle(draft.id, SECOND)).toBe('base-is-old');
  });

  test('whom it reaches: all of the municipality, those of a location, one terminal', async () => {
    const reach = async (scope: ConfigurationScope, scopeId: string) =>
      (await reviews.review(OWN, (await written({}, scope, scopeId)).id, SECOND)).reach;
    expect(await reach('tenant', 'default')).toEqual({ terminals: 3, locations: 1 });
    expect(await reach('location', 'l-1')).toEqual({ terminals: 2, locations: 1 });
    expect(await reach('terminal', 'T-03')).toEqual({ terminals: 1, locations: 0 });
  });

  test('what was said and done is told by whom, and nothing of another tenant', async () => {
    const draft = await submitted(sampleFiles());
    await reviews.comment(OWN, draft.id, { text: 'Seit wann?', about: 'service/x/fee' }, SECOND);
    await configurations.reopen(OWN, draft.id, SECOND, 'the date is missing');
    const { story, comments, authors } = await reviews.review(OWN, draft.id, SECOND);
    expect(story.map(({ actor, act, reason }) => [actor, act.replace('configuration.draft.', ''), reason])).toEqual([
      ['anna', 'begun', null],
      ['anna', 'changed', null],
      ['anna', 'submitted', null],
      ['bernd', 'reopened', 'the date is missing'],
    ]);
    expect(comments).toMatchObject([{ by: 'bernd', text: 'Seit wann?', about: 'service/x/fee' }]);
    expect(authors, 'of people who are gone there is no name').toEqual([]);
    const said = await db
      .selectFrom('audit')
      .select('after')
      .where('act', '=', 'configuration.draft.commented')
      .execute();
    expect(said).toHaveLength(1);
    expect(await refusal(reviews.review(['other'], draft.id, SECOND))).toBe('not-found');
    expect(await refusal(reviews.comment(['other'], draft.id, { text: 'x', about: null }, SECOND))).toBe('not-found');
  });

  test('a program that may read says nothing, and nobody about what was put away', async () => {
    const draft = await written(sampleFiles());
    expect(await refusal(reviews.comment(OWN, draft.id, { text: 'x', about: null }, PROGRAM))).toBe('needs-a-person');
    await configurations.discard(OWN, draft.id, WRITER, 'not needed');
    expect(await refusal(reviews.comment(OWN, draft.id, { text: 'x', about: null }, SECOND))).toBe('wrong-state');
  });

  test('a location is compared as it will be: over what the municipality has', async () => {
    await released(sampleFiles());
    const draft = await written({ 'texts/de.json': '{"site.location":"Bibliothek"}' }, 'location', 'l-1');
    const { before, after } = await reviews.comparison(OWN, { to: draft.id, revision: draft.revision });
    expect(JSON.parse(before['texts/de.json'] ?? '{}')).toMatchObject({ 'site.location': 'Rathaus, Erdgeschoss' });
    expect(JSON.parse(after['texts/de.json'] ?? '{}')).toMatchObject({
      'site.location': 'Bibliothek',
      'site.municipality': 'Stadt Musterstadt',
    });
    expect(await refusal(reviews.comparison(OWN, { to: draft.id, revision: 1 }))).toBe('changed-meanwhile');
  });

  test('two layers are not compared with each other', async () => {
    const release = await released(sampleFiles());
    const draft = await written({}, 'location', 'l-1');
    expect(await refusal(reviews.comparison(OWN, { from: release.id, to: draft.id }))).toBe('other-layer');
  });

  test('a release tells where it runs, and from which draft it came', async () => {
    const first = await released(sampleFiles());
    const target = { version: 1, digest: 'd', madeAt: 1, isRollBack: 0, trusted: 1, isOnTrial: 0, reportedAt: 1 };
    const nothing = { running: null, fault: null, refusedVersion: null, refusedReason: null, refusedDetail: null };
    await db
      .insertInto('configurationTarget')
      .values([
        { terminalId: 'T-01', releases: first.id, ...target, ...nothing, running: 1, runningDigest: 'd', staged: null },
        {
          terminalId: 'T-02',
          releases: first.id,
          ...target,
          ...nothing,
          runningDigest: null,
          staged: null,
          refusedVersion: 1,
          refusedReason: 'went-back',
        },
      ])
      .execute();
    const spread = await reviews.spread(OWN, first.id);
    expect(spread.counts).toMatchObject({ 'has-it': 1, refused: 1, unreachable: 1 });
    expect(spread.without).toEqual([
      { terminalId: 'T-02', state: 'refused', reason: 'went-back' },
      { terminalId: 'T-03', state: 'unreachable', reason: null },
    ]);
    expect(spread.story.at(-1)).toMatchObject({ actor: 'bernd', act: 'configuration.released' });
    const { releaseId } = await reviews.review(OWN, first.draftId ?? '', SECOND);
    expect(releaseId).toBe(first.id);
    const second = await released(textsSaying('Bibliothek'));
    await db.updateTable('configurationTarget').set({ releases: second.id }).where('terminalId', '=', 'T-02').execute();
    expect((await reviews.spread(OWN, first.id)).counts).toMatchObject({ 'has-it': 1, replaced: 1 });
  });
});
