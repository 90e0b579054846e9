import { assign, fromPromise, sendParent, setup } from 'xstate';
import type { HeldPackage } from '../application/application.ts';
import type { CopyFaultReason } from '../contract/screens/receipt.ts';
import { type Ports, tell } from '../ports.ts';
import type { StepEvent } from './events.ts';
import type { StepTag } from './state-tags.ts';
import { type PrintOutcome, printDocument, printFaultOf } from './steps/portal/print-document.ts';

export interface CopyInput {
  readonly ports: Ports;
  readonly package: HeldPackage;
  /** The printer works, the service has a document, and its delivery is not refused; asked at every press. */
  readonly isOffered: () => boolean;
}
interface Context extends CopyInput {
  readonly done: number;
  readonly trouble: CopyFaultReason | null;
  readonly fault: CopyFaultReason;
  /** Some sheets of it may lie in the printer's tray. */
  readonly partial: boolean;
}

/** Prints a copy of what was sent, when the citizen asks for it. It runs beside the receipt and never delays the end. */
export const copyMachine = setup({
  types: { context: {} as Context, events: {} as StepEvent, input: {} as CopyInput, tags: {} as StepTag },
  actors: {
    print: fromPromise<PrintOutcome, Context>(({ input: { ports, package: held }, signal }) =>
      printDocument(ports, { id: held.packageId, pdf: Buffer.from(held.document.pdf.reveal()) }, signal),
    ),
  },
  guards: { isOffered: ({ context }) => context.isOffered() },
}).createMachine({
  id: 'copy',
  context: ({ input }) => ({ ...input, done: 0, trouble: null, fault: 'other', partial: false }),
  initial: 'offered',
  states: {
    offered: { on: { 'intent.print-copy': { guard: 'isOffered', target: 'printing' } } },
    printing: {
      tags: 'at-work',
      entry: assign({ done: 0, trouble: null }),
      invoke: {
        src: 'print',
        input: ({ context }) => context,
        onDone: [
          { guard: ({ event }) => event.output.kind === 'printed', target: 'printed' },
          {
            guard: ({ event }) => event.output.kind === 'fault' && event.output.reason === 'cancelled',
            target: 'offered',
          },
          {
            target: 'fault',
            actions: assign(({ event: { output } }) =>
              output.kind === 'fault' ? { fault: output.reason, partial: output.partial } : {},
            ),
          },
        ],
      },
      on: {
        'page-progress': {
          actions: assign({
            done: ({ event }) => event.done,
            trouble: ({ event }) => (event.trouble === null ? null : printFaultOf(event.trouble)),
          }),
        },
        'intent.stop-copy': {
          actions: ({ context: { ports } }) => tell(ports, 'page.cancel', () => ports.attended.call('page.cancel', {})),
        },
      },
    },
    printed: { entry: sendParent({ type: 'copied' }) },
    fault: { on: { 'intent.print-copy': 'printing' } },
  },
});
