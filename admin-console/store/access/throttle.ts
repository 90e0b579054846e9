import type { Clock } from '../../../foundation/clock.ts';
import { ACCESS_DELAYS } from '../../domain/access/delays.ts';
import { hashOfToken } from '../../domain/access/tokens.ts';
import type { HubDatabase } from '../database.ts';

/** What is counted together: tries at one account, tries from one address, sign-ins begun from it. */
export interface Throttled {
  readonly kind: 'account' | 'address' | 'begun';
  readonly of: string;
}

/** So many failures are a person who mistypes; an address may be that of a whole house. */
const FREE_FAILURES: Readonly<Record<Throttled['kind'], number>> = { account: 5, address: 30, begun: 300 };

/**
 * Counts a try before it is judged, so that many at once are no way around it.
 * @returns milliseconds until the next one may be made; 0: this one may
 */
export function countTry(db: HubDatabase, clock: Clock, what: Throttled): Promise<number> {
  const keyHash = keyOf(what);
  const now = clock.now();
  return db.transaction().execute(async (tx) => {
    // Writes first: this row's lock lets one try after the other through, on every hub process.
    await tx
      .insertInto('accessThrottle')
      .values({ keyHash, failures: 0, at: now, until: 0 })
      .onConflict((c) => c.column('keyHash').doUpdateSet({ keyHash }))
      .execute();
    const row = await tx
      .selectFrom('accessThrottle')
      .select(['failures', 'at', 'until'])
      .where('keyHash', '=', keyHash)
      .executeTakeFirstOrThrow();
    if (row.until > now) return row.until - now;
    const failures = row.at <= now - ACCESS_DELAYS.failuresForgotten ? 1 : row.failures + 1;
    await tx
      .updateTable('accessThrottle')
      .set({ failures, at: now, until: now + lockAfter(failures - FREE_FAILURES[what.kind]) })
      .where('keyHash', '=', keyHash)
      .execute();
    return 0;
  });
}

/** It was the right person: their account is free again, and their address has one try more. */
export async function forgiveTry(db: HubDatabase, what: Throttled): Promise<void> {
  const row = db.updateTable('accessThrottle').where('keyHash', '=', keyOf(what));
  if (what.kind === 'account') await row.set({ failures: 0, until: 0 }).execute();
  else
    await row
      .set((eb) => ({ failures: eb('failures', '-', 1), until: 0 }))
      .where('failures', '>', 0)
      .execute();
}

/** @param beyond failures beyond the free ones */
const lockAfter = (beyond: number): number =>
  beyond < 0 ? 0 : Math.min(ACCESS_DELAYS.lockFirst * 2 ** Math.min(beyond, 20), ACCESS_DELAYS.lockLongest);

const keyOf = ({ kind, of }: Throttled): string => hashOfToken(`${kind}:${of}`);
