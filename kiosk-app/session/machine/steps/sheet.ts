import { assign, fromPromise, setup } from 'xstate';
import type { Paper, SheetScreen } from '../../contract/screens/sheet.ts';
import { type PrintedSheet, printSlip, sheetDocument } from '../../package/print-sheet.ts';
import type { StepEvent } from '../events.ts';
import type { StepTag } from '../state-tags.ts';
import { printDocument } from './portal/print-document.ts';

export interface SheetInput extends PrintedSheet {
  /** Asked at every press: a printer may go while somebody reads. */
  readonly paper: () => Paper | null;
}
export interface SheetOutput {
  readonly kind: 'done' | 'back';
  /** Once at least: it lies in the tray, whatever a later attempt came to. */
  readonly printed: boolean;
}
interface Context extends SheetInput {
  readonly print: SheetScreen['print'];
  readonly wasPrinted: boolean;
  readonly kind: 'done' | 'back';
}

/** What is told at the terminal: read there, and printed if somebody wants it. Whoever sees it has what they came for. */
export const sheetMachine = setup({
  types: {
    context: {} as Context,
    events: {} as StepEvent,
    input: {} as SheetInput,
    output: {} as SheetOutput,
    tags: {} as StepTag,
  },
  actors: {
    print: fromPromise<boolean, Context>(async ({ input, signal }) => {
      if (input.paper() === 'slip') return (await printSlip(input)).kind === 'printed';
      return (await printDocument(input.ports, await sheetDocument(input), signal)).kind === 'printed';
    }),
  },
  guards: { canPrint: ({ context }) => context.paper() !== null },
}).createMachine({
  id: 'sheet',
  context: ({ input }) => ({ ...input, print: 'not-asked', wasPrinted: false, kind: 'done' }),
  initial: 'open',
  states: {
    open: {
      tags: 'achieved',
      on: {
        'intent.print-sheet': { guard: 'canPrint', target: 'printing' },
        'intent.finish': { target: 'finished', actions: assign({ kind: 'done' }) },
        'intent.back': { target: 'finished', actions: assign({ kind: 'back' }) },
      },
    },
    printing: {
      tags: ['achieved', 'at-work'],
      entry: assign({ print: 'printing' }),
      invoke: {
        src: 'print',
        input: ({ context }) => context,
        onDone: {
          target: 'open',
          actions: assign({
            print: ({ event }) => (event.output ? 'printed' : 'failed'),
            wasPrinted: ({ context, event }) => context.wasPrinted || event.output,
          }),
        },
        onError: { target: 'open', actions: assign({ print: 'failed' }) },
      },
    },
    finished: { type: 'final' },
  },
  output: ({ context: { kind, wasPrinted } }) => ({ kind, printed: wasPrinted }),
});
