import { err, ok, type Result } from '../../foundation/result.ts';
import { FAMILIES } from './codec/index.ts';
import type { Context } from './context.ts';
import type { EndOfDayTotals, PaymentHooks } from './contract.ts';
import { askPatiently } from './patience.ts';
import { sortReceipts } from './receipts.ts';
import { reasonOfEnding } from './service.ts';
import type { Wire } from './wire.ts';

/**
 * 06 50: the device submits its payments and starts over. Not repeated by us after a lost connection: the next one
 * finds an empty batch or does it again.
 */
export async function runEndOfDay(
  wire: Wire,
  context: Context,
  hooks: Pick<PaymentHooks, 'onProgress'>,
): Promise<Result<EndOfDayTotals, string>> {
  const result = await askPatiently(wire, context.requests.endOfDay(), context, { onProgress: hooks.onProgress });
  if (result.ending.kind !== 'completed') return err(reasonOfEnding(result));
  const receipts = sortReceipts(result.printed.map((part) => ({ ...part, type: part.type ?? ('merchant' as const) })));
  const info = result.statuses.at(-1);
  const detail = info?.totals ?? null;
  const count = detail ? FAMILIES.reduce((sum, family) => sum + detail.families[family].count, 0) : 0;
  const sum = detail ? FAMILIES.reduce((total, family) => total + detail.families[family].total, 0) : 0;
  return ok({ count, total: info?.amount ?? sum, receipts });
}
