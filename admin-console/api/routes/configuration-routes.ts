import { z } from 'zod';
import type { FimImport } from '../../../config/fim/fim-import.ts';
import { importFim } from '../../../config/fim/import-fim.ts';
import { sampleFiles } from '../../../config/sample-files.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type {
  ConfigurationDifference,
  ConfigurationDraft,
  ConfigurationFaultView,
  ConfigurationLayer,
  ConfigurationRelease,
  LayerFiles,
  TerminalConfiguration,
} from '../../contract/configuration/configuration.ts';
import {
  ConfigurationChange,
  ConfigurationPlace,
  ConfigurationReleaseHow,
  ConfigurationRevision,
  FimFile,
  MAX_CONFIGURATION_CHANGE,
  MAX_FIM_IMPORT,
  NewConfigurationDraft,
  NewSampleDraft,
  OfId,
  PerhapsWithReason,
  TwoVersions,
  WithReason,
} from '../../contract/configuration/configuration-requests.ts';
import { NoArguments } from '../../contract/requests.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { Configurations } from '../../domain/configuration/configurations.ts';
import { type ApiRoute, route, theTenant } from '../route.ts';

const AT = ROUTES.configuration;
const Draft = z.custom<ConfigurationDraft>();
const Release = z.custom<ConfigurationRelease>();

/** Drafts of configuration: writing them needs `configuration.draft`, releasing is beside them. */
function draftRoutes(configurations: Configurations): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: AT.drafts(':tenant'),
      access: 'configuration.read',
      summary: 'Drafts that are being written or wait for their release.',
      answer: z.array(Draft),
      handle: async ({ tenants }) => [...(await configurations.drafts(tenants))],
    }),
    route({
      method: 'POST',
      path: AT.drafts(':tenant'),
      access: 'configuration.draft',
      summary: 'A new draft, from the newest release of its layer.',
      body: NewConfigurationDraft,
      answer: Draft,
      handle({ principal, tenants, body }) {
        return configurations.begin({ ...body, tenantId: theTenant(tenants) }, principal);
      },
    }),
    route({
      method: 'POST',
      path: AT.sampleDraft(':tenant'),
      access: 'configuration.draft',
      summary: 'A new draft of the municipality with the offer of the sample municipality, for one that has none yet.',
      body: NewSampleDraft,
      answer: Draft,
      async handle({ principal, tenants, body: { title } }) {
        const tenantId = theTenant(tenants);
        const draft = { tenantId, scope: 'tenant', scopeId: tenantId, title } as const;
        const { id, revision } = await configurations.begin(draft, principal);
        return configurations.change(tenants, id, revision, sampleFiles(), principal);
      },
    }),
    route({
      method: 'GET',
      path: AT.draft(':tenant', ':id'),
      access: 'configuration.read',
      summary: 'A draft with its files.',
      params: OfId,
      answer: z.custom<ConfigurationDraft & { readonly files: LayerFiles }>(),
      handle: ({ tenants, params }) => configurations.draft(tenants, params.id),
    }),
    route({
      method: 'PUT',
      path: AT.draft(':tenant', ':id'),
      access: 'configuration.draft',
      summary:
        'Changes files of a draft; refused with changed-meanwhile if it is no longer the revision that was seen.',
      params: OfId,
      body: ConfigurationChange,
      maxBody: MAX_CONFIGURATION_CHANGE,
      answer: Draft,
      handle: ({ principal, tenants, params, body }) =>
        configurations.change(tenants, params.id, body.revision, body.files, principal, body.title),
    }),
    route({
      method: 'GET',
      path: AT.faults(':tenant', ':id'),
      access: 'configuration.read',
      summary: 'What the check of terminals finds in a draft, together with the layers below and above it.',
      params: OfId,
      answer: z.array(z.custom<ConfigurationFaultView>()),
      handle: async ({ tenants, params }) => [...(await configurations.check(tenants, params.id))],
    }),
    route({
      method: 'POST',
      path: AT.submit(':tenant', ':id'),
      access: 'configuration.draft',
      summary: 'Hands a draft without faults to a second person.',
      params: OfId,
      body: ConfigurationRevision,
      answer: Draft,
      handle: ({ principal, tenants, params, body }) =>
        configurations.submit(tenants, params.id, body.revision, principal),
    }),
    route({
      method: 'POST',
      path: AT.discard(':tenant', ':id'),
      access: 'configuration.draft',
      summary: 'Puts a draft away.',
      params: OfId,
      body: PerhapsWithReason,
      answer: Draft,
      handle: ({ principal, tenants, params, body }) =>
        configurations.discard(tenants, params.id, principal, body.reason),
    }),
    route({
      method: 'POST',
      path: AT.reopen(':tenant', ':id'),
      access: 'configuration.release',
      summary: 'Gives a submitted draft back to its authors, with a reason.',
      params: OfId,
      body: WithReason,
      answer: Draft,
      handle: ({ principal, tenants, params, body }) =>
        configurations.reopen(tenants, params.id, principal, body.reason),
    }),
    route({
      method: 'POST',
      path: AT.release(':tenant', ':id'),
      access: 'configuration.release',
      summary:
        'Releases a draft that somebody else has written and submitted, at once or from a time on; for all, or for a rollout.',
      params: OfId,
      body: ConfigurationReleaseHow,
      answer: Release,
      handle: ({ principal, tenants, params, body }) => configurations.release(tenants, params.id, body, principal),
    }),
  ];
}

