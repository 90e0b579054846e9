import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../../foundation/clock.ts';
import { linkOf } from '../../contract/access/access.ts';
import { createOwnerLink } from '../../store/access/links.ts';
import { type DatabaseAddress, openDatabase } from '../../store/database.ts';
import { loopbackOrigin } from '../loopback-origin.ts';

const Runtime = z.object({ consolePort: z.int(), origin: z.string().optional() });

/**
 * `npm run hub -- owner-link`: a link that signs its first reader in as an owner, within a day. Whoever can run this has
 * the machine's shell, and the database with it.
 */
export async function ownerLink(options: {
  readonly directory: string;
  readonly address: DatabaseAddress;
  /** Where the console would be if no hub has run here yet. */
  readonly origin: string;
  readonly clock: Clock;
  readonly say: (line: string) => void;
}): Promise<void> {
  const { directory, address, clock, say } = options;
  const db = await openDatabase(address);
  try {
    say(linkOf(runningAt(directory) ?? options.origin, await createOwnerLink(db, clock)));
  } finally {
    await db.destroy();
  }
}

function runningAt(directory: string): string | null {
  const file = join(directory, 'runtime.json');
  if (!existsSync(file)) return null;
  const { consolePort, origin } = Runtime.parse(JSON.parse(readFileSync(file, 'utf8')));
  return origin ?? loopbackOrigin(consolePort);
}
