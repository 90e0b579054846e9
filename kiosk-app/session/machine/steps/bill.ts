import { assign, fromPromise, setup } from 'xstate';
import type { z } from 'zod';
import type { ServiceDefinition } from '../../../../config/schema/service.ts';
import { Personal } from '../../../../foundation/personal.ts';
import type { Bill } from '../../../../portals/bill-register/contract.ts';
import { MOST_ITEMS } from '../../../channel/terminal/money.ts';
import type { ScreenNotice } from '../../contract/notice.ts';
import { judgeBillReference } from '../../forms/contact.ts';
import { noticeOf } from '../../forms/verdict.ts';
import type { Ports } from '../../ports.ts';
import type { StepEvent } from '../events.ts';
import type { StepMeta, StepTag } from '../state-tags.ts';
import { type LookupFailure, lookUp } from './bill-lookup.ts';

type FoundBill = z.infer<typeof Bill>;

export interface BillInput {
  readonly ports: Ports;
  readonly service: ServiceDefinition;
  readonly bills: readonly FoundBill[];
}
export type BillOutput = { readonly kind: 'next' | 'back'; readonly bills: readonly FoundBill[] };

interface Context extends BillInput {
  /** Personal: whoever has the books can tell from a Kassenzeichen whose bill it is. */
  readonly typed: Personal<string>;
  /** Every reference that the scanned code may mean; `null` if the reference was typed. */
  readonly read: Personal<readonly string[]> | null;
  readonly left: boolean;
  /** `twice`: it is among those that are to be paid. `full`: no more can be paid at once. */
  readonly failure: LookupFailure | 'twice' | 'full' | null;
  readonly notice: ScreenNotice | null;
  /** There are bills already, and one more is asked for. */
  readonly isAdding: boolean;
  /** Taken off the list last. */
  readonly removed: { readonly bill: FoundBill; readonly at: number } | null;
  readonly direction: 'next' | 'back';
}

export const BILL_FIELD = 'reference';
const reference = (typed: Personal<string>): string | null => {
  const verdict = judgeBillReference(typed.reveal());
  return verdict.kind === 'valid' ? verdict.value : null;
};

const NOTHING_TYPED = { typed: new Personal(''), read: null, left: false, failure: null, notice: null } as const;

/** The bills that are to be paid are on the screen, not the question for one. */
export const showsBills = ({ bills, isAdding }: Pick<Context, 'bills' | 'isAdding'>): boolean =>
  bills.length > 0 && !isAdding;
export const isFull = ({ bills }: Pick<Context, 'bills'>): boolean => bills.length >= MOST_ITEMS;

/** Bills by their Kassenzeichen, typed or read from a code, one after the other; what is found is shown before anything is paid. */
export const billMachine = setup({
  types: {
    context: {} as Context,
    events: {} as StepEvent,
    input: {} as BillInput,
    output: {} as BillOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<Context>,
  },
  actors: {
    lookup: fromPromise<{ bill: FoundBill } | { failure: LookupFailure }, Context>(({ input }) => lookUp(input)),
  },
  guards: {
    hasReference: ({ context }) => reference(context.typed) !== null,
    showsBills: ({ context }) => showsBills(context),
    isAdding: ({ context }) => context.bills.length > 0 && context.isAdding,
    isFull: ({ context }) => isFull(context),
    canAdd: ({ context }) => showsBills(context) && !isFull(context),
    canRestore: ({ context }) => context.removed !== null && !isFull(context),
    holds: ({ context, event }) =>
      event.type === 'intent.remove-bill' && context.bills.some((bill) => bill.reference === event.reference),
  },
  actions: {
    take: assign(({ context }, { bill }: { bill: FoundBill }) =>
      context.bills.some((other) => other.reference === bill.reference)
        ? { failure: 'twice' as const, isAdding: true }
        : { ...NOTHING_TYPED, bills: [...context.bills, bill], isAdding: false, removed: null },
    ),
  },
}).createMachine({
  id: 'bill',
  meta: {
    fault: ({ failure }) => (failure === null || failure === 'twice' || failure === 'full' ? null : `bill-${failure}`),
    notice: ({ notice }) => notice,
  },
  context: ({ input }) => ({ ...input, ...NOTHING_TYPED, isAdding: false, removed: null, direction: 'next' }),
  initial: 'entry',
  on: {
    'intent.back': [
      { guard: 'isAdding', target: '.entry', actions: assign({ ...NOTHING_TYPED, isAdding: false }) },
      { target: '.done', actions: assign({ direction: 'back' }) },
    ],
  },
  states: {
    entry: {
      on: {
        'intent.edit-field': {
          guard: ({ event }) => event.field === BILL_FIELD,
          actions: assign({
            typed: ({ event }) => new Personal(event.value),
            read: null,
            left: false,
            isAdding: true,
            failure: null,
            notice: null,
          }),
        },
        'intent.leave-field': {
          guard: ({ event }) => event.field === BILL_FIELD,
          actions: assign({ left: true }),
        },
        'intent.add-bill': { guard: 'canAdd', actions: assign({ ...NOTHING_TYPED, isAdding: true }) },
        'intent.remove-bill': {
          guard: 'holds',
          actions: assign(({ context, event }) => {
            const at = context.bills.findIndex((bill) => bill.reference === event.reference);
            const bill = context.bills[at];
            return bill ? { bills: context.bills.toSpliced(at, 1), removed: { bill, at } } : {};
          }),
        },
        'intent.restore-bill': {
          guard: 'canRestore',
          actions: assign(({ context: { bills, removed } }) =>
            removed
              ? {
                  ...NOTHING_TYPED,
                  bills: bills.toSpliced(removed.at, 0, removed.bill),
                  removed: null,
                  isAdding: false,
                }
              : {},
          ),
        },
        code: [
          { guard: 'isFull', actions: assign({ failure: 'full', isAdding: true }) },
          {
            guard: ({ context, event }) => context.ports.billInCode(event.text.reveal()).kind === 'bill',
            target: 'looking',
            actions: assign(({ context, event }) => {
              const code = context.ports.billInCode(event.text.reveal());
              const references = code.kind === 'bill' ? code.references : [];
              const typed = new Personal(references[0] ?? '');
              return { typed, read: new Personal(references), left: true, failure: null, notice: null };
            }),
          },
          {
            actions: assign(({ context, event }) => {
              const code = context.ports.billInCode(event.text.reveal());
              return code.kind === 'no-bill' ? { notice: { reason: code.reason, field: BILL_FIELD } } : {};
            }),
          },
        ],
        'intent.continue': [
          { guard: 'showsBills', target: 'done' },
          { guard: 'hasReference', target: 'looking', actions: assign({ left: true, notice: null, failure: null }) },
          {
            actions: assign({
              left: true,
              notice: ({ context }) => ({ reason: noticeOf(context.typed.reveal()), field: BILL_FIELD }),
            }),
          },
        ],
        'intent.retry': { guard: 'hasReference', target: 'looking', actions: assign({ failure: null }) },
      },
    },
    looking: {
      tags: 'at-work',
      invoke: {
        src: 'lookup',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => 'failure' in event.output,
            target: 'entry',
            actions: assign({
              isAdding: true,
              failure: ({ event }) => ('failure' in event.output ? event.output.failure : null),
            }),
          },
          {
            target: 'entry',
            actions: {
              type: 'take',
              params: ({ event }) => ({ bill: (event.output as { readonly bill: FoundBill }).bill }),
            },
          },
        ],
      },
    },
    done: { type: 'final' },
  },
  output: ({ context: { direction, bills } }): BillOutput => ({ kind: direction, bills }),
});
