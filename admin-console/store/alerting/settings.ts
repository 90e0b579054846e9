import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { NO_ROTA, type OnCallRota } from '../../contract/alerting/rota.ts';
import { type AlertRules, DEFAULT_RULES } from '../../contract/alerting/rules.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';

/** What a tenant may set, each with all its versions. */
interface Settings {
  rules: AlertRules;
  rota: OnCallRota;
}
export type SettingKind = keyof Settings;

/** 0: nothing was set, the defaults hold. */
export interface VersionedSetting<T> {
  readonly version: number;
  readonly body: T;
}

const DEFAULTS: Settings = { rules: DEFAULT_RULES, rota: NO_ROTA };

export async function currentSetting<K extends SettingKind>(
  db: HubDatabase,
  tenantId: string,
  kind: K,
): Promise<VersionedSetting<Settings[K]>> {
  const row = await db
    .selectFrom('alertSetting')
    .select(['version', 'body'])
    .where('tenantId', '=', tenantId)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return { version: 0, body: DEFAULTS[kind] };
  // What a later version of this program added to the defaults holds until the tenant says otherwise.
  return { version: row.version, body: { ...DEFAULTS[kind], ...JSON.parse(row.body) } };
}

export const currentRules = async (db: HubDatabase, tenantId: string): Promise<AlertRules> =>
  (await currentSetting(db, tenantId, 'rules')).body;

/**
 * Writes the next version.
 * @param version the one that was changed; refuses with `changed-meanwhile` if another has been written since
 */
export function writeSetting<K extends SettingKind>(
  db: HubDatabase,
  clock: Clock,
  change: {
    readonly tenantId: string;
    readonly kind: K;
    readonly version: number;
    readonly body: Settings[K];
    readonly actor: string;
    readonly reason: string;
  },
): Promise<number> {
  const { tenantId, kind, version, body, actor, reason } = change;
  return db.transaction().execute(async (tx) => {
    const current = await currentSetting(tx, tenantId, kind);
    if (current.version !== version) throw new Refusal('changed-meanwhile');
    const next = { version: version + 1, body: JSON.stringify(body), at: clock.now() };
    const written = await tx
      .insertInto('alertSetting')
      .values({ tenantId, kind, actor, reason, ...next })
      .onConflict((c) => c.columns(['tenantId', 'kind', 'version']).doNothing())
      .executeTakeFirst();
    if (Number(written.numInsertedOrUpdatedRows) !== 1) throw new Refusal('changed-meanwhile');
    await audit(tx, clock, actor, `alert-${kind}.changed`, `${tenantId} ${next.version}`);
    return next.version;
  });
}

/** Newest first. */
export async function settingHistory(db: HubDatabase, tenantId: string, kind: SettingKind, atMost: number) {
  const rows = await db
    .selectFrom('alertSetting')
    .select(['version', 'body', 'at', 'actor', 'reason'])
    .where('tenantId', '=', tenantId)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .limit(atMost)
    .execute();
  return rows.map(({ body, ...row }) => ({ ...row, body: JSON.parse(body) as unknown }));
}
