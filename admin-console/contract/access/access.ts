import type { Permission, Role } from './permissions.ts';

/** Addresses of sign-in, of one's own account, of people and keys, and of the audit. */
export const ACCESS_ROUTES = {
  signIn: '/api/sign-in',
  signInPassword: '/api/sign-in/password',
  signInLink: '/api/sign-in/link',
  signInPasskey: '/api/sign-in/passkey',
  passkeyChallenge: '/api/sign-in/passkey/challenge',
  signInOidc: (provider: string) => `/api/sign-in/oidc/${provider}` as const,
  signInOidcBack: (provider: string) => `/api/sign-in/oidc/${provider}/callback` as const,
  session: '/api/session',
  sessions: '/api/sessions',
  account: '/api/account',
  accountTotp: '/api/account/totp',
  accountPassword: '/api/account/password',
  accountPasskeys: '/api/account/passkeys',
  accountPasskeyChallenge: '/api/account/passkeys/challenge',
  recoveryCodes: '/api/account/recovery-codes',
  users: (tenant: string) => `/api/tenants/${tenant}/users` as const,
  user: (tenant: string, id: string) => `/api/tenants/${tenant}/users/${id}` as const,
  userLock: (tenant: string, id: string) => `/api/tenants/${tenant}/users/${id}/lock` as const,
  oidcProviders: (tenant: string) => `/api/tenants/${tenant}/oidc-providers` as const,
  userOidc: (tenant: string, id: string) => `/api/tenants/${tenant}/users/${id}/oidc` as const,
  keys: (tenant: string) => `/api/tenants/${tenant}/keys` as const,
  key: (tenant: string, id: string) => `/api/tenants/${tenant}/keys/${id}` as const,
  audit: (tenant: string) => `/api/tenants/${tenant}/audit` as const,
  auditProof: '/api/hub/audit-proof',
} as const;

/** Where a one-time link puts its token: behind the "#", which no browser sends anywhere. */
export const LINK_FRAGMENT = 'einmal=';

/** Where the hub tells the page why somebody who came back from their organisation's sign-in is not signed in. */
export const PROBLEM_FRAGMENT = 'anmeldung=';

export const OIDC_REFUSALS = [
  /** Not the browser, or not the window, in which the sign-in began. */
  'oidc-state-wrong',
  'oidc-expired',
  'oidc-cancelled',
  /** The provider refuses: its own words stand in the log. */
  'oidc-refused',
  'oidc-unreachable',
  'oidc-issuer-wrong',
  'oidc-nonce-wrong',
  /** A token that was made for another program. */
  'oidc-other-client',
  /** Signature, times, or a claim that must be there. */
  'oidc-token-invalid',
  'oidc-no-account',
  /** No group of theirs gives them a role, any more. */
  'oidc-no-role',
  /** Somebody else here has the name which a new account would get. */
  'oidc-name-taken',
  /** They hold roles in tenants for which this provider does not vouch. */
  'oidc-other-tenants',
] as const;
export type OidcRefusal = (typeof OIDC_REFUSALS)[number];

/** What a page sends with a call that nobody made: one that looks on keeps no session open. */
export const BY_ITSELF = { 'bt-by-itself': '1' } as const;

/** Who has signed in. */
export interface SessionView {
  readonly name: string;
  readonly way: string;
  readonly startedAt: number;
  /** Epoch milliseconds; it ends earlier when it is not used. */
  readonly endsAt: number;
  /** Those that there are and in which they hold a role. */
  readonly tenants: readonly { readonly id: string; readonly name: string }[];
  readonly grants: readonly {
    readonly tenantId: string;
    readonly role: Role;
    readonly permissions: readonly Permission[];
  }[];
}

/** By what somebody signs in. */
export interface AccountView {
  readonly name: string;
  readonly password: boolean;
  readonly passkeys: readonly {
    readonly id: string;
    readonly name: string;
    readonly createdAt: number;
    readonly usedAt: number | null;
  }[];
  /** Names of organisations' sign-ins. */
  readonly oidc: readonly string[];
  /** Codes that are left. */
  readonly recoveryCodes: number;
}

/** One of one's own sessions that are open. */
export interface OwnSession {
  readonly id: string;
  readonly way: string;
  readonly startedAt: number;
  readonly seenAt: number;
  /** What the browser says it is. */
  readonly agent: string | null;
  /** The one that asks. */
  readonly isThis: boolean;
}

/** Somebody with roles in a tenant. */
export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly isLocked: boolean;
  readonly roles: readonly { readonly tenantId: string; readonly role: Role }[];
}

/** An organisation's sign-in, as people call it. */
export interface NamedProvider {
  readonly id: string;
  readonly name: string;
}

/** One act as the audit has it. */
export interface AuditEntryView {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly tenantId: string | null;
  readonly reason: string | null;
  /** JSON texts. */
  readonly before: string | null;
  readonly after: string | null;
  readonly hash: string;
}

interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

/** What became of the audit's chain when every hash was computed anew. */
export interface AuditProofView {
  /** Before the first entry that is kept, and the last that follows. */
  readonly from: ChainEnd;
  readonly to: ChainEnd;
  /** When the first entry was written that is kept; `null`: there is none. */
  readonly since: number | null;
  readonly broken: { readonly seq: number; readonly fault: 'changed' | 'missing' | 'cut' } | null;
}

/** A key of a program, without the key. */
export interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly tenantId: string;
  readonly permissions: readonly Permission[];
  readonly createdBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}

/** What a key may be made for: it manages no access, and releases nothing, because a second person does that. */
export const KEY_PERMISSIONS = [
  'fleet.read',
  'fleet.enrol',
  'fleet.command',
  'fleet.rollout',
  'fleet.arrange',
  'alerts.act',
  'alerts.configure',
  'configuration.read',
  'configuration.draft',
  'statistics.read',
  'treasury.read',
  'audit.read',
] as const satisfies readonly Permission[];

/** @param origin of the console, such as "https://hub.example" */
export const linkOf = (origin: string, token: string): string => `${origin}/#${LINK_FRAGMENT}${token}`;
