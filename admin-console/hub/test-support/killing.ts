import type { KyselyPlugin } from 'kysely';
import type { HubDatabase } from '../../store/database.ts';

/** What ends a process in the middle of its work; nothing after it is done. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** A process that may be killed before any of its queries. */
export interface Mortal {
  readonly db: HubDatabase;
  /** @param queries it dies before the one after so many; Infinity: it lives */
  liveFor(queries: number): void;
}

/** What was begun in a transaction when it dies is rolled back, as the database does with a connection that is gone. */
export function mortal(db: HubDatabase): Mortal {
  let left = Number.POSITIVE_INFINITY;
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      if (left <= 0) throw new Killed();
      left--;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return {
    db: db.withPlugin(plugin),
    liveFor: (queries) => {
      left = queries;
    },
  };
}

/** Resolves whether the work ended or the process died in it. */
export async function untilKilled(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if (!(thrown instanceof Killed)) throw thrown;
  }
}
