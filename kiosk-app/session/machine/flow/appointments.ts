import { assign, raise } from 'xstate';
import { appointmentFile } from '../../package/appointment-slip.ts';
import { bookingService, serviceOf } from '../session-context.ts';
import { sessionSetup } from '../session-setup.ts';
import { stateOf, stepState } from '../state.ts';

/** Appointments: booked, or found again by number and key. A moved one is booked anew and then cancelled. */
export const appointment = sessionSetup.createStateConfig({
  id: 'appointment',
  meta: { journey: 'appointment' },
  invoke: [
    {
      id: 'takeAlong',
      src: 'takeAlong',
      input: ({ context, self }) => ({
        ports: context.ports,
        files: async () => {
          const step = stepState(stateOf(self), 'appointment');
          return step ? [appointmentFile(step.context)] : [];
        },
      }),
    },
    {
      id: 'appointment',
      src: 'appointment',
      input: ({ context, self }) => ({
        ports: context.ports,
        service: serviceOf(context),
        concernFor: context.application.appointmentFor,
        moved: context.application.moved,
        language: () => self.getSnapshot().context.language,
      }),
      onDone: [
        {
          guard: ({ event }) => event.output.kind === 'give-up',
          actions: raise({ type: 'leave', outcome: 'cancelled' }),
        },
        {
          guard: ({ event }) => event.output.kind === 'other-offer',
          target: 'catalogue',
          actions: ['reportAbandoned', 'forgetEverything'],
        },
        {
          target: 'route',
          actions: assign(({ event: { output } }) =>
            output.kind === 'back'
              ? { target: 'service-info' as const }
              : { target: 'farewell' as const, takeReceipt: output.printed, outcome: 'completed' as const },
          ),
        },
      ],
    },
  ],
});

export const appointmentManage = sessionSetup.createStateConfig({
  id: 'appointment-manage',
  meta: { journey: 'appointment' },
  invoke: {
    id: 'appointmentManage',
    src: 'appointmentManage',
    input: ({ context, self }) => ({
      ports: context.ports,
      service: serviceOf(context),
      canMove: bookingService(context) !== null,
      language: () => self.getSnapshot().context.language,
    }),
    onDone: [
      {
        guard: ({ event }) => event.output.kind === 'give-up',
        actions: raise({ type: 'leave', outcome: 'cancelled' }),
      },
      {
        guard: ({ event }) => event.output.kind === 'other-offer',
        target: 'catalogue',
        actions: ['reportAbandoned', 'forgetEverything'],
      },
      {
        target: 'route',
        actions: assign(({ context, event: { output } }) => {
          if (output.kind === 'move') {
            const application = { ...context.application, moved: output.appointment };
            return { service: bookingService(context), application, target: 'appointment' as const };
          }
          return output.kind === 'done'
            ? { target: 'farewell' as const, takeReceipt: output.printed, outcome: 'completed' as const }
            : { target: 'service-info' as const };
        }),
      },
    ],
  },
});
