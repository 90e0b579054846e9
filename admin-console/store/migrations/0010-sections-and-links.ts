import type { HubMigration } from './migration.ts';

const SECTIONS = [
  'timeZone',
  'software',
  'step',
  'serviceId',
  'mode',
  'devices',
  'cardLeft',
  'portals',
  'services',
  'outbox',
  'counts',
] as const;

/**
 * What a terminal tells stands in a row of its own, a column for each section. What follows from it stands with the
 * terminal, so that a list of terminals needs nothing else. Hub processes leave each other orders about links.
 */
export const sectionsAndLinks: HubMigration = {
  async up(db, kind) {
    let state = db.schema
      .createTable('terminalState')
      .addColumn('terminalId', 'text', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull());
    for (const section of SECTIONS) state = state.addColumn(section, 'text', (c) => c.notNull());
    await state.execute();
    // Terminals tell everything again at their next link.
    await db.schema.alterTable('terminal').dropColumn('status').execute();
    await db.schema.alterTable('terminal').addColumn('condition', 'text').execute();
    await db.schema.alterTable('terminal').addColumn('judged', 'text').execute();
    await db.schema
      .alterTable('terminal')
      .addColumn('changedAt', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('terminal').addColumn('revokedAt', 'bigint').execute();
    await db.schema.alterTable('terminal').addColumn('nextFingerprint', 'text').execute();
    await db.schema.createIndex('terminal_changed').on('terminal').column('changedAt').execute();
    await db.schema.createIndex('terminal_next').on('terminal').column('nextFingerprint').execute();
    await db.schema
      .createTable('linkOrder')
      .addColumn('id', kind === 'sqlite' ? 'integer' : 'bigserial', (c) =>
        kind === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey(),
      )
      .addColumn('processId', 'text', (c) => c.notNull())
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('linkId', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('detail', 'text')
      .execute();
    await db.schema.createIndex('linkOrder_process').on('linkOrder').column('processId').execute();
  },
};
