import { assign, fromPromise, setup } from 'xstate';
import type { ServiceDefinition } from '../../../../config/schema/service.ts';
import type { Application } from '../../application/application.ts';
import { attempt, type Ports } from '../../ports.ts';
import type { StepEvent } from '../events.ts';
import type { StepMeta, StepTag } from '../state-tags.ts';

export interface ReplyOfferInput {
  readonly ports: Ports;
  readonly service: ServiceDefinition;
  readonly application: Application;
}
export interface ReplyOfferOutput {
  readonly channels: readonly string[];
}

interface Context extends ReplyOfferInput, ReplyOfferOutput {}

/** Asks by which channels the authority answers. One that cannot be asked now answers by post. */
export const replyOfferMachine = setup({
  types: {
    context: {} as Context,
    events: {} as StepEvent,
    input: {} as ReplyOfferInput,
    output: {} as ReplyOfferOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<Context>,
  },
  actors: { offer: fromPromise<readonly string[], ReplyOfferInput>(({ input }) => offeredBy(input)) },
}).createMachine({
  id: 'replyOffer',
  context: ({ input }) => ({ ...input, channels: [] }),
  initial: 'asking',
  states: {
    asking: {
      tags: 'at-work',
      invoke: {
        src: 'offer',
        input: ({ context }) => context,
        onDone: { target: 'done', actions: assign({ channels: ({ event }) => event.output }) },
      },
    },
    done: { type: 'final' },
  },
  output: ({ context: { channels } }) => ({ channels }),
});

async function offeredBy({ ports, service, application }: ReplyOfferInput): Promise<readonly string[]> {
  // Only a choice of channels needs the authority's offer.
  if (service.answers !== 'choose') return [];
  const { recipient } = application;
  const answer = await attempt(ports, () =>
    ports.terminal.call('portal.replyChannels', {
      serviceId: service.id,
      ...(recipient && { destinationId: recipient.destinationId }),
    }),
  );
  return answer.ok ? answer.value.channels : [];
}
