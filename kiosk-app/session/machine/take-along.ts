import { fromPromise, setup } from 'xstate';
import { Bug } from '../../../foundation/errors.ts';
import type { TakeAlongFile } from '../phone-link/contract.ts';
import { attempt, type Ports } from '../ports.ts';
import type { StepEvent } from './events.ts';
import type { StepTag } from './state-tags.ts';

export interface TakeAlongInput {
  readonly ports: Ports;
  /** Made when somebody wants them: in the language that is chosen then. */
  readonly files: () => Promise<readonly TakeAlongFile[]>;
}

/** Hands files to the citizen's telephone, when they ask for it. It runs beside a step and never delays its end. */
export const takeAlongMachine = setup({
  types: {
    context: {} as TakeAlongInput,
    events: {} as StepEvent,
    input: {} as TakeAlongInput,
    tags: {} as StepTag,
  },
  actors: { send: fromPromise<boolean, TakeAlongInput>(({ input }) => send(input)) },
  guards: {
    isLinked: ({ context: { ports } }) => ports.phone?.view().kind === 'linked',
    isOff: ({ event }) => event.type === 'phone' && event.view.kind === 'off',
  },
  actions: { connect: ({ context: { ports } }) => ports.phone?.connect() },
}).createMachine({
  id: 'takeAlong',
  context: ({ input }) => input,
  initial: 'offered',
  states: {
    offered: { on: { 'intent.take-along': 'linking' } },
    linking: {
      entry: 'connect',
      always: { guard: 'isLinked', target: 'sending' },
      on: { phone: { guard: 'isOff', target: 'offered' }, 'intent.take-along': { target: 'linking', reenter: true } },
    },
    sending: {
      tags: 'at-work',
      invoke: {
        src: 'send',
        input: ({ context }) => context,
        onDone: [{ guard: ({ event }) => event.output, target: 'sent' }, { target: 'fault' }],
      },
      on: { phone: { guard: 'isOff', target: 'offered' } },
    },
    sent: { on: { 'intent.take-along': 'linking' } },
    fault: { on: { 'intent.take-along': 'linking' } },
  },
});

async function send({ ports, files }: TakeAlongInput): Promise<boolean> {
  const { phone } = ports;
  if (!phone) throw new Bug('files are to be taken along where there is no phone link');
  const sent = await attempt(ports, async () => {
    for (const file of await files()) {
      const given = await phone.give(file);
      if (!given.ok) return false;
    }
    return true;
  });
  return sent.ok && sent.value;
}
