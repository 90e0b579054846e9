import { z } from 'zod';
import { DeviceHealth, DeviceStatistics, HealthCheckReport } from '../../../device-drivers/contract.ts';
import {
  EndOfDayResult,
  LastReceipt,
  PaymentOutcome,
  PaymentProgress,
  PaymentRecord,
  RecoverRequest,
  ReverseOutcome,
  UnsolicitedReport,
} from '../../../device-drivers/payment/contract.ts';
import { PrintOutcome, ReceiptDocument } from '../../../device-drivers/receipt-printer/contract.ts';
import { side } from '../../../foundation/rpc/contract.ts';

/**
 * Between the terminal and a driver process, over the child's IPC pipe. One process drives one device, so that a crash
 * or a hang of one driver touches neither the terminal nor the other device. Nothing in it is about a person: amounts,
 * references, receipts without names.
 *
 * The journal stays in the terminal: what a payment terminal says travels as the call `payment.commit`, and the driver
 * acknowledges it to the device only after that call has answered.
 */
/** Of a call that the driver asks back about; unique per driver process. */
const CallId = z.int().min(1);
const Nothing = z.strictObject({});
const Cents = z.int().min(1);

/** Answered by the driver process. Every method refuses with `out-of-order` before `start`, `no-device` for the other kind. */
export const driverSide = side({
  methods: {
    /**
     * Makes the driver and opens the device. `devices`: what a site's file says, of this one device. `statistics`:
     * counts to go on from. Refuses with `invalid-devices`, or with the driver's reason.
     */
    start: { params: z.strictObject({ devices: z.unknown(), statistics: DeviceStatistics }), result: Nothing },
    /** Whether the event loop still turns. */
    ping: { params: Nothing, result: Nothing },
    'check-health': { params: Nothing, result: HealthCheckReport },
    /** Takes as long as the citizen does. */
    'payment.authorise': {
      params: z.strictObject({ callId: CallId, intentId: z.string().max(80), amount: Cents }),
      result: PaymentOutcome,
    },
    'payment.recover': { params: z.strictObject({ callId: CallId, request: RecoverRequest }), result: PaymentOutcome },
    'payment.reverse': { params: z.strictObject({ callId: CallId, record: PaymentRecord }), result: ReverseOutcome },
    'payment.end-of-day': { params: z.strictObject({ callId: CallId }), result: EndOfDayResult },
    print: { params: z.strictObject({ document: ReceiptDocument }), result: PrintOutcome },
  },
  notifications: { 'payment.abort': Nothing },
});

/** Answered by the terminal. */
export const driverParentSide = side({
  methods: {
    /** Durable when it answers. Refuses with the store's reason, or `unknown-call`: then the device is not acknowledged. */
    'payment.commit': { params: z.strictObject({ callId: CallId, record: PaymentRecord }), result: Nothing },
    /** What the payment terminal did by itself. Durable when it answers, like `payment.commit`; refuses with `nobody-listens`. */
    'payment.unsolicited': { params: z.strictObject({ report: UnsolicitedReport }), result: Nothing },
  },
  notifications: {
    /** Whenever one of them has changed, and before the answer of a call that changed it. */
    state: z.strictObject({ health: DeviceHealth, lastReceipt: LastReceipt.nullable(), statistics: DeviceStatistics }),
    'payment.progress': z.strictObject({ callId: CallId, progress: PaymentProgress }),
  },
});
