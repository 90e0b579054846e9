import { assign, raise } from 'xstate';
import { settledOf } from '../../application/delivery.ts';
import { paysAfterwards } from '../../application/steps-of.ts';
import { isUsable } from '../../catalogue/availability.ts';
import { takeAlongFiles } from '../../package/take-along-files.ts';
import { backward, forward } from '../next-step.ts';
import { isCopyOffered, leavesCard } from '../rules.ts';
import { packageOf, serviceOf } from '../session-context.ts';
import { ENDING, sessionSetup } from '../session-setup.ts';
import { stateOf, stepState } from '../state.ts';

/** From the last look at everything to the wipe: seal, pay, deliver, print, take leave. */
export const review = sessionSetup.createStateConfig({
  id: 'review',
  meta: { journey: 'review' },
  // A package that was sealed before does not contain what is shown now.
  entry: ['dropHeld', 'forgetPackage'],
  invoke: {
    id: 'review',
    src: 'review',
    input: ({ context }) => ({
      ports: context.ports,
      service: serviceOf(context),
      application: context.application,
    }),
    onDone: {
      target: 'route',
      actions: assign(({ context, event: { output } }) => {
        switch (output.kind) {
          case 'next':
            return forward(context, 'review', { package: output.package });
          case 'back':
            return backward(context, 'review');
          case 'bills-again':
            return {
              application: { ...context.application, bills: [] },
              target: 'bill',
              at: 'first',
              isChanging: false,
            };
          case 'change':
            return { target: output.step, at: output.page ?? 'first', isChanging: true };
        }
      }),
    },
  },
});

export const pay = sessionSetup.createStateConfig({
  id: 'pay',
  meta: { journey: 'pay' },
  invoke: {
    id: 'pay',
    src: 'pay',
    input: ({ context, self }) => ({
      ports: context.ports,
      package: packageOf(context),
      slip: {
        ports: context.ports,
        service: serviceOf(context),
        delivery: context.settled,
        language: () => self.getSnapshot().context.language,
      },
      isSent: paysAfterwards(serviceOf(context)),
    }),
    onDone: {
      target: 'route',
      actions: [
        ({ context, event: { output } }) => {
          // Not paying is counted as giving up, although the request itself was sent.
          if (output.kind !== 'owed') return;
          const serviceId = serviceOf(context).id;
          context.ports.terminal.notify('abandoned', { serviceId, step: 'pay', reason: output.reason });
        },
        assign(({ context, event: { output } }) => {
          // The authority may have answered while the citizen was paying.
          const settled = settledOf(context.delivery) ?? context.settled;
          switch (output.kind) {
            case 'next':
              return { ...forward(context, 'pay'), settled };
            case 'owed':
            case 'refused':
              return { target: 'receipt' as const, settled };
            case 'back':
              return { target: 'review' as const };
            case 'finished':
              return { target: 'farewell' as const, takeReceipt: true, outcome: 'failed' as const };
          }
        }),
      ],
    },
  },
});

export const submit = sessionSetup.createStateConfig({
  id: 'submit',
  meta: { journey: 'submit' },
  invoke: {
    id: 'submit',
    src: 'submit',
    input: ({ context }) => ({
      ports: context.ports,
      package: packageOf(context),
      delivery: context.delivery,
      isPaidLater: paysAfterwards(serviceOf(context)),
    }),
    onDone: [
      {
        guard: ({ event }) => event.output.kind === 'given-up',
        actions: raise({ type: 'leave', outcome: 'failed' }),
      },
      {
        target: 'route',
        actions: assign(({ context, event: { output } }) => {
          if (output.kind !== 'settled') return {};
          const next = forward(context, 'submit');
          // The authority does not have the request yet: nothing is paid here, and the fee stays due.
          const isUnpayable = next.target === 'pay' && !output.isReceived;
          return { ...next, ...(isUnpayable && { target: 'receipt' as const }), settled: output.delivery };
        }),
      },
    ],
  },
});

export const receipt = sessionSetup.createStateConfig({
  id: 'receipt',
  tags: 'no-cancel',
  meta: { journey: 'receipt' },
  entry: 'countFinished',
  invoke: [
    {
      id: 'copy',
      src: 'copy',
      input: ({ context, self }) => ({
        ports: context.ports,
        package: packageOf(context),
        isOffered: () => isCopyOffered(stateOf(self)),
      }),
    },
    {
      id: 'takeAlong',
      src: 'takeAlong',
      input: ({ context, self }) => ({
        ports: context.ports,
        files: async () =>
          takeAlongFiles({
            ports: context.ports,
            service: serviceOf(context),
            package: packageOf(context),
            delivery: stepState(stateOf(self), 'receipt')?.context.delivery ?? context.settled,
            language: () => self.getSnapshot().context.language,
          }),
      }),
    },
    {
      id: 'receipt',
      src: 'receipt',
      input: ({ context, self }) => ({
        ports: context.ports,
        service: serviceOf(context),
        package: packageOf(context),
        delivery: context.settled,
        language: () => self.getSnapshot().context.language,
      }),
      onDone: {
        target: 'route',
        actions: assign(({ event: { output } }) => ({
          target: 'farewell' as const,
          takeReceipt: output.printed,
          outcome: 'completed' as const,
        })),
      },
    },
  ],
});

export const farewell = sessionSetup.createStateConfig({
  id: 'farewell',
  tags: ['nothing-to-lose', 'no-cancel'],
  meta: { journey: 'over' },
  entry: 'unwatch',
  on: {
    leave: { target: 'wiping', actions: ENDING },
    'intent.rate': { guard: 'isUnrated', actions: ['countRating', assign({ isRated: true })] },
  },
  invoke: {
    id: 'farewell',
    src: 'farewell',
    input: ({ context }) => ({
      takeReceipt: context.takeReceipt,
      takeCopy: context.takeCopy,
      cardPresent: leavesCard(context),
      takeDocument:
        isUsable(context.devices, 'scanner') &&
        [...context.application.evidence.values()].some((pages) => pages.length > 0),
    }),
    onDone: { actions: raise(({ context }) => ({ type: 'leave', outcome: context.outcome })) },
  },
});

export const wiping = sessionSetup.createStateConfig({
  tags: ['nothing-to-lose', 'no-cancel'],
  entry: 'unwatch',
  on: { leave: {} },
});
