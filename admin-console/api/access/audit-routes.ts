import { z } from 'zod';
import { ACCESS_ROUTES } from '../../contract/access/access.ts';
import { type AuditFilter, auditEntries, proveChain, type StoredEntry } from '../../store/audit-log.ts';
import { type ApiRoute, route } from '../route.ts';
import type { AccessContext } from './context.ts';

const Entry = z.strictObject({
  seq: z.int(),
  at: z.int(),
  actor: z.string(),
  act: z.string(),
  subject: z.string(),
  tenantId: z.string().nullable(),
  reason: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  hash: z.string(),
});
const Whole = z.coerce.number().int().nonnegative();
const Filter = z.strictObject({
  actor: z.string().max(200).optional(),
  act: z.string().max(100).optional(),
  subject: z.string().max(200).optional(),
  from: Whole.optional(),
  until: Whole.optional(),
  before: Whole.optional(),
});
const PAGE = 200;
/** An export holds the newest of what the filter leaves. */
const LARGEST_EXPORT = 100_000;
const End = z.strictObject({ seq: z.int(), hash: z.string() });

/** What was done, by whom, and proof that nobody changed the record. */
export function auditRoutes({ db }: AccessContext): readonly ApiRoute[] {
  const read = (
    tenants: readonly string[],
    isEverywhere: boolean,
    filter: Omit<AuditFilter, 'tenants'>,
    limit: number,
  ) => auditEntries(db, { ...filter, tenants: isEverywhere ? null : tenants }, limit);
  return [
    route({
      method: 'GET',
      path: ACCESS_ROUTES.audit(':tenant'),
      access: 'audit.read',
      summary: 'Acts, the newest first, 200 at a time: the next page is before the last `seq` of this one.',
      query: Filter,
      answer: z.array(Entry),
      handle: async ({ tenants, isEverywhere, query }) => [...(await read(tenants, isEverywhere, query, PAGE))],
    }),
    route({
      method: 'GET',
      path: `${ACCESS_ROUTES.audit(':tenant')}/export.json`,
      access: 'audit.read',
      summary: 'The same as one file with all fields that the hashes are made of; 100,000 acts at most.',
      query: Filter,
      answer: z.array(Entry),
      handle: async ({ tenants, isEverywhere, query }) => [
        ...(await read(tenants, isEverywhere, query, LARGEST_EXPORT)),
      ],
    }),
    route({
      method: 'GET',
      path: `${ACCESS_ROUTES.audit(':tenant')}/export.csv`,
      access: 'audit.read',
      summary: 'The same as a table.',
      query: Filter,
      answer: z.string(),
      produces: 'text/csv; charset=utf-8',
      handle: async ({ tenants, isEverywhere, query }) =>
        csvOf(await read(tenants, isEverywhere, query, LARGEST_EXPORT)),
    }),
    route({
      method: 'GET',
      path: ACCESS_ROUTES.auditProof,
      access: 'everywhere:audit.read',
      summary: 'Computes every hash of the audit anew and says up to where it holds, and where it breaks.',
      answer: z.strictObject({
        from: End,
        to: End,
        since: z.int().nullable(),
        broken: z.strictObject({ seq: z.int(), fault: z.enum(['changed', 'missing', 'cut']) }).nullable(),
      }),
      handle: () => proveChain(db),
    }),
  ];
}

const COLUMNS = ['seq', 'at', 'actor', 'act', 'subject', 'tenantId', 'reason', 'before', 'after', 'hash'] as const;

/** RFC 4180. A text that a spreadsheet would compute gets an apostrophe (OWASP, "CSV Injection"). */
function csvOf(entries: readonly StoredEntry[]): string {
  const cell = (value: string | number | null): string => {
    const text = String(value ?? '').replace(/^[=+\-@\t\r]/, "'$&");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = entries.map((entry) =>
    COLUMNS.map((column) => cell(column === 'at' ? new Date(entry.at).toISOString() : entry[column])),
  );
  return [COLUMNS, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}
