import { ACCESS_ROUTES } from '../../../admin-console/contract/access/access.ts';
import type {
  ConfigurationDraft,
  ConfigurationFaultView,
  ConfigurationLayer,
  ConfigurationRelease,
} from '../../../admin-console/contract/configuration/configuration.ts';
import { ROUTES } from '../../../admin-console/contract/routes.ts';
import { sampleFiles } from '../../../config/sample-files.ts';
import { FLEET, NOW, sessionOf, TENANT } from './played-fleet.ts';
import type { PlayedAnswers } from './played-hub.ts';

const AT = ROUTES.configuration;
const LAYERS: readonly ConfigurationLayer[] = [
  { scope: 'tenant', scopeId: TENANT, releaseId: 'r-1', files: sampleFiles() },
  { scope: 'location', scopeId: 'rathaus', releaseId: null, files: {} },
];
const DRAFT: ConfigurationDraft = {
  ...{ id: '00000000-0000-4000-a000-000000000001', tenantId: TENANT, scope: 'location', scopeId: 'rathaus' },
  ...{ title: 'Preis im Rathaus', state: 'open', revision: 2, baseId: null, rollsBackTo: null, authors: ['u-1'] },
  ...{ createdAt: NOW, changedAt: NOW, changedBy: 'anna.amt' },
};
const LIBRARY: ConfigurationRelease = {
  ...{
    id: 'r-2',
    tenantId: TENANT,
    scope: 'location',
    scopeId: 'bibliothek',
    number: 1,
    title: 'Zeiten der Bibliothek',
  },
  ...{ releasedAt: NOW, releasedBy: 'anna.amt', activeFrom: NOW, rollsBackTo: null, emergency: null, isForAll: true },
  ...{ withdrawnAt: null, draftId: null },
};
const FAULTS: readonly ConfigurationFaultView[] = [
  {
    ...{ reason: 'invalid', file: 'services/bewohnerparkausweis.json', path: 'fee.cents', detail: '' },
    ...{ word: 'too-little-number', values: { limit: 1 }, layers: ['location:rathaus'] },
  },
  {
    ...{ reason: 'missing-text', file: 'services/hundesteuer-anmelden.json', detail: 'en' },
    ...{ path: 'services.hundesteuer-anmelden.fields.breed', word: 'missing-text', values: { detail: 'English' } },
    layers: ['location:rathaus'],
  },
];

/** An administrator at the offer of one location, which has a price and a mistake of its own. */
export const PLACE_HASH = `#/angebot?tenant=${TENANT}&place=location%3Arathaus`;
export const DRAFT_PATH = AT.draft(TENANT, DRAFT.id);
export const OFFER: PlayedAnswers = {
  ...FLEET,
  [ACCESS_ROUTES.session]: sessionOf('administrator'),
  [ROUTES.locations(TENANT)]: [
    { id: 'rathaus', name: 'Rathaus' },
    { id: 'bibliothek', name: 'Bibliothek' },
    { id: 'schule', name: 'Schule' },
  ],
  [AT.releases(TENANT)]: [LIBRARY],
  [AT.releasedFiles(TENANT, LIBRARY.id)]: {
    'site.json': '{"openingHours":[{"days":["mon"],"from":"10:00","to":"19:00"}]}',
    'services/bewohnerparkausweis.json': '{"version":2,"fee":{"cents":2500}}',
  },
  [ROUTES.terminals(TENANT)]: { terminals: [], next: null, total: 0 },
  [AT.layers(TENANT)]: LAYERS,
  [AT.drafts(TENANT)]: [DRAFT],
  [DRAFT_PATH]: {
    ...DRAFT,
    files: { 'services/bewohnerparkausweis.json': '{"fee":{"cents":3500}}' },
  },
  [`PUT ${DRAFT_PATH}`]: { ...DRAFT, revision: 3 },
  [AT.faults(TENANT, DRAFT.id)]: [],
};
export const FAULTY: PlayedAnswers = { ...OFFER, [AT.faults(TENANT, DRAFT.id)]: FAULTS };
/** Somebody who may only look. */
export const READING: PlayedAnswers = { ...OFFER, [ACCESS_ROUTES.session]: sessionOf('viewer') };
/** A municipality for which nothing was ever released. */
export const NO_OFFER: PlayedAnswers = {
  ...OFFER,
  [AT.layers(TENANT)]: [{ scope: 'tenant', scopeId: TENANT, releaseId: null, files: {} }],
  [AT.drafts(TENANT)]: [],
};
/** Somebody is signed in, and everything else is answered by this status. */
export const offerAnswers = (status: number): PlayedAnswers => ({
  ...Object.fromEntries(Object.keys(OFFER).map((path) => [path, status])),
  [ACCESS_ROUTES.session]: OFFER[ACCESS_ROUTES.session],
});
