import { assign, fromPromise, setup } from 'xstate';
import type { z } from 'zod';
import type { ServiceDefinition } from '../../../../config/schema/service.ts';
import { billReferencesIn } from '../../../../foundation/bill/words-on-a-bill.ts';
import { Personal } from '../../../../foundation/personal.ts';
import type { Bill, BillLookup } from '../../../../portals/bill-register/contract.ts';
import type { ScreenNotice } from '../../contract/notice.ts';
import { judgeBillReference } from '../../forms/contact.ts';
import { noticeOf } from '../../forms/verdict.ts';
import { attempt, type Ports } from '../../ports.ts';
import type { StepEvent } from '../events.ts';
import type { StepMeta, StepTag } from '../state-tags.ts';

type FoundBill = z.infer<typeof Bill>;

export interface BillInput {
  readonly ports: Ports;
  readonly service: ServiceDefinition;
  readonly bill: FoundBill | null;
}
export type BillOutput = { readonly kind: 'next'; readonly bill: FoundBill } | { readonly kind: 'back' };

export type LookupFailure = 'unknown' | 'unavailable' | 'paid' | 'cancelled' | 'not-payable-here';

interface Context extends BillInput {
  /** Personal: whoever has the books can tell from a Kassenzeichen whose bill it is. */
  readonly typed: Personal<string>;
  /** Every reference that the scanned code may mean; `null` if the reference was typed. */
  readonly read: Personal<readonly string[]> | null;
  readonly left: boolean;
  readonly failure: LookupFailure | null;
  readonly notice: ScreenNotice | null;
  readonly direction: 'next' | 'back';
}

export const BILL_FIELD = 'reference';
const reference = (typed: Personal<string>): string | null => {
  const verdict = judgeBillReference(typed.reveal());
  return verdict.kind === 'valid' ? verdict.value : null;
};

/** A bill by its Kassenzeichen, typed or read from a code; what is found is shown before anything is paid. */
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
    hasBill: ({ context }) => context.bill !== null,
  },
}).createMachine({
  id: 'bill',
  meta: { fault: ({ failure }) => failure && `bill-${failure}`, notice: ({ notice }) => notice },
  context: ({ input }) => ({
    ...input,
    typed: new Personal(input.bill?.reference ?? ''),
    read: null,
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
            read: null,
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
            guard: ({ context, event }) => context.ports.billInCode(event.text.reveal()).kind === 'bill',
            target: 'looking',
            actions: assign(({ context, event }) => {
              const code = context.ports.billInCode(event.text.reveal());
              const references = code.kind === 'bill' ? code.references : [];
              const typed = new Personal(references[0] ?? '');
              return { typed, read: new Personal(references), left: true, bill: null, failure: null, notice: null };
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
          { guard: 'hasBill', target: 'done' },
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

/** Tries each reference in turn; a typed text and a scanned code are searched by the same rule. */
async function lookUp(context: Context): Promise<{ bill: FoundBill } | { failure: LookupFailure }> {
  const references = context.read?.reveal() ?? billReferencesIn(context.typed.reveal());
  for (const reference of references) {
    const answer = await lookUpOne(context, reference);
    if (!('failure' in answer) || answer.failure !== 'unknown') return answer;
  }
  return { failure: 'unknown' };
}

async function lookUpOne(
  { ports, service }: Context,
  wanted: string,
): Promise<{ bill: FoundBill } | { failure: LookupFailure }> {
  const own = await ports.billRegister?.lookup(wanted);
  // The register does not know it. It may be anything somebody typed, so the long-lived terminal is not told of it.
  if (own?.kind === 'unknown') return { failure: 'unknown' };
  const reference = own?.kind === 'found' ? own.bill.reference : wanted;
  const answer = await attempt(ports, () => ports.terminal.call('bill.lookup', { reference }));
  if (!answer.ok) return { failure: 'unavailable' };
  const found: BillLookup = answer.value;
  if (found.kind !== 'found') return { failure: found.kind };
  if (found.bill.status !== 'open') return { failure: found.bill.status };
  return service.bill?.payees.includes(found.bill.payeeId) ? { bill: found.bill } : { failure: 'not-payable-here' };
}
