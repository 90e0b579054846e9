import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { err, ok, type Result } from '../foundation/result.ts';
import { BUNDLE_LIMITS, BundleList, BundlePath, BundleStatement, type SigningKeyChange } from './configuration.ts';

/** Why a bundle is not believed. */
export type BundleFault =
  | 'bad-signature'
  | 'bad-statement'
  | 'bad-list'
  | 'wrong-digest'
  | 'wrong-size'
  | 'wrong-hash'
  | 'unknown-key';

/** A key signs for two purposes; what is signed for one is worth nothing for the other. */
const PURPOSE = {
  statement: 'buerger-terminal configuration statement 1\n',
  key: 'buerger-terminal configuration key 1\n',
} as const;
type Purpose = keyof typeof PURPOSE;

export interface PackedFiles {
  readonly list: string;
  /** SHA-256 of the list: the same files have the same digest. */
  readonly digest: string;
  readonly payload: Buffer;
}

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Puts files (path → text) into their canonical form: sorted by path, exact bytes.
 * @throws RangeError if a path or a size is none that a terminal would take
 */
export function packFiles(files: Readonly<Record<string, string>>): PackedFiles {
  const paths = Object.keys(files).sort();
  const parts = paths.map((path) => Buffer.from(files[path] ?? '', 'utf8'));
  const list = paths.map((path, at) => {
    const bytes = parts[at] ?? Buffer.alloc(0);
    return { path: BundlePath.parse(path), size: bytes.length, sha256: sha256(bytes) };
  });
  const text = JSON.stringify(list);
  const payload = Buffer.concat(parts);
  if (openList(text, sha256(text)).ok === false) throw new RangeError('too many files, or one too large or empty');
  return { list: text, digest: sha256(text), payload };
}

/** Reads a list and holds it to its digest, its order and its limits. */
export function openList(text: string, digest: string): Result<BundleList, BundleFault> {
  if (text.length > BUNDLE_LIMITS.list) return err('bad-list');
  if (sha256(text) !== digest) return err('wrong-digest');
  const list = BundleList.safeParse(json(text));
  if (!list.success) return err('bad-list');
  const isSorted = list.data.every(({ path }, at) => at === 0 || (list.data[at - 1]?.path ?? '') < path);
  if (!isSorted || sizeOf(list.data) > BUNDLE_LIMITS.total) return err('bad-list');
  return ok(list.data);
}

/** Bytes of the payload that belongs to a list. */
export const sizeOf = (list: BundleList): number => list.reduce((sum, { size }) => sum + size, 0);

/** Cuts the payload into its files; each must have its hash. */
export function unpackFiles(
  list: BundleList,
  payload: Uint8Array,
): Result<readonly { readonly path: string; readonly bytes: Uint8Array }[], BundleFault> {
  if (payload.length !== sizeOf(list)) return err('wrong-size');
  let at = 0;
  const files = list.map(({ path, size, sha256: hash }) => {
    const bytes = payload.subarray(at, at + size);
    at += size;
    return { path, bytes, isRight: sha256(bytes) === hash };
  });
  return files.every(({ isRight }) => isRight) ? ok(files) : err('wrong-hash');
}

export const statementText = (statement: BundleStatement): string =>
  JSON.stringify(statement, Object.keys(BundleStatement.shape).concat('from', 'below'));

/** Ed25519 over the purpose and the text, base64. */
export const signText = (purpose: Purpose, text: string, key: KeyObject): string =>
  sign(null, Buffer.from(PURPOSE[purpose] + text), key).toString('base64');

/** Believes a statement only if `publicKey` signed these characters. */
export function readStatement(
  text: string,
  signature: string,
  publicKey: string,
): Result<BundleStatement, BundleFault> {
  if (!isSigned('statement', text, signature, publicKey)) return err('bad-signature');
  const statement = BundleStatement.safeParse(json(text));
  return statement.success ? ok(statement.data) : err('bad-statement');
}

/**
 * The hub's key of today, from one that is trusted, over changes that are each signed with the key before.
 * `unknown-key`: a change after the trusted key is not signed by it, or the trusted key is none of the hub's.
 */
export function followKeys(
  trusted: string,
  firstKey: string,
  changes: readonly SigningKeyChange[],
): Result<string, BundleFault> {
  let key = trusted;
  let isKnown = trusted === firstKey;
  for (const change of changes) {
    if (change.from !== key) {
      if (isKnown) return err('unknown-key');
      continue;
    }
    isKnown = true;
    if (!isSigned('key', change.to, change.signature, change.from)) return err('bad-signature');
    key = change.to;
  }
  return isKnown || changes.at(-1)?.to === trusted ? ok(key) : err('unknown-key');
}

function isSigned(purpose: Purpose, text: string, signature: string, publicKey: string): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(PURPOSE[purpose] + text), key, Buffer.from(signature, 'base64'));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
