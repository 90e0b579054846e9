import type { Clock } from '../../../foundation/clock.ts';
import type { HubDatabase } from '../../store/database.ts';
import type { SecretBox } from '../../store/secrets/secret-box.ts';
import type { OidcClient } from './oidc-client.ts';

/** What the routes of access work on. */
export interface AccessContext {
  readonly db: HubDatabase;
  readonly clock: Clock;
  /** Opens and seals secrets of apps of codes. */
  readonly secrets: SecretBox;
  /** Organisations' own sign-ins, as the operator has set them up. */
  readonly oidc: readonly OidcClient[];
}
