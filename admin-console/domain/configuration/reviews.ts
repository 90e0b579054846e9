import type {
  ConfigurationComment,
  ConfigurationComparison,
  ConfigurationReview,
  ConfigurationSpread,
} from '../../contract/configuration/configuration-review.ts';
import type { ConfigurationActor } from './rules.ts';

type Tenants = readonly string[];

/**
 * What people look at before they release something, and what became of it. Each looks only at the tenants it is given
 * and refuses with `not-found` for everything else.
 */
export interface ConfigurationReviews {
  review(tenants: Tenants, draftId: string, actor: ConfigurationActor): Promise<ConfigurationReview>;
  /** In one transaction with its entry in the audit. Refuses with `wrong-state` for a draft that was put
   * away, and with `needs-a-person`. */
  comment(
    tenants: Tenants,
    draftId: string,
    comment: Pick<ConfigurationComment, 'text' | 'about'>,
    actor: ConfigurationActor,
  ): Promise<ConfigurationComment>;
  /**
   * Between two releases, or a release and a draft, of one layer; refuses with `changed-meanwhile` if the draft is no
   * longer the revision that is named.
   * @param from left out: nothing of that layer
   */
  comparison(
    tenants: Tenants,
    of: { readonly from?: string | undefined; readonly to: string; readonly revision?: number | undefined },
  ): Promise<ConfigurationComparison>;
  spread(tenants: Tenants, releaseId: string): Promise<ConfigurationSpread>;
}
