import { z } from 'zod';
import { HOWS } from '../../../fleet-link/treasury/ways.ts';
import { TERMINAL_ID } from '../terminals/enrolment-code.ts';

/** What the API takes about money. Only the hub reads these schemas: a page that imports them carries zod. */
const Day = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** Days that were closed, both included. */
export const ClosingsAsked = z.strictObject({
  from: Day,
  to: Day,
  terminal: z.string().regex(TERMINAL_ID).optional(),
  payee: z.string().max(80).optional(),
});
export const OfClosing = z.strictObject({
  id: z.string().regex(TERMINAL_ID),
  name: z.string().regex(/^[A-Z0-9-]{1,27}$/),
});
export const OfCase = z.strictObject({ id: z.string().regex(TERMINAL_ID), case: z.string().min(1).max(80) });
export const NewSettlement = z.strictObject({
  how: z.enum(HOWS),
  /** For the audit, and for the terminal's journal. */
  reason: z.string().trim().min(1).max(300),
  /** Chosen by whoever asks, so that asking again after a lost answer settles once. */
  id: z.uuid().optional(),
});
/** From the shortest time that a state's law knows for vouchers to what an archive may want. */
export const NewTreasuryRetention = z.strictObject({ years: z.int().min(6).max(30) });
