import { z } from 'zod';
import { Compared, NewConfigurationComment, OfId } from '../../contract/configuration/configuration-requests.ts';
import type {
  ConfigurationComment,
  ConfigurationComparison,
  ConfigurationReview,
  ConfigurationSpread,
} from '../../contract/configuration/configuration-review.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { ConfigurationReviews } from '../../domain/configuration/reviews.ts';
import { type ApiRoute, route } from '../route.ts';

const AT = ROUTES.configuration;

/** What people look at before a release, what they say about it, and what became of it. */
export const configurationReviewRoutes = (reviews: ConfigurationReviews): readonly ApiRoute[] => [
  route({
    method: 'GET',
    path: AT.review(':tenant', ':id'),
    access: 'configuration.read',
    summary: 'A draft without its files: whom it reaches, what was done with it, and why the caller cannot release it.',
    params: OfId,
    answer: z.custom<ConfigurationReview>(),
    handle: ({ principal, tenants, params }) => reviews.review(tenants, params.id, principal),
  }),
  route({
    method: 'POST',
    path: AT.comments(':tenant', ':id'),
    access: 'configuration.read',
    summary: 'Says something about a draft, or about one line of its difference.',
    params: OfId,
    body: NewConfigurationComment,
    answer: z.custom<ConfigurationComment>(),
    handle: ({ principal, tenants, params, body }) => reviews.comment(tenants, params.id, body, principal),
  }),
  route({
    method: 'GET',
    path: AT.comparison(':tenant'),
    access: 'configuration.read',
    summary: 'Two releases of a layer, or a release and a draft, as places get them: over the layers below.',
    query: Compared,
    answer: z.custom<ConfigurationComparison>(),
    handle: ({ tenants, query }) => reviews.comparison(tenants, query),
  }),
  route({
    method: 'GET',
    path: AT.spread(':tenant', ':id'),
    access: 'configuration.read',
    summary: 'Which terminals run a release, which do not yet, and why.',
    params: OfId,
    answer: z.custom<ConfigurationSpread>(),
    handle: ({ tenants, params }) => reviews.spread(tenants, params.id),
  }),
];
