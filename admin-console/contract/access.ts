import type { Permission, Role } from './permissions.ts';

/** Addresses of sign-in, of one's own account, of people and keys, and of the audit. */
export const ACCESS_ROUTES = {
  signIn: '/api/sign-in',
  signInPassword: '/api/sign-in/password',
  signInLink: '/api/sign-in/link',
  session: '/api/session',
  sessions: '/api/sessions',
  account: '/api/account',
  accountTotp: '/api/account/totp',
  accountPassword: '/api/account/password',
  recoveryCodes: '/api/account/recovery-codes',
  users: (tenant: string) => `/api/tenants/${tenant}/users` as const,
  user: (tenant: string, id: string) => `/api/tenants/${tenant}/users/${id}` as const,
  keys: (tenant: string) => `/api/tenants/${tenant}/keys` as const,
  key: (tenant: string, id: string) => `/api/tenants/${tenant}/keys/${id}` as const,
  audit: (tenant: string) => `/api/tenants/${tenant}/audit` as const,
  auditProof: '/api/hub/audit-proof',
} as const;

/** Where a one-time link puts its token: behind the "#", which no browser sends anywhere. */
export const LINK_FRAGMENT = 'einmal=';

/** What a page sends with a call that nobody made: one that looks on keeps no session open. */
export const BY_ITSELF = { 'bt-by-itself': '1' } as const;

/** Who has signed in. */
export interface SessionView {
  readonly name: string;
  readonly way: string;
  readonly startedAt: number;
  /** Epoch milliseconds; it ends earlier when it is not used. */
  readonly endsAt: number;
  readonly grants: readonly {
    readonly tenantId: string;
    readonly role: Role;
    readonly permissions: readonly Permission[];
  }[];
}

/** What a key may be made for: it manages no access, and releases nothing, because a second person does that. */
export const KEY_PERMISSIONS = [
  'fleet.read',
  'fleet.enrol',
  'fleet.command',
  'fleet.rollout',
  'alerts.act',
  'alerts.configure',
  'configuration.read',
  'configuration.draft',
  'statistics.read',
  'audit.read',
] as const satisfies readonly Permission[];

/** @param origin of the console, such as "https://hub.example" */
export const linkOf = (origin: string, token: string): string => `${origin}/#${LINK_FRAGMENT}${token}`;
