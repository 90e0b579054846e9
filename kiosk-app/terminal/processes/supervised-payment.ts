import type {
  AuthoriseRequest,
  PaymentHooks,
  PaymentOutcome,
  PaymentRecord,
  PaymentTerminal,
  RecoverRequest,
  ReverseOutcome,
} from '../../../device-drivers/payment/contract.ts';
import { err } from '../../../foundation/result.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { DriverProcess } from './driver-process.ts';
import { supervisedDevice } from './supervised-device.ts';

/**
 * The payment terminal, driven by a process of its own. A payment whose process ends is `unclear` here, and never asked
 * for again: its successor recovers it (PaymentTerminal.recover).
 */
export function supervisedPayment(driver: DriverProcess, delays: TerminalDelays): PaymentTerminal {
  return {
    ...supervisedDevice(driver, delays),
    kind: 'payment',
    lastReceipt: () => driver.lastReceipt,
    abort: () => driver.abortPayment(),
    onUnsolicited: (listener) => driver.onUnsolicited(listener),

    async authorise(request: AuthoriseRequest, hooks: PaymentHooks): Promise<PaymentOutcome> {
      const answer = await driver.call('payment.authorise', (callId) => ({ callId, ...request }), Infinity, hooks);
      if (answer.ok) return answer.value;
      // Nothing was sent to the device: no money can have moved.
      if (answer.error === 'not-running') {
        return { kind: 'not-paid', reason: 'offline', record: null, receipts: { merchant: [], customer: [] } };
      }
      return { kind: 'unclear', reason: answer.error };
    },

    async recover(request: RecoverRequest, hooks: Pick<PaymentHooks, 'onProgress'>): Promise<PaymentOutcome> {
      const answer = await driver.call('payment.recover', (callId) => ({ callId, request }), Infinity, hooks);
      return answer.ok ? answer.value : { kind: 'unclear', reason: answer.error };
    },

    async reverse(record: PaymentRecord, hooks: PaymentHooks): Promise<ReverseOutcome> {
      const answer = await driver.call('payment.reverse', (callId) => ({ callId, record }), Infinity, hooks);
      if (answer.ok) return answer.value;
      if (answer.error === 'not-running') return { kind: 'not-reversed', reason: 'offline' };
      return { kind: 'unclear', reason: answer.error };
    },

    async endOfDay(hooks: Pick<PaymentHooks, 'onProgress'>) {
      const answer = await driver.call('payment.end-of-day', (callId) => ({ callId }), Infinity, hooks);
      if (answer.ok) return answer.value;
      return err(answer.error === 'not-running' ? 'offline' : answer.error);
    },
  };
}
