import { assign, fromPromise, setup } from 'xstate';
import type { PrintFault } from '../../../../device-drivers/receipt-printer/contract.ts';
import type { PrintAnswer } from '../../../channel/terminal/slip.ts';
import { settledOf, supersedes } from '../../application/delivery.ts';
import { printReceipt, type ReceiptInput } from '../../package/receipt.ts';
import type { StepEvent } from '../events.ts';
import type { StepTag } from '../state-tags.ts';

export interface ReceiptOutput {
  readonly printed: boolean;
}

interface Context extends ReceiptInput {
  readonly fault: PrintFault;
  readonly printed: boolean;
}

/** The slip to take along. A printer that cannot does not hold anybody up: the screen shows number and QR code. */
export const receiptMachine = setup({
  types: {
    context: {} as Context,
    events: {} as StepEvent,
    input: {} as ReceiptInput,
    output: {} as ReceiptOutput,
    tags: {} as StepTag,
  },
  actors: { print: fromPromise<PrintAnswer, ReceiptInput>(({ input }) => printReceipt(input)) },
}).createMachine({
  id: 'receipt',
  context: ({ input }) => ({ ...input, fault: 'not-confirmed', printed: false }),
  initial: 'printing',
  on: {
    // The acknowledgement may come after all while the citizen still stands here.
    delivery: {
      guard: ({ context, event }) =>
        event.packageId === context.package.packageId && supersedes(context.delivery, event.delivery),
      actions: assign({ delivery: ({ event }) => settledOf(event.delivery) }),
    },
    'intent.finish': '.done',
  },
  states: {
    printing: {
      tags: 'at-work',
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
