import type {
  ConfigurationDraft,
  ConfigurationRelease,
} from '../../../admin-console/contract/configuration/configuration.ts';
import { ALL, ROUTES } from '../../../admin-console/contract/routes.ts';
import type { JourneyStage } from './journey.ts';

type Ask = JourneyStage['ask'];
const AT = ROUTES.configuration;

/** The offer of the sample municipality, written by one owner and released by another. */
export async function releaseSample(ask: Ask, tenant: string): Promise<void> {
  const { id, revision } = await ask<ConfigurationDraft>('POST', AT.sampleDraft(tenant), { title: 'Erstes Angebot' });
  const submitted = await ask<ConfigurationDraft>('POST', AT.submit(tenant, id), { revision });
  const how = { revision: submitted.revision, activeFrom: null, isForAll: true };
  await ask<ConfigurationRelease>('POST', AT.release(tenant, id), how, 2);
}

/** Whatever a journey releases for the municipality, what was released before it holds again after this. */
export async function offerAsItIs(ask: Ask): Promise<() => Promise<void>> {
  const newest = async () =>
    (await ask<readonly ConfigurationRelease[]>('GET', AT.releases(ALL))).find(
      ({ scope, withdrawnAt }) => scope === 'tenant' && withdrawnAt === null,
    );
  const before = await newest();
  return async () => {
    const now = await newest();
    if (!before || now?.id === before.id) return;
    await ask('POST', AT.rollBackAlone(before.tenantId, before.id), { reason: 'Ende der Vorführung' });
  };
}
