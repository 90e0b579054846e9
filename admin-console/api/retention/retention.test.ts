import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { missingPlurals } from '../../../foundation/texts.ts';
import { type Kept, RETENTION } from '../../domain/retention.ts';
import { openDatabase } from '../../store/database.ts';
import { retentionRoutes } from './retention-routes.ts';
import { retentionRow } from './retention-words.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

const IDS = Object.keys(RETENTION) as Kept[];
const DOCUMENT = join(import.meta.dirname, '../../../docs/data-protection.md');

test('every table of the database says how long it is kept', async () => {
  const db = await openDatabase({ kind: 'sqlite', file: ':memory:' });
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db);
  await db.destroy();
  const ours = rows.map(({ name }) => name).filter((name) => !/^(kysely_|sqlite_)/.test(name));
  const said: readonly string[] = IDS.flatMap((id) => RETENTION[id].tables);
  expect(ours.filter((name) => !said.includes(name))).toEqual([]);
  expect(said.filter((name) => !ours.includes(name))).toEqual([]);
});

test('each says in both languages what, until when and why; a time is named where there is one, and only there', () => {
  expect(Object.keys(en).toSorted()).toEqual(Object.keys(de).toSorted());
  expect([missingPlurals('de', de), missingPlurals('en', en)]).toEqual([[], []]);
  const keys = IDS.flatMap((id) => ['what', 'until', 'why'].map((part) => `${id}.${part}`));
  expect(Object.keys(de).toSorted()).toEqual(keys.toSorted());
  const named = Object.entries(de).flatMap(([key, text]) => (text.includes('{kept}') ? [key.split('.')[0]] : []));
  expect(named).toEqual(IDS.filter((id) => RETENTION[id].keptMs !== null));
});

test('the console is told what holds here, also where the operator keeps the audit longer', async () => {
  const [route] = retentionRoutes({ auditKeptMs: 5_000 * 86_400_000 });
  const answer = await route?.handle({} as Parameters<NonNullable<typeof route>['handle']>[0]);
  expect(route?.answer.parse(answer)).toEqual(answer);
  expect(answer).toContainEqual(
    expect.objectContaining({ id: 'audit', keptMs: 5_000 * 86_400_000, tables: ['audit', 'auditHead'] }),
  );
  expect(retentionRow('sessions', 0).words.de.until).toContain('höchstens 12 Stunden');
  expect(retentionRow('failedSignIns', 0).words.en.until).toBe('1 day after the last');
});

test('docs/data-protection.md has the same table (written anew with -u)', async () => {
  const rows = IDS.map((id) => {
    const { tables, words } = retentionRow(id, RETENTION.audit.keptMs);
    const { what, until, why } = words.en;
    return `| ${what} | ${tables.map((name) => `\`${name}\``).join(', ')} | ${until} | ${why} |`;
  });
  const table = ['| what | tables | until | why |', '| --- | --- | --- | --- |', ...rows].join('\n');
  const before = readFileSync(DOCUMENT, 'utf8');
  const after = before.replace(
    /(<!-- RETENTION[^\n]*-->\n)[\s\S]*?(\n<!-- end -->)/,
    (_, head, end) => `${head}${table}${end}`,
  );
  expect(after).toContain(table);
  await expect(after).toMatchFileSnapshot(DOCUMENT);
});
