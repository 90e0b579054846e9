import { createHash } from 'node:crypto';

/** One act as it is kept. */
export interface AuditEntry {
  /** 1, 2, 3 …: without gap, in the order in which the acts were written. */
  readonly seq: number;
  /** Epoch milliseconds on the clock of the hub process that wrote it. */
  readonly at: number;
  /** Name of a person or key, `terminal:<id>`, or `machine` for who has its shell. */
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  /** `null`: it belongs to the hub as a whole. */
  readonly tenantId: string | null;
  readonly reason: string | null;
  /** JSON texts of what was and of what is now; never a secret. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Up to where the chain goes: the last entry's number and hash. `seq` 0 for none. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first entry. */
export const CHAIN_START: ChainEnd = { seq: 0, hash: '0'.repeat(64) };

/**
 * SHA-256, lower-case hex, over the hash of the entry before and this entry. The array of texts, integers and nulls in
 * this order, as `JSON.stringify` writes it, is its canonical form (RFC 8785, section 3.2).
 */
export function hashOfEntry(previous: string, entry: AuditEntry): string {
  const { seq, at, actor, act, subject, tenantId, reason, before, after } = entry;
  return createHash('sha256')
    .update(JSON.stringify([previous, seq, at, actor, act, subject, tenantId, reason, before, after]))
    .digest('hex');
}

/** `changed`: the entry is not the one that was written. `missing`: entries were taken out before this number. */
export type ChainFault = 'changed' | 'missing';

/** Follows a chain entry by entry. */
export class ChainWalk {
  #end: ChainEnd;

  constructor(from: ChainEnd) {
    this.#end = from;
  }

  /** @returns what is wrong with this entry; `null` if it follows the one before */
  next(entry: AuditEntry, hash: string): ChainFault | null {
    if (entry.seq !== this.#end.seq + 1) return 'missing';
    if (hash !== hashOfEntry(this.#end.hash, entry)) return 'changed';
    this.#end = { seq: entry.seq, hash };
    return null;
  }

  get end(): ChainEnd {
    return this.#end;
  }
}
