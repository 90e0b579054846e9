import { assign, raise } from 'xstate';
import { Personal } from '../../../../foundation/personal.ts';
import { identityOf } from '../../application/application.ts';
import { replyForm, replyPage } from '../../application/reply.ts';
import { placeOf } from '../../application/residence.ts';
import { isUsable } from '../../catalogue/availability.ts';
import { today } from '../../forms/date.ts';
import { formFor, prefillPostalCode } from '../../forms/form.ts';
import { backward, forward, identified } from '../next-step.ts';
import { finishedUsage, lacks } from '../rules.ts';
import { hasWays, pinService, serviceOf } from '../session-context.ts';
import { leave, sessionSetup } from '../session-setup.ts';
import { stateOf } from '../state.ts';

/** What a service needs from the citizen: who they are, what they say, what they show. */
export const identify = sessionSetup.createStateConfig({
  id: 'identify',
  meta: { journey: 'identify' },
  invoke: {
    id: 'identify',
    src: 'identify',
    input: ({ context, self }) => ({
      ports: context.ports,
      service: serviceOf(context),
      cardPresent: context.cardPresent,
      isCardLeft: () => stateOf(self).context.isCardLeft,
      hasOtherWay: hasWays(context),
      canSetPin: pinService(context) !== null,
      isReaderGone: () => !isUsable(self.getSnapshot().context.devices, 'eid'),
    }),
    onDone: [
      {
        guard: ({ event }) => event.output.kind === 'set-pin',
        target: 'route',
        actions: ['reportAbandoned', 'takeUpPinChange'],
      },
      {
        target: 'route',
        actions: assign(({ context, event: { output } }) => {
          switch (output.kind) {
            case 'set-pin':
              return {};
            case 'next':
              return identified(context, output.person);
            case 'returned':
              return backward(context, 'identify');
            case 'other-way':
              return hasWays(context) ? { target: 'identify' as const } : backward(context, 'identify');
            case 'back':
              return backward(context, 'identify');
            case 'no-eid':
              return { target: 'no-eid' as const, noEid: output.reason };
          }
        }),
      },
    ],
  },
});

export const noEid = sessionSetup.createStateConfig({
  id: 'no-eid',
  meta: { fault: ({ noEid: reason }) => reason && `no-eid-${reason}`, journey: 'identify' },
  on: {
    'intent.back': {
      target: 'route',
      actions: assign(({ context }) => ({
        noEid: null,
        target: serviceOf(context).route.kind === 'web' ? ('service-info' as const) : ('identify' as const),
      })),
    },
    'intent.book-appointment': {
      guard: 'canBookInstead',
      target: 'route',
      actions: ['reportAbandoned', 'takeUpAppointment', 'countBegun'],
    },
    'intent.set-pin': { guard: 'lacksPin', target: 'route', actions: ['reportAbandoned', 'takeUpPinChange'] },
    'intent.choose-way': { guard: 'wantsToType', target: 'route', actions: 'goOnTyped' },
    'intent.catalogue': {
      target: 'catalogue',
      actions: ['reportAbandoned', 'forgetEverything', assign({ withoutEid: true })],
    },
    'intent.finish': { actions: leave('cancelled') },
  },
});

/** The service is not for this person. Says so before anything is typed, scanned or paid, and forgets what was read. */
export const livesElsewhere = sessionSetup.createStateConfig({
  id: 'lives-elsewhere',
  meta: {
    fault: (context) => (lacks({ context }).length > 0 ? 'card-lacks' : 'lives-elsewhere'),
    journey: 'identify',
  },
  on: {
    'intent.catalogue': { target: 'catalogue', actions: ['reportAbandoned', 'forgetEverything'] },
    'intent.finish': { actions: leave('cancelled') },
  },
});

export const pinChange = sessionSetup.createStateConfig({
  id: 'pin-change',
  invoke: {
    id: 'pinChange',
    src: 'pinChange',
    input: ({ context, self }) => ({
      ports: context.ports,
      cardPresent: context.cardPresent,
      isCardLeft: () => stateOf(self).context.isCardLeft,
      isReaderGone: () => !isUsable(self.getSnapshot().context.devices, 'eid'),
    }),
    onDone: [
      {
        guard: ({ event }) => event.output.kind === 'give-up',
        actions: raise({ type: 'leave', outcome: 'cancelled' }),
      },
      {
        guard: ({ event }) => event.output.kind === 'other-offer',
        target: 'catalogue',
        actions: ['reportAbandoned', 'forgetEverything', assign({ withoutEid: true })],
      },
      {
        target: 'route',
        actions: [
          ({ context, event: { output } }) => {
            if (output.kind === 'back') return;
            context.ports.terminal.notify('usage', finishedUsage(context));
          },
          assign(({ context: { waiting }, event: { output } }) => {
            if (output.kind === 'back') return { target: 'service-info' as const };
            if (output.kind === 'done') return { target: 'farewell' as const, outcome: 'completed' as const };
            return {
              service: waiting,
              waiting: null,
              withoutEid: false,
              target: waiting ? ('service-info' as const) : ('catalogue' as const),
            };
          }),
        ],
      },
    ],
  },
});

