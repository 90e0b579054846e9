import { z } from 'zod';
import { KEY_PERMISSIONS } from '../../contract/access/access.ts';
import { PERMISSIONS, ROLES } from '../../contract/access/permissions.ts';
import { PASSWORD_LENGTH } from '../../domain/access/passwords.ts';

export const DONE = z.strictObject({});
export const Id = z.strictObject({ id: z.uuid() });

/** As people sign in with it: capitals do not count. */
export const StaffName = z
  .string()
  .trim()
  .toLowerCase()
  .normalize('NFC')
  .regex(/^[\p{L}\p{N}._@+-]{2,100}$/u);
/** Of an organisation's sign-in. */
export const ProviderId = z.strictObject({ provider: z.string().regex(/^[a-z0-9-]{1,40}$/) });
/** What stands behind the "?" when somebody comes back (RFC 6749, section 4.1.2; RFC 9207). More is ignored. */
export const OidcReturn = z.record(z.string().max(100), z.string().max(4_000));
export const Reason = z.string().trim().min(3).max(500);
/** 256 bits, base64url. */
export const Token = z.string().regex(/^[\w-]{43}$/);

export const PasswordSignIn = z.strictObject({
  // Whatever was typed: what is no name of ours is wrong, not malformed.
  name: z.string().max(200),
  password: z.string().max(1_000),
  /** Of the app, or a recovery code. */
  code: z.string().max(40),
});
export const LinkSignIn = z.strictObject({ token: z.string().max(100) });
export const NewPassword = z.strictObject({
  password: z.string().min(PASSWORD_LENGTH.least).max(PASSWORD_LENGTH.most),
  challenge: Token,
  code: z.string().regex(/^\d{6}$/),
});
const Base64Url = z
  .string()
  .max(8_000)
  .regex(/^[\w-]*$/);
/** Of a passkey: at most 1,023 bytes (Web Authentication Level 3, "Credential ID"). */
const CredentialId = Base64Url.min(1).max(1_364);
const ANY_EXTENSION = z.looseObject({});
/** What `PublicKeyCredential.toJSON()` gives; more than this is ignored. */
export const PasskeyMade = z.looseObject({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  response: z.looseObject({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
  clientExtensionResults: ANY_EXTENSION,
});
export type PasskeyMade = z.infer<typeof PasskeyMade>;
export const PasskeyAnswer = z.looseObject({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  response: z.looseObject({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.nullish(),
  }),
  clientExtensionResults: ANY_EXTENSION,
});
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>;
const WayName = z.string().trim().min(1).max(60);
/** `options` are those of `parseRequestOptionsFromJSON()`, or `parseCreationOptionsFromJSON()`. */
export const PasskeyChallenge = z.strictObject({ challenge: Token, options: z.looseObject({ challenge: Token }) });
export const PasskeySignIn = z.strictObject({ challenge: Token, credential: PasskeyAnswer });
export const NewPasskeyMade = z.strictObject({ challenge: Token, name: WayName, credential: PasskeyMade });
export const PasskeyName = z.strictObject({ id: CredentialId, name: WayName });
export const PasskeyId = z.strictObject({ id: CredentialId });
export const NewPerson = z.strictObject({ name: StaffName, roles: z.array(z.enum(ROLES)).min(1), reason: Reason });
export const NewRoles = z.strictObject({ roles: z.array(z.enum(ROLES)), reason: Reason });
export const NewOidcLink = z.strictObject({
  provider: ProviderId.shape.provider,
  link: z.union([
    z.strictObject({ subject: z.string().min(1).max(255) }),
    z.strictObject({ email: z.email().max(254).toLowerCase() }),
  ]),
  reason: Reason,
});
export const OidcUnlink = z.strictObject({ provider: ProviderId.shape.provider, reason: Reason });
export const Lock = z.strictObject({ isLocked: z.boolean(), reason: Reason });
export const WithReason = z.strictObject({ reason: Reason });
export const NewKey = z.strictObject({
  name: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N} ._-]{2,60}$/u),
  permissions: z.array(z.enum(KEY_PERMISSIONS)).min(1),
  /** Days until it is over. */
  days: z.int().min(1).max(366),
});

export const Session = z.strictObject({
  id: z.uuid(),
  way: z.string(),
  startedAt: z.int(),
  seenAt: z.int(),
  agent: z.string().nullable(),
  isThis: z.boolean(),
});
export const SessionView = z.strictObject({
  name: z.string(),
  way: z.string(),
  startedAt: z.int(),
  endsAt: z.int(),
  tenants: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  grants: z.array(
    z.strictObject({ tenantId: z.string(), role: z.enum(ROLES), permissions: z.array(z.enum(PERMISSIONS)) }),
  ),
});
export const RecoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) });
export const Person = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  isLocked: z.boolean(),
  roles: z.array(z.strictObject({ tenantId: z.string(), role: z.enum(ROLES) })),
});
export const Key = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  tenantId: z.string(),
  permissions: z.array(z.enum(PERMISSIONS)),
  createdBy: z.string(),
  createdAt: z.int(),
  expiresAt: z.int(),
  usedAt: z.int().nullable(),
});
