import type { Generated } from 'kysely';

/** Who may use the hub. Times are epoch milliseconds; of a secret only its SHA-256 is kept, except where said. */
export interface AccessTables {
  /** A person who works with the hub. `name` is what they sign in with, lower case. */
  staff: {
    id: string;
    name: string;
    createdAt: number;
    /** Since when they may no longer sign in. */
    endedAt: number | null;
    /** Since when they may not sign in for a while; roles and ways stay. */
    lockedAt: number | null;
    /** argon2id, in the PHC string format. */
    passwordHash: string | null;
    /** Base32, encrypted (`store/secrets`): a code can only be computed from the secret itself. */
    totpSealed: string | null;
    /** In clear, of hubs before migration 0032; encrypted and emptied at the start. */
    totpSecret: string | null;
    /** The last time step whose code was taken: a code is good once. */
    totpStep: number | null;
  };
  staffRole: { staffId: string; tenantId: string; role: string };
  staffSession: {
    id: string;
    tokenHash: string;
    staffId: string;
    way: string;
    startedAt: number;
    seenAt: number;
    /** What the browser says it is, shortened: by it a person tells their own sessions apart. */
    agent: string | null;
  };
  /** Signs in once without anything else: the first owner, somebody new, somebody who has lost everything. */
  staffLink: { hash: string; staffId: string; expiresAt: number; usedAt: number | null };
  recoveryCode: { hash: string; staffId: string };
  passkey: {
    /** Credential id, base64url. */
    id: string;
    staffId: string;
    name: string;
    /** COSE key, base64url. */
    publicKey: string;
    counter: number;
    /** JSON array. */
    transports: string;
    createdAt: number;
    usedAt: number | null;
  };
  oidcAccount: {
    issuer: string;
    subject: string;
    staffId: string;
    /** 1: roles are those of the provider's groups, anew at each sign-in. */
    followsGroups: Generated<number>;
  };
  /** Whoever comes first with this e-mail address, verified by the provider, is this person. Lower case. */
  oidcInvitation: { issuer: string; email: string; staffId: string; expiresAt: number };
  /** What one side of a sign-in that is under way has to remember; taken out by its end. */
  accessChallenge: { id: string; kind: string; staffId: string | null; data: string; expiresAt: number };
  /** Failed sign-ins of one account or one address; `keyHash` is all that is known of either. */
  accessThrottle: { keyHash: string; failures: number; at: number; until: number };
  accessKey: {
    id: string;
    tokenHash: string;
    name: string;
    tenantId: string;
    /** JSON array of permissions. */
    permissions: string;
    createdBy: string;
    createdAt: number;
    expiresAt: number;
    usedAt: number | null;
    endedAt: number | null;
  };
}
