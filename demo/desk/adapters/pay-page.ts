import type { PaymentPortalSimulator } from '../../../simulators/payment-portal/index.ts';
import type { DeskDevice } from '../contract.ts';
import { press } from './actions.ts';

/** The payment page, as the citizen has it open on the telephone after reading the code on the screen. */
export function payPageOnDesk(
  payments: Pick<PaymentPortalSimulator, 'waiting' | 'transactions' | 'decide' | 'onChange'>,
): DeskDevice {
  const decide = (status: 'PAYED' | 'FAILED' | 'CANCELED') =>
    press(() => {
      const [open] = payments.waiting();
      if (open) payments.decide(open.transactionId, status);
    });
  return {
    id: 'pay-page',
    state: () => ({ open: payments.waiting()[0] ?? null, last: payments.transactions().at(-1)?.status ?? null }),
    actions: { pay: decide('PAYED'), fail: decide('FAILED'), cancel: decide('CANCELED') },
    onChange: (listener) => payments.onChange(listener),
  };
}
