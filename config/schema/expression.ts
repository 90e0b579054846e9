import { z } from 'zod';

/** A day as a limit: an ISO date, "today", or so many days, months or years before or after it ("today+1y"). */
export const DATE_LIMIT = /^(?:\d{4}-\d{2}-\d{2}|today(?:([+-])(\d{1,3})([dmy]))?)$/;

const FieldName = z.string().min(1).max(64);

/**
 * One value that is counted with. Days are counted as days since 1970-01-01, so that they can be compared; amounts are
 * euros.
 */
export const Operand = z
  .union([
    z.number(),
    z.strictObject({ field: FieldName }).describe('What a field of the type number, amount, date or computed holds'),
    z
      .strictObject({ day: z.string().regex(DATE_LIMIT, 'date-limit') })
      .describe('An ISO date, "today", or "today+1y", "today-3m", "today+14d"'),
    z.strictObject({ count: FieldName }).describe('How many entries a repeated page has, by the id of the page'),
    z.strictObject({ total: FieldName }).describe('A field of a repeated page, added up over its entries'),
    z.strictObject({ yearsSince: FieldName }).describe('Whole years from the day in a field until today: an age'),
    z
      .strictObject({ from: FieldName, to: FieldName, unit: z.enum(['days', 'nights', 'years']) })
      .describe('From the day in one field to the day in another. days: with both of them'),
  ])
  .meta({ id: 'Operand' });
export type Operand = z.infer<typeof Operand>;

/** How a value follows from answers: data, never code. More is said by computed fields that name others. */
export const Expression = z.union([
  Operand,
  z.strictObject({ sum: z.array(Operand).min(2).max(20) }).describe('What was not answered counts as nothing'),
  z.strictObject({ product: z.array(Operand).min(2).max(5) }),
  z.strictObject({ difference: z.tuple([Operand, Operand]) }).describe('The first without the second'),
]);
export type Expression = z.infer<typeof Expression>;
