import { err, ok, type Result } from '../../../foundation/result.ts';
import { FAMILIES } from '../codec/index.ts';
import type { EndOfDayTotals, PaymentHooks } from '../contract.ts';
import { askPatiently } from '../dialogue/ask-while-busy.ts';
import type { ZvtContext } from '../dialogue/context.ts';
import { reasonOfEnding } from '../dialogue/enquiries.ts';
import type { Wire } from '../dialogue/wire.ts';
import { sortReceipts } from '../receipts/sort-receipts.ts';

/**
 * 06 50: the device submits its payments and starts over. Not repeated by us after a lost connection: the next one
 * finds an empty batch or does it again.
 */
export async function runEndOfDay(
  wire: Wire,
  context: ZvtContext,
  hooks: Pick<PaymentHooks, 'onProgress'>,
): Promise<Result<EndOfDayTotals, string>> {
  const result = await askPatiently(wire, context.requests.endOfDay(), context, { onProgress: hooks.onProgress });
  if (result.ending.kind !== 'completed') return err(reasonOfEnding(result));
  const receipts = sortReceipts(result.printed.map((part) => ({ ...part, type: part.type ?? ('merchant' as const) })));
  const info = result.statuses.at(-1);
  const totals = info?.totals ?? null;
  const detail = totals && {
    firstReceipt: totals.firstReceipt || null,
    lastReceipt: totals.lastReceipt || null,
    families: Object.fromEntries(
      FAMILIES.flatMap((family) => (totals.families[family].count > 0 ? [[family, totals.families[family]]] : [])),
    ),
  };
  const counted = totals ? Object.values(totals.families) : null;
  return ok({
    count: counted?.reduce((count, family) => count + family.count, 0) ?? null,
    total: info?.amount ?? counted?.reduce((total, family) => total + family.total, 0) ?? null,
    detail,
    receipts,
  });
}
