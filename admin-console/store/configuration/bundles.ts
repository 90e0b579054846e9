import { packFiles, statementText } from '../../../fleet-link/bundle.ts';
import { BUNDLE_LIMITS, type BundleName, type ConfigurationState } from '../../../fleet-link/configuration.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { BundleSigner, Bundles } from '../../domain/configuration/bundles.ts';
import { checkFiles } from '../../domain/configuration/check.ts';
import { compose } from '../../domain/configuration/layers.ts';
import type { HubDatabase } from '../database.ts';
import { noteChanges } from '../history/note-changes.ts';
import { releasesFor } from './releases-for.ts';

/** Payloads kept in memory: terminals of one place fetch the same. */
const KEPT_PAYLOADS = 8;
/** Oldest terminal software that takes bundles. */
const SOFTWARE = { from: '0.1.0', below: null } as const;

/** Versions are made when a terminal asks; the same releases give the same content, made once. */
export function createBundles(db: HubDatabase, clock: Clock, signer: BundleSigner): Bundles {
  const payloads = new Map<string, Promise<Buffer>>();
  let seen = new Map<string, string>();

  /** Brings the row of a terminal to what is in force; another process may do so at the same time. */
  async function target(terminalId: string, state: ConfigurationState) {
    const inForce = await releasesFor(db, clock, terminalId);
    const releases = inForce.map(({ id }) => id).join(' ');
    const said = {
      running: state.running?.version ?? null,
      runningDigest: state.running?.digest ?? null,
      staged: state.staged?.version ?? null,
      trusted: state.trusted,
      isOnTrial: state.isOnTrial ? 1 : 0,
      refusedVersion: state.refused?.version ?? null,
      refusedReason: state.refused?.reason ?? null,
      refusedDetail: state.refused?.detail ?? null,
      reportedAt: clock.now(),
    };
    await db
      .insertInto('configurationTarget')
      .values({ terminalId, releases: '', version: 0, digest: null, madeAt: 0, isRollBack: 0, fault: null, ...said })
      .onConflict((c) => c.column('terminalId').doUpdateSet(said))
      .execute();
    const value = said.running === null ? 'local' : String(said.running);
    await noteChanges(db, clock, [{ terminalId, kind: 'configuration', value }]);
    const row = await rowOf(terminalId);
    // The last clause: a hub that was restored from a backup knows less than the terminal has taken.
    const isCurrent = row.releases === releases && (row.digest === null || row.version >= state.trusted);
    if (isCurrent || inForce.length === 0) return row;
    const content = await contentOf(inForce.map(({ id }) => id));
    const isRollBack =
      inForce.some(({ id, rollsBackTo }) => rollsBackTo !== null && !row.releases.includes(id)) ||
      (await hasLost(row.releases.split(' '), releases));
    const version = Math.max(row.version, state.trusted) + 1;
    const made = content.ok
      ? { version, digest: content.value, madeAt: clock.now(), isRollBack: isRollBack ? 1 : 0, fault: null }
      : { fault: content.error };
    await db
      .updateTable('configurationTarget')
      .set({ releases, ...made })
      .where('terminalId', '=', terminalId)
      .where('version', '=', row.version)
      .where('releases', '=', row.releases)
      .execute();
    return rowOf(terminalId);
  }

  /** One of those it had was withdrawn: a rollout went back. */
  async function hasLost(before: readonly string[], now: string): Promise<boolean> {
    const withdrawn = await db
      .selectFrom('configurationRelease')
      .select('id')
      .where('id', 'in', before)
      .where('withdrawnAt', 'is not', null)
      .execute();
    return withdrawn.some(({ id }) => !now.includes(id));
  }

  const rowOf = (terminalId: string) =>
    db.selectFrom('configurationTarget').selectAll().where('terminalId', '=', terminalId).executeTakeFirstOrThrow();

  const contentsByReleases = new Map<string, string>();
  /** Digest of the content of these releases, lowest first; or that it has a fault. */
  async function contentOf(
    ids: readonly string[],
  ): Promise<{ ok: true; value: string } | { ok: false; error: string }> {
    const key = ids.join(' ');
    const known = contentsByReleases.get(key);
    if (known) return { ok: true, value: known };
    const rows = await db.selectFrom('configurationRelease').select(['id', 'files']).where('id', 'in', ids).execute();
    const layers = ids.flatMap((id) => rows.filter((row) => row.id === id).map(({ files }) => JSON.parse(files)));
    const files = compose(layers);
    const [fault] = checkFiles(files);
    if (fault) return { ok: false, error: `${fault.reason} ${fault.file} ${fault.path}`.trim() };
    const { list, digest } = packFiles(files);
    await db
      .insertInto('configurationContent')
      .values({ digest, list, files: JSON.stringify(files), madeAt: clock.now() })
      .onConflict((c) => c.column('digest').doNothing())
      .execute();
    if (contentsByReleases.size > 1_000) contentsByReleases.clear();
    contentsByReleases.set(key, digest);
    return { ok: true, value: digest };
  }

  function payloadOf(digest: string): Promise<Buffer> {
    let payload = payloads.get(digest);
    if (!payload) {
      payload = db
        .selectFrom('configurationContent')
        .select('files')
        .where('digest', '=', digest)
        .executeTakeFirstOrThrow()
        .then(({ files }) => packFiles(JSON.parse(files)).payload);
      payload.catch(() => payloads.delete(digest));
      payloads.set(digest, payload);
      const [oldest] = payloads.keys();
      if (payloads.size > KEPT_PAYLOADS && oldest !== undefined) payloads.delete(oldest);
    }
    return payload;
  }

  return {
    async told(terminalId, state): Promise<BundleName | null> {
      const { version, digest } = await target(terminalId, state);
      return digest === null ? null : { version, digest };
    },
    async offer(terminalId, version) {
      const row = await rowOf(terminalId);
      if (row.version !== version || row.digest === null) throw new Refusal('superseded');
      const { list } = await db
        .selectFrom('configurationContent')
        .select('list')
        .where('digest', '=', row.digest)
        .executeTakeFirstOrThrow();
      const statement = statementText({
        format: 1,
        terminalId,
        version,
        createdAt: row.madeAt,
        digest: row.digest,
        software: SOFTWARE,
        isRollBack: row.isRollBack === 1,
      });
      return {
        statement,
        signature: signer.sign(statement),
        list,
        firstKey: signer.firstKey,
        keyChanges: [...signer.keyChanges],
      };
    },
    async chunk(terminalId, digest, offset) {
      const row = await rowOf(terminalId);
      if (row.digest !== digest) throw new Refusal('superseded');
      return (await payloadOf(digest)).subarray(offset, offset + BUNDLE_LIMITS.chunk);
    },
    async changedTenants() {
      const marks = await db.selectFrom('configurationChange').select(['tenantId', 'seq']).execute();
      const due = await db
        .selectFrom('configurationRelease')
        .select(['tenantId', (eb) => eb.fn.countAll().as('count')])
        .where('activeFrom', '<=', clock.now())
        .groupBy('tenantId')
        .execute();
      const counts = new Map(due.map(({ tenantId, count }) => [tenantId, `${count}`]));
      const now = new Map(marks.map(({ tenantId, seq }) => [tenantId, `${seq}/${counts.get(tenantId) ?? 0}`]));
      const changed = [...now].filter(([tenantId, mark]) => seen.get(tenantId) !== mark).map(([tenantId]) => tenantId);
      seen = now;
      return changed;
    },
    async tenantOf(terminalId) {
      const row = await db.selectFrom('terminal').select('tenantId').where('id', '=', terminalId).executeTakeFirst();
      return row?.tenantId;
    },
  };
}