/** Changes nothing: what becomes of the service is a change of a draft, by whoever imported it. */
const fimImportRoute = route({
  method: 'POST',
  path: AT.fimImport(':tenant'),
  access: 'configuration.draft',
  summary: 'A service made of a FIM form, with everything that a person has to look at; nothing is kept.',
  body: FimFile,
  maxBody: MAX_FIM_IMPORT,
  answer: z.custom<FimImport>(),
  handle({ body }) {
    const made = importFim(body.xml);
    if (!made.ok) throw new Refusal(`fim-${made.error}`);
    return made.value;
  },
});

/** Configuration: drafts, releases, and what runs where. */
export const configurationRoutes = (configurations: Configurations): readonly ApiRoute[] => [
  ...draftRoutes(configurations),
  fimImportRoute,
  route({
    method: 'GET',
    path: AT.layers(':tenant'),
    access: 'configuration.read',
    summary: 'What was released for a place, layer by layer, the lowest first, its own last.',
    query: ConfigurationPlace,
    answer: z.array(z.custom<ConfigurationLayer>()),
    handle: async ({ tenants, query }) => [
      ...(await configurations.layers({ ...query, tenantId: theTenant(tenants) })),
    ],
  }),
  route({
    method: 'GET',
    path: AT.releases(':tenant'),
    access: 'configuration.read',
    summary: 'All releases, the newest first.',
    answer: z.array(Release),
    handle: async ({ tenants }) => [...(await configurations.releases(tenants))],
  }),
  route({
    method: 'GET',
    path: AT.releasedFiles(':tenant', ':id'),
    access: 'configuration.read',
    summary: 'The files of a release.',
    params: OfId,
    answer: z.custom<LayerFiles>(),
    handle: ({ tenants, params }) => configurations.releasedFiles(tenants, params.id),
  }),
  route({
    method: 'GET',
    path: AT.difference(':tenant'),
    access: 'configuration.read',
    summary: 'What differs between two releases, or a release and a draft, by file and path.',
    query: TwoVersions,
    answer: z.array(z.custom<ConfigurationDifference>()),
    handle: async ({ tenants, query }) => [...(await configurations.difference(tenants, query.from, query.to))],
  }),
  route({
    method: 'POST',
    path: AT.withdraw(':tenant', ':id'),
    access: 'configuration.release',
    summary: 'Takes back a release that is not in force yet.',
    params: OfId,
    body: WithReason,
    answer: Release,
    handle: ({ principal, tenants, params, body }) =>
      configurations.withdraw(tenants, params.id, principal, body.reason),
  }),
  route({
    method: 'POST',
    path: AT.askForRollBack(':tenant', ':id'),
    access: 'configuration.draft',
    summary: 'A draft with the content of this former release, submitted: a second person releases it.',
    params: OfId,
    body: NoArguments,
    answer: Draft,
    handle: ({ principal, tenants, params }) => configurations.askForRollBack(tenants, params.id, principal),
  }),
  route({
    method: 'POST',
    path: AT.rollBackAlone(':tenant', ':id'),
    access: 'configuration.release',
    summary: 'An emergency: the content of this former release is in force at once, by one person, with a reason.',
    params: OfId,
    body: WithReason,
    answer: Release,
    handle: ({ principal, tenants, params, body }) =>
      configurations.rollBackAlone(tenants, params.id, principal, body.reason),
  }),
  route({
    method: 'GET',
    path: AT.terminals(':tenant'),
    access: 'configuration.read',
    summary: 'What runs on each terminal, what is staged or refused there, and what should run.',
    answer: z.array(z.custom<TerminalConfiguration>()),
    handle: async ({ tenants }) => [...(await configurations.terminals(tenants))],
  }),
];
