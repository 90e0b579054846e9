import { assign, fromPromise, sendParent, setup } from 'xstate';
import type { PagePrintFault } from '../../../device-drivers/page-printer/contract.ts';
import { MAX_DOCUMENT_PART } from '../../channel/attended/page-print.ts';
import type { HeldPackage } from '../application/application.ts';
import type { CopyFaultReason } from '../contract/screens/receipt.ts';
import { delays } from '../delays.ts';
import { attempt, type Ports, tell } from '../ports.ts';
import type { StepEvent } from './events.ts';
import type { StepTag } from './state-tags.ts';

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
type Outcome =
  | { readonly kind: 'printed' }
  | { readonly kind: 'fault'; readonly reason: CopyFaultReason; readonly partial: boolean };

/** Prints a copy of what was sent, when the citizen asks for it. It runs beside the receipt and never delays the end. */
export const copyMachine = setup({
  types: { context: {} as Context, events: {} as StepEvent, input: {} as CopyInput, tags: {} as StepTag },
  actors: { print: fromPromise<Outcome, Context>(({ input, signal }) => print(input, signal)) },
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
            trouble: ({ event }) => (event.trouble === null ? null : faultOf(event.trouble)),
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

async function print({ ports, package: held }: Context, signal: AbortSignal): Promise<Outcome> {
  const { attended } = ports;
  const stop = () => tell(ports, 'page.cancel', () => attended.call('page.cancel', {}));
  signal.addEventListener('abort', stop, { once: true });
  const answer = await attempt(ports, async () => {
    const pdf = Buffer.from(held.document.pdf.reveal());
    // Base64 turns three bytes into four characters: parts that are whole multiples of three need no padding between.
    const step = (MAX_DOCUMENT_PART / 4) * 3;
    for (let at = 0; at < pdf.length; at += step) {
      const part = pdf.subarray(at, at + step).toString('base64');
      await attended.call('page.load', { first: at === 0, part }, delays.call);
    }
    return attended.call('page.print', { id: held.packageId, bytes: pdf.length }, delays.copy);
  });
  signal.removeEventListener('abort', stop);
  if (answer.ok) {
    const { value } = answer;
    return value.kind === 'printed' ? value : { ...value, reason: faultOf(value.reason) };
  }
  if (answer.error === 'no-answer') stop();
  // When the connection broke, nobody knows whether the printer has the document.
  const isUnknown = answer.error === 'no-answer' || answer.error === 'link-closed';
  return { kind: 'fault', reason: isUnknown ? 'not-confirmed' : 'offline', partial: isUnknown };
}

const FOR_TECHNICIANS: readonly PagePrintFault[] = [
  'waste-full',
  'not-accepting',
  'held',
  'format-not-supported',
  'copies-not-supported',
  'protocol-error',
] satisfies Exclude<PagePrintFault, CopyFaultReason>[];
const isTold = (reason: PagePrintFault): reason is CopyFaultReason => !FOR_TECHNICIANS.includes(reason);
const faultOf = (reason: PagePrintFault): CopyFaultReason => (isTold(reason) ? reason : 'other');
