import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { sampleFiles } from '../../../config/sample-files.ts';
import { textsSaying } from '../../../config/test-support/texts-saying.ts';
import { openList, readStatement, signText, sizeOf, unpackFiles } from '../../../fleet-link/bundle.ts';
import type { ConfigurationState } from '../../../fleet-link/configuration.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import type { ConfigurationScope, LayerFiles } from '../../contract/configuration/configuration.ts';
import type { Bundles } from '../../domain/configuration/bundles.ts';
import type { Configurations } from '../../domain/configuration/configurations.ts';
import type { HubDatabase } from '../database.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { createBundles } from './bundles.ts';
import { createConfigurations } from './configurations.ts';

const WRITER = { kind: 'user', id: 'u-1', name: 'anna' } as const;
const SECOND = { kind: 'user', id: 'u-2', name: 'bernd' } as const;
const OWN = ['default'];
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const KEY = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const NOTHING: ConfigurationState = { running: null, staged: null, trusted: 0, isOnTrial: false, refused: null };

onEachDatabase((databases) => {
  let db: HubDatabase;
  let clock: SimulatedClock;
  let configurations: Configurations;
  let bundles: Bundles;
  const signer = {
    sign: (text: string) => signText('statement', text, privateKey),
    firstKey: KEY,
    keyChanges: [],
  };
  beforeEach(async () => {
    db = await databases.open();
    clock = new SimulatedClock();
    configurations = createConfigurations(db, clock, () => {});
    bundles = createBundles(db, clock, signer);
    const place = { address: null, latitude: null, longitude: null };
    await db
      .insertInto('location')
      .values({ id: 'l-1', tenantId: 'default', name: 'Rathaus', ...place })
      .execute();
    for (const [id, locationId] of [
      ['T-01', 'l-1'],
      ['T-02', null],
    ] as const) {
      await db.insertInto('terminal').values(terminal(id, locationId)).execute();
    }
  });
  async function release(
    files: LayerFiles,
    scope: ConfigurationScope = 'tenant',
    scopeId = 'default',
    activeFrom: number | null = null,
    isForAll = true,
  ) {
    const { id } = await configurations.begin({ tenantId: 'default', scope, scopeId, title: 'T' }, WRITER);
    const { revision } = await configurations.change(OWN, id, 1, files, WRITER);
    const draft = await configurations.submit(OWN, id, revision, WRITER);
    return configurations.release(OWN, id, { revision: draft.revision, activeFrom, isForAll }, SECOND);
  }
  /** What a terminal would have on its disk. */
  async function fetched(terminalId: string, state: ConfigurationState = NOTHING) {
    const wanted = await bundles.told(terminalId, state);
    if (!wanted) return null;
    const offer = await bundles.offer(terminalId, wanted.version);
    const statement = readStatement(offer.statement, offer.signature, KEY);
    if (!statement.ok) throw new Error(statement.error);
    const list = openList(offer.list, wanted.digest);
    if (!list.ok) throw new Error(list.error);
    const parts: Uint8Array[] = [];
    for (let at = 0; at < sizeOf(list.value); at += parts.at(-1)?.length ?? 0) {
      parts.push(await bundles.chunk(terminalId, wanted.digest, at));
    }
    const files = unpackFiles(list.value, Buffer.concat(parts));
    if (!files.ok) throw new Error(files.error);
    const texts = files.value.find(({ path }) => path === 'texts/de.json');
    return {
      ...statement.value,
      place: JSON.parse(Buffer.from(texts?.bytes ?? []).toString())['site.location'],
    };
  }

  test('nothing was released: the terminal keeps what it has', async () => {
    expect(await fetched('T-01')).toBeNull();
  });

  test('each terminal gets the layers of its tenant, its location and itself, signed for it alone', async () => {
    await release(sampleFiles());
    await release(locationSaying('Rathaus, Keller'), 'location', 'l-1');
    expect(await fetched('T-01')).toMatchObject({ terminalId: 'T-01', version: 1, place: 'Rathaus, Keller' });
    expect(await fetched('T-02')).toMatchObject({ terminalId: 'T-02', version: 1, place: 'Rathaus, Erdgeschoss' });
    await release(locationSaying('Eingang Nord'), 'terminal', 'T-01');
    expect(await fetched('T-01')).toMatchObject({ version: 2, place: 'Eingang Nord' });
    expect(await fetched('T-02')).toMatchObject({ version: 1 });
  });

  test('a release is in force from its time on, and the hub notices that', async () => {
    await release(sampleFiles());
    expect(await bundles.changedTenants()).toEqual(['default']);
    await release(textsSaying('tomorrow'), 'tenant', 'default', clock.now() + 1_000);
    expect(await bundles.changedTenants()).toEqual(['default']);
    expect(await fetched('T-01')).toMatchObject({ place: 'Rathaus, Erdgeschoss' });
    expect(await bundles.changedTenants()).toEqual([]);
    await clock.advance(1_000);
    expect(await bundles.changedTenants()).toEqual(['default']);
    expect(await fetched('T-01')).toMatchObject({ version: 2, place: 'tomorrow' });
  });

  test('a roll back has a higher version and the content of before', async () => {
    const first = await release(sampleFiles());
    const before = await fetched('T-01');
    await release(textsSaying('bad'));
    expect(await fetched('T-01')).toMatchObject({ version: 2, isRollBack: false });
    await configurations.rollBackAlone(OWN, first.id, WRITER, 'wrong text everywhere');
    expect(await fetched('T-01')).toMatchObject({ version: 3, isRollBack: true, digest: before?.digest });
  });

  test('a hub that was restored and knows less than the terminal makes a version that is newer to it', async () => {
    await release(sampleFiles());
    expect(await fetched('T-01', { ...NOTHING, trusted: 41 })).toMatchObject({ version: 42 });
    expect(await fetched('T-01', { ...NOTHING, trusted: 42 })).toMatchObject({ version: 42 });
  });

  test('two processes that are asked at once make one version', async () => {
    await release(sampleFiles());
    const other = createBundles(db, clock, signer);
    const answers = await Promise.all([bundles, other].map((one) => one.told('T-01', NOTHING)));
    expect(answers).toEqual([answers[0], answers[0]]);
    expect(answers[0]?.version).toBe(1);
  });

  test('only terminals that a rollout has reached get a release that is not for all', async () => {
    await release(sampleFiles());
    const { id } = await release(textsSaying('ring 1'), 'tenant', 'default', null, false);
    await db
      .insertInto('configurationAdmission')
      .values({ releaseId: id, terminalId: 'T-02', at: clock.now() })
      .execute();
    expect(await fetched('T-01')).toMatchObject({ place: 'Rathaus, Erdgeschoss' });
    expect(await fetched('T-02')).toMatchObject({ place: 'ring 1' });
  });

  test('another version, or the payload of somebody else, is not given out', async () => {
    await release(sampleFiles());
    await release(locationSaying('Keller'), 'location', 'l-1');
    const first = await bundles.told('T-01', NOTHING);
    await bundles.told('T-02', NOTHING);
    const refusal = (act: Promise<unknown>) => act.then(() => 'done', reasonOf);
    expect(await refusal(bundles.offer('T-02', 2))).toBe('superseded');
    expect(await refusal(bundles.chunk('T-02', first?.digest ?? '', 0))).toBe('superseded');
  });

  test('what runs where is what the terminals said, beside what they should run', async () => {
    await release(sampleFiles());
    const wanted = await bundles.told('T-01', NOTHING);
    if (!wanted) throw new Error('nothing wanted');
    await bundles.told('T-01', { ...NOTHING, running: wanted, trusted: 1, isOnTrial: true });
    await bundles.told('T-02', { ...NOTHING, refused: { version: 1, reason: 'missing-text', detail: 'a.json' } });
    expect(await configurations.terminals(OWN)).toMatchObject([
      { terminalId: 'T-01', wanted: 1, running: 1, isOnTrial: true, isUpToDate: true, reportedAt: clock.now() },
      { terminalId: 'T-02', wanted: 1, running: null, isUpToDate: false, refused: { reason: 'missing-text' } },
    ]);
  });
});

const terminal = (id: string, locationId: string | null) => ({
  id,
  site: null,
  fingerprint: `f-${id}`,
  enrolledAt: 1,
  tenantId: 'default',
  locationId,
  seenAt: null,
  software: null,
});

/** A layer over the tenant's that says another place in German. */
const locationSaying = (location: string): LayerFiles => ({
  'texts/de.json': JSON.stringify({ 'site.location': location }),
});