export const recipient = sessionSetup.createStateConfig({
  id: 'recipient',
  meta: { journey: 'recipient' },
  invoke: {
    id: 'recipient',
    src: 'recipient',
    input: ({ context }) => {
      const identity = identityOf(context.application);
      const home = identity && placeOf(identity);
      return {
        ports: context.ports,
        service: serviceOf(context),
        home: home && new Personal(home),
        recipient: context.application.recipient,
      };
    },
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
          if (output.kind !== 'next') return backward(context, 'recipient');
          const { values } = context.application;
          const { recipient, postalCode } = output;
          return forward(context, 'recipient', {
            recipient,
            values: postalCode ? prefillPostalCode(serviceOf(context), values, postalCode) : values,
          });
        }),
      },
    ],
  },
});

export const bill = sessionSetup.createStateConfig({
  id: 'bill',
  meta: { journey: 'bill' },
  invoke: {
    id: 'bill',
    src: 'bill',
    input: ({ context }) => ({
      ports: context.ports,
      service: serviceOf(context),
      bills: context.application.bills,
    }),
    onDone: {
      target: 'route',
      actions: assign(({ context, event: { output } }) =>
        (output.kind === 'next' ? forward : backward)(context, 'bill', { bills: output.bills }),
      ),
    },
  },
});

export const form = sessionSetup.createStateConfig({
  id: 'form',
  meta: { journey: 'form' },
  invoke: {
    id: 'form',
    src: 'form',
    input: ({ context }) => ({
      service: formFor(serviceOf(context), identityOf(context.application)),
      values: context.application.values,
      person: context.application.identity,
      today: today(context.ports.clock.now(), context.ports.start.site.timeZone),
      at: context.at,
      single: context.isChanging,
    }),
    onDone: {
      target: 'route',
      actions: assign(({ context, event: { output } }) =>
        (output.kind === 'next' ? forward : backward)(context, 'form', { values: output.values }),
      ),
    },
  },
});

export const evidence = sessionSetup.createStateConfig({
  id: 'evidence',
  meta: { journey: 'evidence' },
  invoke: {
    id: 'evidence',
    src: 'evidence',
    input: ({ context, self }) => ({
      ports: context.ports,
      service: serviceOf(context),
      isScannerGone: () => !isUsable(self.getSnapshot().context.devices, 'scanner'),
      evidence: context.application.evidence,
      at: context.at,
      single: context.isChanging,
    }),
    onDone: {
      target: 'route',
      actions: assign(({ context, event: { output } }) =>
        (output.kind === 'next' ? forward : backward)(context, 'evidence', { evidence: output.evidence }),
      ),
    },
  },
});

/** How the authority answers: asked only for what it offers, and what the service wants to know. */
export const replyOffer = sessionSetup.createStateConfig({
  id: 'reply',
  meta: { journey: 'reply' },
  invoke: {
    id: 'replyOffer',
    src: 'replyOffer',
    input: ({ context }) => ({
      ports: context.ports,
      service: serviceOf(context),
      application: context.application,
    }),
    onDone: [
      {
        guard: ({ context, event: { output } }) => replyPage(serviceOf(context), output.channels) === null,
        target: 'route',
        actions: assign(({ context, event: { output } }) =>
          (context.at === 'last' ? backward : forward)(context, 'reply', { replyChannels: output.channels }),
        ),
      },
      {
        target: 'reply',
        actions: assign({
          application: ({ context, event: { output } }) => ({
            ...context.application,
            replyChannels: output.channels,
          }),
        }),
      },
    ],
  },
});

export const reply = sessionSetup.createStateConfig({
  meta: { journey: 'reply' },
  invoke: {
    id: 'reply',
    src: 'reply',
    input: ({ context }) => ({
      service: replyForm(serviceOf(context), context.application) ?? serviceOf(context),
      values: context.application.values,
      person: null,
      today: today(context.ports.clock.now(), context.ports.start.site.timeZone),
      at: 'first',
      single: context.isChanging,
    }),
    onDone: {
      target: 'route',
      actions: assign(({ context, event: { output } }) =>
        (output.kind === 'next' ? forward : backward)(context, 'reply', { values: output.values }),
      ),
    },
  },
});
