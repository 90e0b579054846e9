import type { Clock } from '../../../../foundation/clock.ts';
import type { HubDatabase } from '../../../store/database.ts';
import type { SecretBox } from '../../../store/secrets/secret-box.ts';
import type { ApiRoute } from '../../route.ts';
import { channelRoutes } from './channel-routes.ts';
import { episodeRoutes } from './episode-routes.ts';
import { settingRoutes } from './setting-routes.ts';

export interface AlertingParts {
  readonly db: HubDatabase;
  readonly clock: Clock;
  readonly secrets: SecretBox;
}

/** Everything about alerts. */
export const alertingRoutes = ({ db, clock, secrets }: AlertingParts): readonly ApiRoute[] => [
  ...episodeRoutes(db, clock),
  ...settingRoutes(db, clock),
  ...channelRoutes(db, clock, secrets),
];
