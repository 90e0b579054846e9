import type {
  ConfigurationDraft,
  ConfigurationFaultView,
  ConfigurationLayer,
  LayerFiles,
} from '../../contract/configuration/configuration.ts';
import { checkFilesStrictly } from '../../domain/configuration/check.ts';
import type { ComposedDraft, LayerName } from '../../domain/configuration/configurations.ts';
import { compose } from '../../domain/configuration/layers.ts';
import type { HubDatabase } from '../database.ts';
import { mustBePlaceOf, newestRelease, type WithFiles } from './rows.ts';

/** More would keep the hub busy for seconds; faults of a layer show with the first places that have it. */
const MOST_PLACES = 200;

interface Layer {
  readonly name: string;
  readonly files: LayerFiles;
}

/**
 * Checks a draft as terminals will get it: over the layers below it, and under each layer above it that has a release.
 * The same fault of several places is one.
 */
export async function checkDraft(
  db: HubDatabase,
  draft: WithFiles<ConfigurationDraft>,
): Promise<readonly ConfigurationFaultView[]> {
  const faults = new Map<string, { fault: Omit<ConfigurationFaultView, 'layers'>; layers: string[] }>();
  for (const layers of await stacksOf(db, draft)) {
    const places = layers.map(({ name }) => name);
    for (const fault of checkFilesStrictly(compose(layers.map(({ files }) => files)))) {
      const key = JSON.stringify(fault);
      const known = faults.get(key);
      // The lowest stack that has it explains it: those above inherit it.
      if (!known) faults.set(key, { fault, layers: places });
    }
  }
  return [...faults.values()].map(({ fault, layers }) => ({ ...fault, layers }));
}

/**
 * Layers of a place with what was released last for each, the lowest first, its own last.
 * @throws Refusal `not-found`
 */
export async function layersOf(db: HubDatabase, place: LayerName): Promise<readonly ConfigurationLayer[]> {
  await mustBePlaceOf(db, place);
  const { tenantId, scope, scopeId } = place;
  const layer = async (of: Pick<LayerName, 'scope' | 'scopeId'>): Promise<ConfigurationLayer> => {
    const release = await newestRelease(db, of);
    return { scope: of.scope, scopeId: of.scopeId, releaseId: release?.id ?? null, files: release?.files ?? {} };
  };
  const layers = [await layer({ scope: 'tenant', scopeId: tenantId })];
  if (scope === 'terminal') {
    const at = await db.selectFrom('terminal').select('locationId').where('id', '=', scopeId).executeTakeFirst();
    if (at?.locationId) layers.push(await layer({ scope: 'location', scopeId: at.locationId }));
  }
  if (scope !== 'tenant') layers.push(await layer({ scope, scopeId }));
  return layers;
}

/** What a place gets for which nothing above this draft was released. */
export async function composedDraft(db: HubDatabase, draft: WithFiles<ConfigurationDraft>): Promise<ComposedDraft> {
  const [lowest = []] = await stacksOf(db, draft);
  const files = compose(lowest.map((layer) => layer.files));
  const layers = lowest.map(({ name }) => name);
  const faults = checkFilesStrictly(files).map((fault) => ({ ...fault, layers }));
  return { tenantId: draft.tenantId, revision: draft.revision, files, faults };
}

/** Every stack of layers that this draft is part of, the one that ends with it first. */
async function stacksOf(db: HubDatabase, draft: WithFiles<ConfigurationDraft>): Promise<readonly (readonly Layer[])[]> {
  const { tenantId, scope, scopeId, files } = draft;
  const own: Layer = { name: `${scope}:${scopeId}`, files };
  const layer = async (of: 'tenant' | 'location' | 'terminal', id: string | null): Promise<readonly Layer[]> => {
    if (of === scope && id === scopeId) return [own];
    const found = id === null ? null : await newestRelease(db, { scope: of, scopeId: id });
    return found ? [{ name: `${of}:${id}`, files: found.files }] : [];
  };
  const stack = async (locationId: string | null, terminalId: string | null) => [
    ...(await layer('tenant', tenantId)),
    ...(await layer('location', locationId)),
    ...(await layer('terminal', terminalId)),
  ];
  const terminals = await db
    .selectFrom('terminal')
    .select(['id', 'locationId'])
    .where('tenantId', '=', tenantId)
    .execute();
  if (scope === 'terminal') {
    const at = terminals.find(({ id }) => id === scopeId);
    return [await stack(at?.locationId ?? null, scopeId)];
  }
  const above = await db
    .selectFrom('configurationRelease')
    .select(['scope', 'scopeId'])
    .distinct()
    .where('tenantId', '=', tenantId)
    .where('withdrawnAt', 'is', null)
    .where('scope', '!=', 'tenant')
    .limit(MOST_PLACES)
    .execute();
  const first = scope === 'location' ? await stack(scopeId, null) : await stack(null, null);
  const stacks = [first];
  for (const place of above) {
    if (place.scope === 'location' && scope === 'tenant') stacks.push(await stack(place.scopeId, null));
    const at = terminals.find(({ id }) => place.scope === 'terminal' && id === place.scopeId);
    if (at && (scope === 'tenant' || at.locationId === scopeId)) stacks.push(await stack(at.locationId, at.id));
  }
  return stacks;
}
