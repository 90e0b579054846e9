import { z } from 'zod';
import type { CaseRecord } from './records.ts';

const Fee = z.looseObject({
  zahlung: z.looseObject({ kassenzeichen: z.string(), betragCent: z.int().min(1), status: z.literal('offen') }),
});

/** The fee that a case still waits for, as its data say; `null` if it waits for none. */
export function openFee({ data }: Pick<CaseRecord, 'data'>): z.infer<typeof Fee>['zahlung'] | null {
  const parsed = Fee.safeParse(data);
  return parsed.success ? parsed.data.zahlung : null;
}
