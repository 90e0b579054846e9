import { assign, fromPromise, setup } from 'xstate';
import type { ServiceDefinition } from '../../../../config/schema/service.ts';
import type { PrintFaultReason } from '../../contract/snapshot.ts';
import { type PrintResult, printReceipt } from '../../package/receipt.ts';
import type { Package } from '../application.ts';
import type { StepEvent } from '../events.ts';
import type { Ports } from '../ports.ts';
import type { Settled } from './submit.ts';

export interface ReceiptInput {
  readonly ports: Ports;
  readonly service: ServiceDefinition;
  readonly package: Package;
  /** `null` for the slip of an unclear payment. */
  readonly delivery: Settled | null;
  /** Language now chosen; asked at the moment of printing. */
  readonly language: () => string;
}
export interface ReceiptOutput {
  readonly printed: boolean;
}

interface Context extends ReceiptInput {
  readonly fault: PrintFaultReason;
  readonly printed: boolean;
}

/** The slip to take along. A printer that cannot does not hold anybody up: the screen shows number and QR code. */
export const receiptMachine = setup({
  types: { context: {} as Context, events: {} as StepEvent, input: {} as ReceiptInput, output: {} as ReceiptOutput },
  actors: { print: fromPromise<PrintResult, ReceiptInput>(({ input }) => printReceipt(input)) },
}).createMachine({
  id: 'receipt',
  context: ({ input }) => ({ ...input, fault: 'not-confirmed', printed: false }),
  initial: 'printing',
  on: {
    // The acknowledgement may come after all while the citizen still stands here.
    delivery: {
      guard: ({ context, event }) =>
        event.packageId === context.package.packageId &&
        context.delivery?.kind === 'deferred' &&
        (event.delivery.kind === 'accepted' || event.delivery.kind === 'rejected'),
      actions: assign({
        delivery: ({ context, event }) =>
          event.delivery.kind === 'accepted' || event.delivery.kind === 'rejected' ? event.delivery : context.delivery,
      }),
    },
    'intent.finish': '.done',
  },
  states: {
    printing: {
      invoke: {
        src: 'print',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'printed',
            target: 'printed',
            actions: assign({ printed: true }),
          },
          { guard: ({ event }) => event.output.kind === 'no-printer', target: 'noPrinter' },
          {
            target: 'fault',
            actions: assign({
              fault: ({ event }) => (event.output.kind === 'fault' ? event.output.reason : 'not-confirmed'),
            }),
          },
        ],
      },
    },
    printed: { on: { 'intent.print-again': 'printing' } },
    fault: { on: { 'intent.retry': 'printing', 'intent.print-again': 'printing' } },
    noPrinter: {},
    done: { type: 'final' },
  },
  output: ({ context: { printed } }) => ({ printed }),
});
