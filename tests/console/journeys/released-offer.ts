import type { ConfigurationDraft, ConfigurationRelease } from '../../../admin-console/contract/configuration.ts';
import { ROUTES } from '../../../admin-console/contract/routes.ts';
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
