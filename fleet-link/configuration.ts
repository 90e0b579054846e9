import { z } from 'zod';
import { SoftwareVersion } from './software.ts';

/**
 * Configuration over the fleet link. The hub signs a statement for one terminal and one version; the statement names a
 * list of files by its digest, the list names each file by its own. A terminal believes the statement's signature, then
 * only what those digests cover.
 */
export const BUNDLE_LIMITS = {
  files: 1_000,
  /** Bytes of one file, and of all files together. */
  file: 1024 * 1024,
  total: 8 * 1024 * 1024,
  /** Characters of the list, which goes over the link in one message. */
  list: 200_000,
  /** Bytes of one chunk; base64 in a message of at most `FLEET_LINK_MAX_FRAME`. */
  chunk: 64 * 1024,
  /** Changes of the hub's key that a terminal may have missed. */
  keyChanges: 50,
} as const;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Rises with each bundle that is made for a terminal; 0 is none. */
export const BundleVersion = z
  .int()
  .min(1)
  .max(2 ** 40);
/** Ed25519 (RFC 8032): 64 bytes in base64. */
const Signature = z.string().regex(/^[A-Za-z0-9+/]{86}==$/);
/** Ed25519 public key: SubjectPublicKeyInfo (RFC 8410), 44 bytes of DER in base64. */
export const PublicKey = z.string().regex(/^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/);

const Reason = z.string().regex(/^[a-z][a-z-]{0,59}$/);
/** File, path and what is there: of the configuration, written by people. */
const Detail = z
  .string()
  .max(200)
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'not to be stored');

/** Where a file of a bundle may lie: one folder of a known name, plain file names, nothing else. */
export const BundlePath = z
  .string()
  .max(120)
  .regex(
    /^(site|(services|texts|receipts|submission-schemas|pictures)\/[A-Za-z0-9][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)*)\.json$/,
  );

export const BundleStatement = z.strictObject({
  format: z.literal(1),
  terminalId: z.string().max(40),
  version: BundleVersion,
  /** Epoch milliseconds on the hub's clock. */
  createdAt: z.int().min(0),
  /** SHA-256 of the list. */
  digest: Sha256,
  /** Terminal software that may run it: from this version on, and below that one if it is said. */
  software: z.strictObject({ from: SoftwareVersion, below: SoftwareVersion.nullable() }),
  /** Content of before comes back, under a new number: nothing below the last number is ever taken. */
  isRollBack: z.boolean(),
});
export type BundleStatement = z.infer<typeof BundleStatement>;

/** Sorted by path, each once; the payload is the files' bytes in this order. */
export const BundleList = z
  .array(z.strictObject({ path: BundlePath, size: z.int().min(1).max(BUNDLE_LIMITS.file), sha256: Sha256 }))
  .min(1)
  .max(BUNDLE_LIMITS.files);
export type BundleList = z.infer<typeof BundleList>;

/** A new key of the hub, signed with the one before. */
export const SigningKeyChange = z.strictObject({ from: PublicKey, to: PublicKey, signature: Signature });
export type SigningKeyChange = z.infer<typeof SigningKeyChange>;

/** Everything that is verified before the first byte of the payload is asked for. */
export const BundleOffer = z.strictObject({
  /** JSON of a `BundleStatement`: these very characters are signed. */
  statement: z.string().max(1_000),
  signature: Signature,
  /** JSON of a `BundleList`. */
  list: z.string().max(BUNDLE_LIMITS.list),
  /** Key of the first bundle this hub has ever signed, for a terminal that knows none yet. */
  firstKey: PublicKey,
  keyChanges: z.array(SigningKeyChange).max(BUNDLE_LIMITS.keyChanges),
});
export type BundleOffer = z.infer<typeof BundleOffer>;

const BundleName = z.strictObject({ version: BundleVersion, digest: Sha256 });
export type BundleName = z.infer<typeof BundleName>;

/** What a terminal runs and what it thinks of what it was told to run. */
export const ConfigurationState = z.strictObject({
  /** `null`: what lies on the machine itself. */
  running: BundleName.nullable(),
  /** Verified and checked; runs as soon as nobody is being served. */
  staged: BundleName.nullable(),
  /** Highest version ever taken; nothing below it is. */
  trusted: z
    .int()
    .min(0)
    .max(2 ** 39),
  /** `running` has not proven itself yet. */
  isOnTrial: z.boolean(),
  /** The last version that was not taken, or was gone back from. */
  refused: z.strictObject({ version: BundleVersion, reason: Reason, detail: Detail }).nullable(),
});
export type ConfigurationState = z.infer<typeof ConfigurationState>;

/** Methods that the hub answers. */
export const hubConfigurationMethods = {
  /** Told on each new link, on each change and now and then. @returns what the terminal should run; `null`: nothing said */
  'configuration.state': {
    params: ConfigurationState,
    result: z.strictObject({ wanted: BundleName.nullable() }),
  },
  /** Refuses with `superseded` if another version is wanted by now. */
  'configuration.offer': { params: z.strictObject({ version: BundleVersion }), result: BundleOffer },
  /** The payload from an offset on, at most `BUNDLE_LIMITS.chunk` bytes: an interrupted transfer goes on where it was. */
  'configuration.chunk': {
    params: z.strictObject({ digest: Sha256, offset: z.int().min(0).max(BUNDLE_LIMITS.total) }),
    result: z.strictObject({ bytes: z.base64().max(Math.ceil(BUNDLE_LIMITS.chunk / 3) * 4) }),
  },
} as const;

/** Notifications that the terminal hears. */
export const terminalConfigurationNotices = {
  /** Something else may be wanted: the terminal answers with `configuration.state`. */
  'configuration.changed': z.strictObject({}),
} as const;
