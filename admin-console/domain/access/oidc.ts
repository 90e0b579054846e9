import type { Role } from '../../contract/access/permissions.ts';
import { ALL_TENANTS } from './principal.ts';

/** An organisation's sign-in (OpenID Connect Core 1.0), as the operator has set it up. */
export interface OidcProvider {
  /** Part of addresses. */
  readonly id: string;
  /** What people call it: "Anmelden mit …". */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** `null`: a public client. */
  readonly clientSecret: string | null;
  readonly scope: string;
  /** It vouches for people of this tenant only; `null`: of the whole hub. */
  readonly tenantId: string | null;
  /** Who gets an account without an invitation; `null`: nobody. */
  readonly createAccounts: GroupRoles | null;
}

/** Roles by the groups that a claim tells. */
export interface GroupRoles {
  readonly claim: string;
  readonly groups: readonly {
    readonly group: string;
    /** Or `ALL_TENANTS`. */
    readonly tenantId: string;
    readonly roles: readonly Role[];
  }[];
}

/** What a provider has said of a person, and we have verified. */
export interface OidcIdentity {
  readonly subject: string;
  /** Lower case; `null` unless the provider says that it is verified. */
  readonly email: string | null;
  /** What the person might be called here. */
  readonly nameWished: string | null;
  /** Of the claim in `createAccounts`. */
  readonly groups: readonly string[];
}

/** @returns roles by tenant; a tenant that is mapped and in which this person has none stands there with none */
export function rolesOf(
  { groups: mapped }: GroupRoles,
  groups: readonly string[],
): ReadonlyMap<string, readonly Role[]> {
  const roles = new Map<string, Role[]>();
  for (const { group, tenantId, roles: given } of mapped) {
    const held = roles.get(tenantId) ?? [];
    roles.set(tenantId, groups.includes(group) ? [...new Set([...held, ...given])] : held);
  }
  return roles;
}

/** A provider of one tenant opens nothing elsewhere: who runs it is not trusted there. */
export const vouchesFor = ({ tenantId }: OidcProvider, tenants: readonly string[]): boolean =>
  tenantId === null || tenants.every((held) => held === tenantId && held !== ALL_TENANTS);
