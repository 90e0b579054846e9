import { z } from 'zod';
import { Refusal } from '../../../foundation/errors.ts';
import { ACCESS_ROUTES } from '../../contract/access/access.ts';
import type { OidcProvider } from '../../domain/access/oidc.ts';
import { inviteOidc, unlinkOidc } from '../../store/access/oidc-accounts.ts';
import { type ApiRoute, route, theTenant } from '../route.ts';
import type { AccessContext } from './context.ts';
import { DONE, Id, NewOidcLink, OidcUnlink } from './schemas.ts';
import { mustBeWhollyOf } from './wholly-of.ts';

/** Who of a tenant signs in by an organisation's own sign-in. */
export function oidcLinkRoutes({ db, clock, oidc }: AccessContext): readonly ApiRoute[] {
  /** A provider of another tenant is as one that is not there. */
  function providerFor(id: string, tenantId: string): OidcProvider {
    const found = oidc.find(({ provider }) => provider.id === id)?.provider;
    if (!found || (found.tenantId !== null && found.tenantId !== tenantId)) throw new Refusal('not-found');
    return found;
  }
  return [
    route({
      method: 'GET',
      path: ACCESS_ROUTES.oidcProviders(':tenant'),
      access: 'access.manage',
      summary: 'Organisations’ sign-ins with which people here can be linked.',
      answer: z.array(z.strictObject({ id: z.string(), name: z.string() })),
      handle: ({ tenants }) =>
        oidc
          .map(({ provider }) => provider)
          .filter(({ tenantId }) => tenantId === null || tenants.includes(tenantId))
          .map(({ id, name }) => ({ id, name })),
    }),
    route({
      method: 'POST',
      path: ACCESS_ROUTES.userOidc(':tenant', ':id'),
      access: 'access.manage',
      summary:
        'Lets somebody sign in by their organisation: by its id of theirs, or by an e-mail address it has verified.',
      params: Id,
      body: NewOidcLink,
      answer: DONE,
      async handle({ principal, tenants, params, body: { provider, link, reason } }) {
        const of = { staffId: params.id, tenantId: theTenant(tenants), reason, link };
        const known = providerFor(provider, of.tenantId);
        await mustBeWhollyOf(db, principal, of.staffId, of.tenantId);
        if (!(await inviteOidc(db, clock, principal.name, known, of))) throw new Refusal('oidc-account-taken');
        return {};
      },
    }),
    route({
      method: 'DELETE',
      path: ACCESS_ROUTES.userOidc(':tenant', ':id'),
      access: 'access.manage',
      summary: 'Somebody no longer signs in by their organisation.',
      params: Id,
      body: OidcUnlink,
      answer: DONE,
      async handle({ principal, tenants, params, body: { provider, reason } }) {
        const of = { staffId: params.id, tenantId: theTenant(tenants), reason };
        const known = providerFor(provider, of.tenantId);
        await mustBeWhollyOf(db, principal, of.staffId, of.tenantId);
        if (!(await unlinkOidc(db, clock, principal.name, known, of))) throw new Refusal('not-found');
        return {};
      },
    }),
  ];
}
