import { z } from 'zod';
import { PreviewAct } from '../../../kiosk-app/preview/contract.ts';
import { OfId } from '../../contract/configuration/configuration-requests.ts';
import type { PreviewAddress, PreviewView } from '../../contract/configuration/previews.ts';
import { NoArguments } from '../../contract/requests.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { Previews } from '../../domain/previews.ts';
import { type ApiRoute, type RouteCall, route } from '../route.ts';
import { viewerOf } from './viewer.ts';

const AT = ROUTES.configuration;
const OfPreview = z.strictObject({ id: z.string().regex(/^[\w-]{22}$/) });
const Version = z.strictObject({ after: z.coerce.number().int().min(0).optional() });
const viewer = ({ principal, tenants }: RouteCall<unknown, unknown, unknown>) => viewerOf(principal, tenants);

/** A draft as citizens would see it. Whoever may read it may try it: nothing of it changes. */
export const previewRoutes = (previews: Previews): readonly ApiRoute[] => [
  route({
    method: 'POST',
    path: AT.previewOf(':tenant', ':id'),
    access: 'configuration.read',
    summary: 'Begins a preview of a draft for the person who asks, or answers with the one that stands.',
    params: OfId,
    body: NoArguments,
    answer: z.custom<PreviewView>(),
    handle: (call) => previews.begin(viewer(call), call.params.id),
  }),
  route({
    method: 'GET',
    path: AT.preview(':tenant', ':id'),
    access: 'configuration.read',
    summary: 'How an own preview stands; with a version, once that has changed or after a while.',
    params: OfPreview,
    query: Version,
    answer: z.custom<PreviewView>(),
    handle: (call) => previews.look(viewer(call), call.params.id, call.query.after ?? null),
  }),
  route({
    method: 'POST',
    path: AT.previewAddress(':tenant', ':id'),
    access: 'configuration.read',
    summary: 'Address of the citizen’s screen of an own preview, good for one page.',
    params: OfPreview,
    body: NoArguments,
    answer: z.custom<PreviewAddress>(),
    handle: (call) => previews.address(viewer(call), call.params.id),
  }),
  route({
    method: 'POST',
    path: AT.previewAct(':tenant', ':id'),
    access: 'configuration.read',
    summary: 'Begins anew, sets language and display, or plays the devices of an own preview.',
    params: OfPreview,
    body: PreviewAct,
    answer: z.strictObject({}),
    async handle(call) {
      await previews.act(viewer(call), call.params.id, call.body);
      return {};
    },
  }),
  route({
    method: 'DELETE',
    path: AT.preview(':tenant', ':id'),
    access: 'configuration.read',
    summary: 'Ends an own preview.',
    params: OfPreview,
    body: NoArguments.nullish(),
    answer: z.strictObject({}),
    async handle(call) {
      await previews.end(viewer(call), call.params.id);
      return {};
    },
  }),
];
