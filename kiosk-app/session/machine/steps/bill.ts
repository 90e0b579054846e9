import { assign, fromPromise, setup } from 'xstate';
import type { z } from 'zod';
import type { ServiceDefinition } from '../../../../config/schema/service.ts';
import { Personal } from '../../../../foundation/personal.ts';
import type { Bill, BillLookup } from '../../../../portals/bill-register/contract.ts';
import type { Notice } from '../../contract/snapshot.ts';
import { judgeBillReference } from '../../forms/contact.ts';
import type { StepEvent } from '../events.ts';
import { attempt, type Ports } from '../ports.ts';

type FoundBill = z.infer<typeof Bill>;

export interface BillInput {
  readonly ports: Ports;
  readonly service: ServiceDefinition;
  readonly bill: FoundBill | null;
}
export type BillOutput = { readonly kind: 'next'; readonly bill: FoundBill } | { readonly kind: 'back' };

export type LookupFailure = 'unknown' | 'unavailable' | 'paid' | 'cancelled' | 'not-payable-here';

interface Context extends BillInput {
  /** A Kassenzeichen leads to a person for whoever has the books: treated as personal. */
  readonly typed: Personal<string>;
  readonly left: boolean;
  readonly failure: LookupFailure | null;
  readonly notice: Notice | null;
  readonly direction: 'next' | 'back';
}

export const BILL_FIELD = 'reference';
const reference = (typed: Personal<string>): string | null => {
  const verdict = judgeBillReference(typed.reveal());
  return verdict.kind === 'valid' ? verdict.value : null;
};

/** A bill by its Kassenzeichen, typed or read from a code; what is found is shown before anything is paid. */
export const billMachine = setup({
  types: { context: {} as Context, events: {} as StepEvent, input: {} as BillInput, output: {} as BillOutput },
  actors: {
    lookup: fromPromise<{ bill: FoundBill } | { failure: LookupFailure }, Context>(({ input }) => lookUp(input)),
  },
  guards: {
    hasReference: ({ context }) => reference(context.typed) !== null,
    hasBill: ({ context }) => context.bill !== null,
  },
}).createMachine({
  id: 'bill',
  context: ({ input }) => ({
    ...input,
    typed: new Personal(input.bill?.reference ?? ''),
    left: false,
    failure: null,
    notice: null,
    direction: 'next',
  }),
  initial: 'entry',
  on: {
    'intent.back': { target: '.done', actions: assign({ direction: 'back' }) },
  },
  states: {
    entry: {
      on: {
        'intent.edit-field': {
          guard: ({ event }) => event.field === BILL_FIELD,
          actions: assign({
            typed: ({ event }) => new Personal(event.value),
            left: false,
            bill: null,
            failure: null,
            notice: null,
          }),
        },
        'intent.leave-field': {
          guard: ({ event }) => event.field === BILL_FIELD,
          actions: assign({ left: true }),
        },
        code: [
          {
            guard: ({ context, event }) => context.ports.referenceIn(event.text.reveal()) !== null,
            target: 'looking',
            actions: assign({
              typed: ({ context, event }) => event.text.map((text) => context.ports.referenceIn(text) ?? ''),
              left: true,
              bill: null,
              failure: null,
              notice: null,
            }),
          },
          { actions: assign({ notice: { reason: 'unknown-code', field: BILL_FIELD } }) },
        ],
        'intent.continue': [
          { guard: 'hasBill', target: 'done' },
          { guard: 'hasReference', target: 'looking', actions: assign({ left: true, notice: null, failure: null }) },
          { actions: assign({ left: true, notice: { reason: 'incomplete', field: BILL_FIELD } }) },
        ],
        'intent.retry': { guard: 'hasReference', target: 'looking', actions: assign({ failure: null }) },
      },
    },
    looking: {
      invoke: {
        src: 'lookup',
        input: ({ context }) => context,
        onDone: {
          target: 'entry',
          actions: assign({
            bill: ({ event }) => ('bill' in event.output ? event.output.bill : null),
            failure: ({ event }) => ('failure' in event.output ? event.output.failure : null),
          }),
        },
      },
    },
    done: { type: 'final' },
  },
  output: ({ context: { direction, bill } }): BillOutput =>
    direction === 'next' && bill ? { kind: 'next', bill } : { kind: 'back' },
});

async function lookUp({ ports, service, typed }: Context): Promise<{ bill: FoundBill } | { failure: LookupFailure }> {
  const wanted = reference(typed) ?? '';
  const own = await ports.billRegister?.lookup(wanted);
  // Whatever was typed, it is nobody's reference: it stays here, the long-lived terminal is not told of it.
  if (own?.kind === 'unknown') return { failure: 'unknown' };
  const answer = await attempt(ports, () => ports.terminal.call('bill.lookup', { reference: wanted }));
  if (!answer.ok) return { failure: 'unavailable' };
  const found: BillLookup = answer.value;
  if (found.kind !== 'found') return { failure: found.kind };
  if (found.bill.status !== 'open') return { failure: found.bill.status };
  return service.bill?.payees.includes(found.bill.payeeId) ? { bill: found.bill } : { failure: 'not-payable-here' };
}
