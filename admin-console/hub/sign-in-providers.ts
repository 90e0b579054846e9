import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Refusal } from '../../foundation/errors.ts';
import { ROLES } from '../contract/access/permissions.ts';
import type { OidcProvider } from '../domain/access/oidc.ts';
import { ALL_TENANTS } from '../domain/access/principal.ts';

const TenantId = z.string().min(1).max(100);

const Provider = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/),
    name: z.string().min(1).max(60),
    issuer: z.url().refine(isProtected),
    clientId: z.string().min(1),
    /** Name of the environment variable; left out: a public client. */
    clientSecretEnv: z.string().optional(),
    scope: z
      .string()
      .regex(/^openid( \S+)*$/)
      .default('openid profile email'),
    /** Left out: for the whole hub. */
    tenant: TenantId.optional(),
    createAccounts: z
      .strictObject({
        claim: z.string().min(1),
        groups: z
          .array(z.strictObject({ group: z.string().min(1), tenant: TenantId, roles: z.array(z.enum(ROLES)).min(1) }))
          .min(1),
      })
      .optional(),
  })
  // One tenant's provider gives no role elsewhere.
  .refine(
    ({ tenant, createAccounts }) =>
      tenant === undefined ||
      (tenant !== ALL_TENANTS && (createAccounts?.groups ?? []).every((group) => group.tenant === tenant)),
  );

const SignInFile = z.strictObject({
  providers: z.array(Provider).refine((all) => new Set(all.map(({ id }) => id)).size === all.length),
});

/** TLS, but for a provider on this machine. */
function isProtected(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

/**
 * The organisations' sign-ins that the file of `--sign-in` names; their secrets stand in the environment.
 * @throws Refusal `bad-sign-in-file` with the place, `missing-secret` with the variable; neither tells what it read
 */
export function readSignInProviders(file: string | undefined, environment: NodeJS.ProcessEnv): readonly OidcProvider[] {
  if (file === undefined) return [];
  return parse(file).map(({ clientSecretEnv, tenant, createAccounts, ...provider }) => ({
    ...provider,
    clientSecret: clientSecretEnv === undefined ? null : secretOf(clientSecretEnv, environment),
    tenantId: tenant ?? null,
    createAccounts: createAccounts
      ? {
          claim: createAccounts.claim,
          groups: createAccounts.groups.map(({ tenant: tenantId, ...group }) => ({ ...group, tenantId })),
        }
      : null,
  }));
}

function parse(file: string) {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Refusal('bad-sign-in-file', file);
  }
  const read = SignInFile.safeParse(json);
  if (!read.success) throw new Refusal('bad-sign-in-file', read.error.issues[0]?.path.join('.') ?? file);
  return read.data.providers;
}

function secretOf(name: string, environment: NodeJS.ProcessEnv): string {
  const secret = environment[name];
  if (!secret) throw new Refusal('missing-secret', name);
  return secret;
}
