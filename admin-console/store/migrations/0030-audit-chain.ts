import { type AuditEntry, CHAIN_START, hashOfEntry } from '../../domain/access/audit-chain.ts';
import type { HubMigration } from './migration.ts';

/** Each entry of the audit carries the hash of those before it; entries that are there already come first. */
export const auditChain: HubMigration = {
  async up(db) {
    await db.schema.alterTable('audit').addColumn('seq', 'bigint').execute();
    for (const column of ['tenantId', 'reason', 'before', 'after', 'hash']) {
      await db.schema.alterTable('audit').addColumn(column, 'text').execute();
    }
    let { seq, hash } = CHAIN_START;
    for (const row of await db.selectFrom('audit').selectAll().orderBy('id').execute()) {
      seq += 1;
      hash = hashOfEntry(hash, { ...(row as AuditEntry), seq });
      await db.updateTable('audit').set({ seq, hash }).where('id', '=', row.id).execute();
    }
    await db.schema.createIndex('audit_seq').on('audit').column('seq').unique().execute();
    await db.schema.createIndex('audit_tenant').on('audit').columns(['tenantId', 'seq']).execute();
    await db.schema
      .createTable('auditHead')
      .addColumn('id', 'integer', (c) => c.primaryKey())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('firstSeq', 'bigint', (c) => c.notNull())
      .addColumn('firstHash', 'text', (c) => c.notNull())
      .execute();
    const first = { firstSeq: CHAIN_START.seq, firstHash: CHAIN_START.hash };
    await db
      .insertInto('auditHead')
      .values({ id: 1, seq, hash, ...first })
      .execute();
  },
};
