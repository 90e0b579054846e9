import type { Generated } from 'kysely';

/** What was done at the hub, by whom; see `domain/access/audit-chain.ts` for what each field says. */
export interface AuditTables {
  audit: {
    id: Generated<number>;
    seq: number;
    at: number;
    actor: string;
    act: string;
    subject: string;
    tenantId: string | null;
    reason: string | null;
    before: string | null;
    after: string | null;
    /** Of this entry and all before it. */
    hash: string;
  };
  /** One row, id 1: the end of the chain, and where it begins once old entries are erased. */
  auditHead: { id: number; seq: number; hash: string; firstSeq: number; firstHash: string };
}
