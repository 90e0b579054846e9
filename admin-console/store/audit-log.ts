import { type AuditEntry, type ChainEnd, type ChainFault, ChainWalk } from '../domain/access/audit-chain.ts';
import type { HubDatabase } from './database.ts';

/** Which entries; what is left out does not matter. */
export interface AuditFilter {
  /** Entries of these tenants; `null`: all, and those of the hub as a whole. */
  readonly tenants: readonly string[] | null;
  readonly actor?: string | undefined;
  /** Whole act, or its first part: `session` finds `session.opened`. */
  readonly act?: string | undefined;
  readonly subject?: string | undefined;
  /** Epoch milliseconds, inclusive; `until` exclusive. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  /** Entries older than this one: for the next page. */
  readonly before?: number | undefined;
}

export type StoredEntry = AuditEntry & { readonly hash: string };

/** The newest first. */
export async function auditEntries(
  db: HubDatabase,
  filter: AuditFilter,
  limit: number,
): Promise<readonly StoredEntry[]> {
  const { tenants, actor, act, subject, from, until, before } = filter;
  if (tenants?.length === 0) return [];
  let query = db
    .selectFrom('audit')
    .select(['seq', 'at', 'actor', 'act', 'subject', 'tenantId', 'reason', 'before', 'after', 'hash']);
  if (tenants) query = query.where('tenantId', 'in', tenants);
  if (actor !== undefined) query = query.where('actor', '=', actor);
  if (act !== undefined) query = query.where((eb) => eb.or([eb('act', '=', act), eb('act', 'like', `${act}.%`)]));
  if (subject !== undefined) query = query.where('subject', '=', subject);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (until !== undefined) query = query.where('at', '<', until);
  if (before !== undefined) query = query.where('seq', '<', before);
  return query.orderBy('seq', 'desc').limit(limit).execute();
}

/** Whether what is kept is what was written. */
export interface ChainProof {
  /** Before the first entry that is kept. */
  readonly from: ChainEnd;
  /** The last entry that follows; note it elsewhere: a chain that was written anew from its beginning has another. */
  readonly to: ChainEnd;
  /** When the first entry was written that is kept; `null`: there is none. */
  readonly since: number | null;
  /** Where it breaks. `cut`: the entries after `to` are gone. */
  readonly broken: { readonly seq: number; readonly fault: ChainFault | 'cut' } | null;
}

const PAGE = 1_000;

/** Reads the whole chain and computes each hash anew. */
export function proveChain(db: HubDatabase): Promise<ChainProof> {
  // Head and entries must be of one instant: acts go on meanwhile.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const head = await tx.selectFrom('auditHead').selectAll().where('id', '=', 1).executeTakeFirstOrThrow();
      const from = { seq: head.firstSeq, hash: head.firstHash };
      const walk = new ChainWalk(from);
      let since: number | null = null;
      for (;;) {
        const page = await tx
          .selectFrom('audit')
          .selectAll()
          .where('seq', '>', walk.end.seq)
          .orderBy('seq')
          .limit(PAGE)
          .execute();
        for (const { hash, ...entry } of page) {
          const fault = walk.next(entry, hash);
          since ??= fault ? null : entry.at;
          if (fault) return { from, to: walk.end, since, broken: { seq: walk.end.seq + 1, fault } };
        }
        if (page.length < PAGE) break;
      }
      const isWhole = walk.end.seq === head.seq && walk.end.hash === head.hash;
      return { from, to: walk.end, since, broken: isWhole ? null : { seq: walk.end.seq + 1, fault: 'cut' } };
    });
}
