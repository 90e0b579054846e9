import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../../../foundation/result.ts';

/** Who this terminal is to the hub: PEM texts, as `tls.connect` takes them. */
export interface TerminalIdentity {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

const FILES = { key: 'terminal.key.pem', cert: 'terminal.cert.pem', ca: 'hub-ca.pem' } as const;
/** A renewed key with its certificate, which the hub has not seen yet. One file, so that they come and go together. */
const NEXT = 'terminal.next.pem';

/** `isNext`: it is renewed and was not used yet. */
export function readIdentity(
  directory: string,
): Result<TerminalIdentity & { readonly isNext: boolean }, 'not-enrolled'> {
  try {
    const read = (file: string) => readFileSync(join(directory, file), 'utf8');
    const next = readNext(directory);
    const ca = read(FILES.ca);
    if (next) return ok({ ...next, ca, isNext: true });
    return ok({ key: read(FILES.key), cert: read(FILES.cert), ca, isNext: false });
  } catch {
    return err('not-enrolled');
  }
}

/** The certificate last, so that a directory with one is complete. */
export function writeIdentity(directory: string, identity: TerminalIdentity): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  for (const part of ['key', 'ca', 'cert'] as const) write(directory, FILES[part], identity[part]);
  dropNext(directory);
}

/** Keeps a renewed key with its certificate beside those in use. */
export function writeNext(directory: string, { key, cert }: Pick<TerminalIdentity, 'key' | 'cert'>): void {
  write(directory, NEXT, `${key.trim()}\n${cert.trim()}\n`);
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

function readNext(directory: string): Pick<TerminalIdentity, 'key' | 'cert'> | null {
  let text: string;
  try {
    text = readFileSync(join(directory, NEXT), 'utf8');
  } catch {
    return null;
  }
  const at = text.indexOf('-----BEGIN CERTIFICATE-----');
  return at < 0 ? null : { key: text.slice(0, at), cert: text.slice(at) };
}

function write(directory: string, name: string, text: string): void {
  const file = join(directory, name);
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
