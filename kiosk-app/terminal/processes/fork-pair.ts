import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { forkChild } from '../../../foundation/processes/fork.ts';

/** The processes of one citizen, loading their code; nothing has been said to them yet. */
export interface ForkedPair {
  readonly sessionId: string;
  /** Private to them, removed with them. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly session: ChildProcess;
  readonly host: ChildProcess;
}

/** @param runDirectory parent of the private directories; short, for a socket's path must fit into 107 bytes (unix(7)) */
export function forkPair(
  runDirectory: string,
  entries: { readonly session: string; readonly attended: string },
  inherited: Readonly<Record<string, string>>,
): ForkedPair {
  const sessionId = randomBytes(8).toString('hex');
  const directory = join(runDirectory, sessionId);
  mkdirSync(directory, { mode: 0o700 });
  const environment = { ...inherited, HOME: directory, TMPDIR: directory };
  const common = { cwd: directory, environment };
  return {
    sessionId,
    directory,
    environment,
    session: forkChild({ ...common, entry: entries.session }),
    host: forkChild({ ...common, entry: entries.attended }),
  };
}
