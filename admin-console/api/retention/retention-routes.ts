import { z } from 'zod';
import { ROUTES } from '../../contract/routes.ts';
import { type Kept, RETENTION } from '../../domain/retention.ts';
import { type ApiRoute, route } from '../route.ts';
import { retentionRow } from './retention-words.ts';

const Words = z.strictObject({ what: z.string(), until: z.string(), why: z.string() });

/** What the hub keeps, and for how long: for whoever answers for data protection. */
export const retentionRoutes = ({ auditKeptMs }: { readonly auditKeptMs: number }): readonly ApiRoute[] => [
  route({
    method: 'GET',
    path: ROUTES.retention(':tenant'),
    access: 'audit.read',
    summary:
      'What the hub keeps about whom, in which tables, until when and why; `keptMs` is null where no time ends it.',
    answer: z.array(
      z.strictObject({
        id: z.string(),
        about: z.enum(['citizens', 'staff', 'nobody']),
        tables: z.array(z.string()),
        keptMs: z.int().nullable(),
        words: z.strictObject({ de: Words, en: Words }),
      }),
    ),
    handle: () => (Object.keys(RETENTION) as Kept[]).map((id) => retentionRow(id, auditKeptMs)),
  }),
];
