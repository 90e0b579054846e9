import { type Permission, ROLE_PERMISSIONS, type Role } from '../../contract/access/permissions.ts';
import { ACCESS_DELAYS } from './delays.ts';

/** Every tenant, also those that are made later. */
export const ALL_TENANTS = '*';

/** Who asks: a person who has signed in, a program with a key. */
export interface Principal {
  readonly kind: 'user' | 'key';
  readonly id: string;
  /** For the audit: never a secret. */
  readonly name: string;
  readonly grants: readonly Grant[];
  /** Of a person. */
  readonly session?: { readonly id: string; readonly startedAt: number; readonly way: string };
}

export interface Grant {
  /** Id of a tenant, or `ALL_TENANTS`. */
  readonly tenantId: string;
  readonly role: Role;
  /** A key may be made narrower than its role. */
  readonly only?: readonly Permission[];
}

/** The tenants in which somebody may do something; `ALL_TENANTS` for all of them. */
export function tenantsWhere(principal: Principal, permission: Permission): ReadonlySet<string> {
  return new Set(
    principal.grants
      .filter(({ role, only }) => ROLE_PERMISSIONS[role].includes(permission) && (only?.includes(permission) ?? true))
      .map(({ tenantId }) => tenantId),
  );
}

/** Whether a person has signed in lately enough to change how they sign in. */
export const isFresh = ({ session }: Principal, now: number): boolean =>
  session !== undefined && session.startedAt > now - ACCESS_DELAYS.sessionFresh;
