import type { PaymentTerminal } from '../../../device-drivers/payment/contract.ts';
import { ok } from '../../../foundation/result.ts';

/** A place without a card terminal that takes money online: its days are closed, too, and no card was counted. */
export const NO_CARDS: Pick<PaymentTerminal, 'health' | 'endOfDay'> = {
  health: () => ({ state: 'ready', reason: null, model: null, firmware: null, seenAt: null }),
  endOfDay: async () => ok({ count: 0, total: 0, detail: null, receipts: { merchant: [], customer: [] } }),
};
