import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../../../../foundation/errors.ts';
import { err, ok, type Result } from '../../../../foundation/result.ts';
import { replaceDurably } from '../../configuration/bundles/durable-files.ts';
import { isLocked, lockKey, unlockKey } from './key-secret.ts';

/** Who this terminal is to the hub: PEM texts, as `tls.connect` takes them. */
export interface LinkCredentials {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

const FILES = { key: 'terminal.key.pem', cert: 'terminal.cert.pem', ca: 'hub-ca.pem' } as const;
/** A renewed key with its certificate, which the hub has not seen yet. One file, so that they come and go together. */
const NEXT = 'terminal.next.pem';

/**
 * `isNext`: it is renewed and was not used yet.
 * @param secret under which keys lie on the disk; see key-secret.ts
 */
export function readIdentity(
  directory: string,
  secret: string | null = null,
): Result<LinkCredentials & { readonly isNext: boolean }, 'not-enrolled' | 'key-locked'> {
  try {
    const read = (file: string) => readFileSync(join(directory, file), 'utf8');
    const next = readNext(directory);
    const ca = read(FILES.ca);
    if (next) return ok({ ...next, key: unlockKey(next.key, secret), ca, isNext: true });
    return ok({ key: unlockKey(read(FILES.key), secret), cert: read(FILES.cert), ca, isNext: false });
  } catch (thrown) {
    return err(reasonOf(thrown) === 'key-locked' ? 'key-locked' : 'not-enrolled');
  }
}

/** The certificate last, so that a directory with one is complete. */
export function writeIdentity(directory: string, identity: LinkCredentials, secret: string | null = null): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const kept = { ...identity, key: lockKey(identity.key, secret) };
  for (const part of ['key', 'ca', 'cert'] as const) write(directory, FILES[part], kept[part]);
  dropNext(directory);
}

/** Locks a key that was kept before there was a secret. What the disk held of it until then is only overwritten. */
export function lockIdentity(directory: string, secret: string | null): void {
  const file = join(directory, FILES.key);
  if (secret === null || !existsSync(file)) return;
  const key = readFileSync(file, 'utf8');
  if (!isLocked(key)) write(directory, FILES.key, lockKey(key, secret));
}

/** Keeps a renewed key with its certificate beside those in use. */
export function writeNext(
  directory: string,
  { key, cert }: Pick<LinkCredentials, 'key' | 'cert'>,
  secret: string | null = null,
): void {
  write(directory, NEXT, `${lockKey(key, secret).trim()}\n${cert.trim()}\n`);
}

/** The hub has taken the renewed certificate: the old one is gone. Until the end the renewed one is what is read. */
export function keepNext(directory: string): void {
  const next = readNext(directory);
  if (!next) return;
  write(directory, FILES.key, next.key);
  write(directory, FILES.cert, next.cert);
  dropNext(directory);
}

/** The hub does not know the renewed certificate: the old one it is. */
export function dropNext(directory: string): void {
  rmSync(join(directory, NEXT), { force: true });
}

function readNext(directory: string): Pick<LinkCredentials, 'key' | 'cert'> | null {
  let text: string;
  try {
    text = readFileSync(join(directory, NEXT), 'utf8');
  } catch {
    return null;
  }
  const at = text.indexOf('-----BEGIN CERTIFICATE-----');
  return at < 0 ? null : { key: text.slice(0, at), cert: text.slice(at) };
}

const write = (directory: string, name: string, text: string): void => replaceDurably(join(directory, name), text);
