import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../../foundation/result.ts';

/** Who this terminal is to the hub: PEM texts, as `tls.connect` takes them. */
export interface TerminalIdentity {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

const FILES = { key: 'terminal.key.pem', cert: 'terminal.cert.pem', ca: 'hub-ca.pem' } as const;

export function readIdentity(directory: string): Result<TerminalIdentity, 'not-enrolled'> {
  try {
    const read = (file: string) => readFileSync(join(directory, file), 'utf8');
    return ok({ key: read(FILES.key), cert: read(FILES.cert), ca: read(FILES.ca) });
  } catch {
    return err('not-enrolled');
  }
}

/** The certificate last, so that a directory with one is complete. */
export function writeIdentity(directory: string, identity: TerminalIdentity): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  for (const part of ['key', 'ca', 'cert'] as const) {
    const file = join(directory, FILES[part]);
    writeFileSync(`${file}.new`, identity[part], { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
}
