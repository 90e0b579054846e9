import { assign, fromPromise, setup } from 'xstate';
import type { ServiceDefinition } from '../../../../config/schema/service.ts';
import type { Result } from '../../../../foundation/result.ts';
import type { Application, HeldPackage } from '../../application/application.ts';
import type { StepId } from '../../contract/journey.ts';
import { hold, type SealingProblem } from '../../package/hold.ts';
import type { Ports } from '../../ports.ts';
import type { StepEvent } from '../events.ts';
import type { StepMeta, StepTag } from '../state-tags.ts';

export interface ReviewInput {
  readonly ports: Ports;
  readonly service: ServiceDefinition;
  readonly application: Application;
}
export type ReviewOutput =
  | { readonly kind: 'next'; readonly package: HeldPackage }
  | { readonly kind: 'back' }
  /** `page` is the form page or evidence item of the block; `null` for a step that has none. */
  /** What was found of the bills is no longer so. */
  | { readonly kind: 'bills-again' }
  | { readonly kind: 'change'; readonly step: StepId; readonly page: string | null };

interface Context extends ReviewInput {
  readonly output: ReviewOutput;
  readonly problem: SealingProblem;
}

/** Blocks of the review that can be gone back to: `form:<page>`, `form:<page>/<entry>`, `evidence:<item>`, `bill`, `reply`. */
function blockTarget(
  service: ServiceDefinition,
  block: string,
): { readonly step: StepId; readonly page: string | null } | null {
  const [step, page] = block.split(':');
  if (step === 'bill' && service.bill) return { step: 'bill', page: null };
  if (step === 'reply') return { step: 'reply', page: null };
  if (step === 'form' && service.form.some(({ id }) => id === page?.split('/')[0])) return { step, page: page ?? null };
  if (step === 'evidence' && service.evidence.some((item) => item.id === page)) return { step, page: page ?? null };
  return null;
}

/** Shows everything once more, then seals it. Money may move only after the terminal holds the ciphertext. */
export const reviewMachine = setup({
  types: {
    context: {} as Context,
    events: {} as StepEvent,
    input: {} as ReviewInput,
    output: {} as ReviewOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<Context>,
  },
  actors: {
    hold: fromPromise<Result<HeldPackage, SealingProblem>, ReviewInput>(({ input }) =>
      hold(input.ports, input.service, input.application),
    ),
  },
}).createMachine({
  id: 'review',
  context: ({ input }) => ({ ...input, output: { kind: 'back' }, problem: 'sealing-failed' }),
  initial: 'open',
  states: {
    open: {
      on: {
        'intent.confirm': 'sealing',
        'intent.back': 'done',
        'intent.change': {
          guard: ({ context, event }) => blockTarget(context.service, event.block) !== null,
          target: 'done',
          actions: assign({
            output: ({ context, event }) => {
              const target = blockTarget(context.service, event.block);
              return target ? { kind: 'change', ...target } : { kind: 'back' };
            },
          }),
        },
      },
    },
    sealing: {
      tags: ['at-work', 'no-cancel'],
      invoke: {
        src: 'hold',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'done',
            actions: assign({
              output: ({ event }) =>
                event.output.ok ? { kind: 'next', package: event.output.value } : { kind: 'back' },
            }),
          },
          {
            target: 'problem',
            actions: assign({ problem: ({ event }) => (event.output.ok ? 'sealing-failed' : event.output.error) }),
          },
        ],
      },
    },
    problem: {
      meta: { fault: ({ problem }) => (problem === 'bill-changed' ? 'bill-paid' : problem) },
      on: {
        'intent.retry': { guard: ({ context }) => context.problem !== 'bill-changed', target: 'sealing' },
        'intent.back': [
          {
            guard: ({ context }) => context.problem === 'bill-changed',
            target: 'done',
            actions: assign({ output: { kind: 'bills-again' } }),
          },
          { target: 'open' },
        ],
      },
    },
    done: { type: 'final' },
  },
  output: ({ context: { output } }) => output,
});
