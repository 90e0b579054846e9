import { z } from 'zod';
import type { Clock } from '../../foundation/clock.ts';
import { ROUTES } from '../contract/routes.ts';
import type { Commands } from '../domain/commands/commands.ts';
import type { Configurations } from '../domain/configuration/configurations.ts';
import type { ConfigurationReviews } from '../domain/configuration/reviews.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { Fleet } from '../domain/fleet.ts';
import type { LogViews } from '../domain/log-views.ts';
import type { Previews } from '../domain/previews.ts';
import type { Rollouts } from '../domain/rollouts/rollouts.ts';
import type { StatisticsStore } from '../domain/statistics/statistics-store.ts';
import type { TreasuryStore } from '../domain/treasury/treasury-store.ts';
import type { HubDatabase } from '../store/database.ts';
import type { SecretBox } from '../store/secrets/secret-box.ts';
import { accountRoutes } from './access/account-routes.ts';
import { auditRoutes } from './access/audit-routes.ts';
import { keyRoutes } from './access/key-routes.ts';
import type { OidcClient } from './access/oidc-client.ts';
import { oidcLinkRoutes } from './access/oidc-link-routes.ts';
import { oidcRoutes } from './access/oidc-routes.ts';
import { passkeyRoutes } from './access/passkey-routes.ts';
import { signInRoutes } from './access/sign-in-routes.ts';
import { userRoutes } from './access/user-routes.ts';
import type { FleetStream } from './fleet-stream.ts';
import { openApiOf } from './openapi.ts';
import { previewRoutes } from './previews/preview-routes.ts';
import { retentionRoutes } from './retention/retention-routes.ts';
import { type ApiRoute, route } from './route.ts';
import { alertingRoutes } from './routes/alerting/alerting-routes.ts';
import { planRoutes } from './routes/arrange/plan-routes.ts';
import { viewRoutes } from './routes/arrange/view-routes.ts';
import { commandBatchRoutes } from './routes/command-batch-routes.ts';
import { commandRoutes } from './routes/command-routes.ts';
import { configurationReviewRoutes } from './routes/configuration-review-routes.ts';
import { configurationRoutes } from './routes/configuration-routes.ts';
import { enrolmentRoutes } from './routes/enrolment-routes.ts';
import { paperRoutes } from './routes/history/paper-routes.ts';
import { terminalHistoryRoutes } from './routes/history/terminal-history-routes.ts';
import { logViewRoutes } from './routes/log-view-routes.ts';
import { rolloutRoutes } from './routes/rollouts/rollout-routes.ts';
import { statisticsRoutes } from './routes/statistics-routes.ts';
import { tagRoutes } from './routes/tag-routes.ts';
import { terminalRoutes } from './routes/terminal-routes.ts';
import { treasuryRoutes } from './routes/treasury-routes.ts';
import type { StreamRoute } from './serve-streams.ts';

/** What the API works on. */
export interface ApiParts {
  readonly db: HubDatabase;
  readonly fleet: Fleet;
  readonly statistics: StatisticsStore;
  readonly treasury: TreasuryStore;
  readonly enrolment: Enrolment;
  readonly commands: Commands;
  readonly configurations: Configurations;
  readonly reviews: ConfigurationReviews;
  readonly rollouts: Rollouts;
  readonly previews: Previews;
  readonly logViews: LogViews;
  /** Opens and seals what must not lie in the database in clear. */
  readonly secrets: SecretBox;
  /** Organisations' own sign-ins. */
  readonly oidc: readonly OidcClient[];
  /** How long acts are kept, in milliseconds. */
  readonly auditKeptMs: number;
  readonly clock: Clock;
}

/** Every route there is: what stands here is served, described in the OpenAPI document, and held to the table of roles. */
export const allRoutes = (parts: ApiParts): readonly ApiRoute[] => {
  const routes = [...areaRoutes(parts)];
  routes.push(openApiRoute(routes));
  return routes;
};

const areaRoutes = (parts: ApiParts): readonly ApiRoute[] => [
  ...signInRoutes(parts),
  ...passkeyRoutes(parts),
  ...oidcRoutes(parts),
  ...accountRoutes(parts),
  ...userRoutes(parts),
  ...oidcLinkRoutes(parts),
  ...keyRoutes(parts),
  ...auditRoutes(parts),
  ...retentionRoutes(parts),
  ...terminalRoutes(parts.fleet),
  ...tagRoutes(parts),
  ...viewRoutes(parts),
  ...planRoutes(parts),
  ...statisticsRoutes(parts.statistics, parts.fleet, parts.clock),
  ...terminalHistoryRoutes(parts),
  ...paperRoutes(parts),
  ...treasuryRoutes(parts.treasury, parts.commands),
  ...enrolmentRoutes(parts.enrolment),
  ...commandRoutes(parts.commands),
  ...logViewRoutes(parts),
  ...commandBatchRoutes(parts.commands),
  ...configurationRoutes(parts.configurations),
  ...configurationReviewRoutes(parts.reviews),
  ...previewRoutes(parts.previews),
  ...rolloutRoutes(parts.rollouts),
  ...alertingRoutes(parts),
];

/** @param routes those described, this one too once it stands among them */
const openApiRoute = (routes: readonly ApiRoute[]): ApiRoute =>
  route({
    method: 'GET',
    path: '/api/openapi.json',
    access: 'signed-in',
    summary: 'This description.',
    answer: z.looseObject({ openapi: z.string() }),
    handle: () => openApiOf(routes, allStreams(NO_PAGES)),
  });
const NO_PAGES = { open: () => () => {} };

export const allStreams = (pages: Pick<FleetStream, 'open'>): readonly StreamRoute[] => [
  {
    method: 'GET',
    path: ROUTES.events(':tenant'),
    access: 'fleet.read',
    summary: 'Rows of the list of terminals that have changed.',
    open: (tenants, write) => pages.open({ tenants, write }),
  },
];
