import { assign, fromPromise, sendParent, setup } from 'xstate';
import type { Result } from '../../../../foundation/result.ts';
import type { Delivery } from '../../../channel/terminal/delivery.ts';
import type { SessionPackage } from '../../application/application.ts';
import { isWithAuthority, type Settled, settledOf } from '../../application/delivery.ts';
import { delays } from '../../delays.ts';
import { attempt, type Ports } from '../../ports.ts';
import type { StepEvent } from '../events.ts';
import type { StepMeta, StepTag } from '../state-tags.ts';

export interface SubmitInput {
  readonly ports: Ports;
  readonly package: SessionPackage;
  /** What was heard of the delivery before this step began. */
  readonly delivery: Delivery | null;
  /** The fee is paid after this. */
  readonly isPaidLater: boolean;
}
export type SubmitOutput =
  /** `isReceived`: the authority's portal has it, acknowledged or not. */
  | { readonly kind: 'settled'; readonly delivery: Settled; readonly isReceived: boolean }
  /** Nothing was released, nothing paid: the citizen goes without. */
  | { readonly kind: 'given-up' };

interface Context extends SubmitInput {
  readonly isGivenUp: boolean;
}

/**
 * A paid package is released by the terminal itself; one without fee, or paid afterwards, is released here. "Received"
 * is said only after the authority's own event; when it does not come in time, that the package is kept and will be
 * delivered.
 */
export const submitMachine = setup({
  types: {
    context: {} as Context,
    events: {} as StepEvent,
    input: {} as SubmitInput,
    output: {} as SubmitOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<Context>,
  },
  actors: {
    release: fromPromise<Result<object, string>, SubmitInput>(({ input: { ports, package: held } }) =>
      attempt(ports, () => ports.terminal.call('submission.release', { packageId: held.packageId })),
    ),
  },
  guards: {
    needsRelease: ({ context: { package: held, isPaidLater } }) =>
      (held.fee === null || isPaidLater) && held.state === 'held',
    isSettled: ({ context }) => settledOf(context.delivery) !== null,
  },
  delays: { acknowledgement: delays.acknowledgement },
}).createMachine({
  id: 'submit',
  context: ({ input }) => ({ ...input, isGivenUp: false }),
  initial: 'deciding',
  on: {
    delivery: {
      guard: ({ context, event }) => event.packageId === context.package.packageId,
      actions: assign({ delivery: ({ event }) => event.delivery }),
    },
  },
  states: {
    deciding: { always: [{ guard: 'needsRelease', target: 'releasing' }, { target: 'waiting' }] },
    releasing: {
      tags: ['at-work', 'no-cancel'],
      invoke: {
        src: 'release',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'waiting',
            actions: [
              assign({ package: ({ context }) => ({ ...context.package, state: 'released' as const }) }),
              sendParent({ type: 'package', state: 'released' }),
            ],
          },
          { target: 'problem' },
        ],
      },
    },
    waiting: {
      tags: ['at-work', 'no-cancel'],
      always: { guard: 'isSettled', target: 'done' },
      after: {
        acknowledgement: 'done',
      },
    },
    problem: {
      meta: { fault: () => 'release-refused' },
      on: {
        'intent.retry': 'releasing',
        'intent.finish': { target: 'done', actions: assign({ isGivenUp: true }) },
      },
    },
    done: { type: 'final' },
  },
  output: ({ context: { delivery, isGivenUp } }): SubmitOutput =>
    isGivenUp
      ? { kind: 'given-up' }
      : {
          kind: 'settled',
          delivery: settledOf(delivery) ?? { kind: 'deferred', reason: 'no-acknowledgement' },
          isReceived: isWithAuthority(delivery),
        },
});
