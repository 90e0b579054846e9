import { assign, raise, sendTo, setup } from 'xstate';
import { isUsable, unavailability } from '../catalogue/offer.ts';
import { today } from '../forms/date.ts';
import { prefill } from '../forms/form.ts';
import { backward, forward } from './advance.ts';
import { emptyApplication } from './application.ts';
import { helpMachine } from './help.ts';
import { type Ports, tell } from './ports.ts';
import { presenceMachine } from './presence.ts';
import { abandonment, isMachineAtWork } from './rules.ts';
import {
  firstStep,
  initialContext,
  type Outcome,
  offeredServices,
  packageOf,
  type SessionContext,
  type SessionEvent,
  serviceOf,
  type Target,
} from './session-context.ts';
import { type StepName, stateOf } from './state.ts';
import { billMachine } from './steps/bill.ts';
import { catalogueMachine } from './steps/catalogue.ts';
import { evidenceMachine } from './steps/evidence.ts';
import { farewellMachine } from './steps/farewell.ts';
import { formMachine } from './steps/form.ts';
import { identifyMachine } from './steps/identify.ts';
import { orientMachine } from './steps/orient.ts';
import { payMachine } from './steps/pay.ts';
import { receiptMachine } from './steps/receipt.ts';
import { reviewMachine } from './steps/review.ts';
import { submitMachine } from './steps/submit.ts';

const sessionSetup = setup({
  types: {
    context: {} as SessionContext,
    events: {} as SessionEvent,
    input: {} as { readonly ports: Ports },
    children: {} as { [N in StepName | 'presence' | 'help']: N },
  },
  actors: {
    presence: presenceMachine,
    help: helpMachine,
    orient: orientMachine,
    catalogue: catalogueMachine,
    identify: identifyMachine,
    bill: billMachine,
    form: formMachine,
    evidence: evidenceMachine,
    review: reviewMachine,
    pay: payMachine,
    submit: submitMachine,
    receipt: receiptMachine,
    farewell: farewellMachine,
  },
  guards: {
    isInService: ({ context }) =>
      !context.maintenance &&
      offeredServices(context.ports).some((service) => unavailability(service, context) === null),
    canBegin: ({ context }) => context.service !== null && unavailability(context.service, context) === null,
    isTarget: ({ context }, { target }: { target: Target }) => context.target === target,
    knowsLanguage: ({ context, event }) =>
      event.type === 'intent.choose-language' &&
      context.ports.start.site.languages.some((language) => language.code === event.language),
    hasService: ({ context }) => context.service !== null,
    isSure: ({ event }) => event.type === 'intent.confirm-cancel' && event.sure,
  },
  actions: {
    watch: sendTo('presence', { type: 'watch' }),
    unwatch: sendTo('presence', { type: 'unwatch' }),
    /** Nothing was paid for it and nothing will be: the ciphertext at the terminal is of no use any more. */
    dropHeld: ({ context: { ports, application } }) => {
      const held = application.package;
      if (held?.state !== 'held') return;
      tell(ports, 'submission.drop', () => ports.terminal.call('submission.drop', { packageId: held.packageId }));
    },
    forgetPackage: assign({
      application: ({ context }) => ({ ...context.application, package: null }),
      delivery: null,
      settled: null,
    }),
    /** Measured with its reason, in counts only. */
    reportAbandoned: ({ context: { ports }, event, self }) => {
      const report = abandonment(stateOf(self), event);
      if (report) ports.terminal.notify('abandoned', report);
    },
    forgetEverything: assign({
      service: null,
      application: emptyApplication,
      delivery: null,
      settled: null,
      isChanging: false,
      noEid: null,
    }),
  },
});

const to = (target: Target) => ({
  guard: { type: 'isTarget' as const, params: { target } },
  target: `#${target}`,
});
const leave = (outcome: Outcome) => sessionSetup.raise({ type: 'leave', outcome });

/**
 * One citizen from the attract screen to the wipe. The steps of a service come from its configuration; each is a
 * machine of its own that is handed what is known and hands back what it brought.
 */
export const sessionMachine = sessionSetup.createMachine({
  id: 'session',
  type: 'parallel',
  context: ({ input }) => initialContext(input.ports),
  invoke: [
    {
      id: 'presence',
      src: 'presence',
      input: ({ context, self }) => ({
        ports: context.ports,
        isPaused: () => isMachineAtWork(stateOf(self)),
      }),
    },
    { id: 'help', src: 'help', input: ({ context }) => ({ ports: context.ports }) },
  ],
  on: {
    devices: { actions: assign({ devices: ({ event }) => event.devices }) },
    portals: { actions: assign({ portals: ({ event }) => event.portals }) },
    maintenance: { actions: assign({ maintenance: ({ event }) => event.on }) },
    card: { actions: assign({ cardPresent: ({ event }) => event.present }) },
    'eid.card': { actions: assign({ cardPresent: ({ event }) => event.present }) },
    delivery: {
      guard: ({ context, event }) => context.application.package?.packageId === event.packageId,
      actions: assign({ delivery: ({ event }) => event.delivery }),
    },
    package: {
      actions: assign({
        application: ({ context, event }) => {
          const held = context.application.package;
          return held ? { ...context.application, package: { ...held, state: event.state } } : context.application;
        },
      }),
    },
    'intent.choose-language': {
      guard: 'knowsLanguage',
      actions: assign({ language: ({ event }) => event.language }),
    },
    'intent.set-display': {
      actions: assign({
        display: ({ context, event }) => ({
          contrast: event.contrast ?? context.display.contrast,
          text: event.text ?? context.display.text,
          reach: event.reach ?? context.display.reach,
        }),
      }),
    },
    abandoned: {
      actions: raise(({ event }) => ({ type: 'leave', outcome: event.cause === 'ignored' ? 'idle' : 'timed-out' })),
    },
  },
  states: {
    cancelling: {
      initial: 'closed',
      states: {
        closed: { on: { 'intent.cancel': [{ guard: 'hasService', target: 'open' }, { actions: leave('cancelled') }] } },
        open: {
          on: {
            'intent.confirm-cancel': [
              { guard: 'isSure', target: 'closed', actions: leave('cancelled') },
              { target: 'closed' },
            ],
          },
        },
      },
    },
    flow: {
      initial: 'attract',
      on: {
        leave: {
          target: '.wiping',
          actions: [
            assign({ outcome: ({ event }) => event.outcome }),
            'reportAbandoned',
            'dropHeld',
            'forgetEverything',
          ],
        },
      },
      states: {
        attract: {
          id: 'attract',
          entry: 'unwatch',
          exit: 'watch',
          on: { 'intent.start': { guard: 'isInService', target: 'orient' } },
        },
        route: {
          always: [
            to('attract'),
            to('orient'),
            to('catalogue'),
            to('service-info'),
            to('identify'),
            to('bill'),
            to('form'),
            to('evidence'),
            to('review'),
            to('pay'),
            to('submit'),
            to('receipt'),
            to('no-eid'),
            { target: 'farewell' },
          ],
        },
        orient: {
          id: 'orient',
          invoke: {
            id: 'orient',
            src: 'orient',
            onDone: {
              target: 'route',
              actions: assign({ target: ({ event }) => (event.output.kind === 'next' ? 'catalogue' : 'attract') }),
            },
          },
        },
        catalogue: {
          id: 'catalogue',
          invoke: {
            id: 'catalogue',
            src: 'catalogue',
            input: ({ context }) => {
              const services = offeredServices(context.ports);
              return {
                serviceIds: services.map((service) => service.id),
                categories: [...new Set(services.map((service) => service.category))],
                withoutEid: context.withoutEid,
              };
            },
            onDone: {
              target: 'route',
              actions: assign(({ context, event: { output } }) => {
                if (output.kind === 'back') return { target: 'orient' as const };
                const service =
                  offeredServices(context.ports).find((offered) => offered.id === output.serviceId) ?? null;
                // The same service again keeps what was entered; another one begins empty, identification included.
                const isSame = service?.id === context.service?.id;
                return {
                  target: service ? ('service-info' as const) : ('catalogue' as const),
                  service,
                  application: isSame ? context.application : emptyApplication,
                };
              }),
            },
          },
        },
        serviceInfo: {
          id: 'service-info',
          on: {
            'intent.begin': {
              guard: 'canBegin',
              target: 'route',
              actions: assign({ target: ({ context }) => firstStep(context), at: 'first', isChanging: false }),
            },
            'intent.back': 'catalogue',
          },
        },
        identify: {
          id: 'identify',
          invoke: {
            id: 'identify',
            src: 'identify',
            input: ({ context }) => ({
              ports: context.ports,
              service: serviceOf(context),
              cardPresent: context.cardPresent,
            }),
            onDone: {
              target: 'route',
              actions: assign(({ context, event: { output } }) => {
                switch (output.kind) {
                  case 'next': {
                    const { values } = context.application;
                    return forward(context, 'identify', {
                      identity: output.person,
                      values: prefill(serviceOf(context), values, output.person.identity.reveal()),
                    });
                  }
                  case 'back':
                    return backward(context, 'identify');
                  case 'no-eid':
                    return { target: 'no-eid' as const, noEid: output.reason };
                }
              }),
            },
          },
        },
        noEid: {
          id: 'no-eid',
          on: {
            'intent.back': { target: 'identify', actions: assign({ noEid: null }) },
            'intent.catalogue': {
              target: 'catalogue',
              actions: ['reportAbandoned', 'forgetEverything', assign({ withoutEid: true })],
            },
            'intent.finish': { actions: leave('cancelled') },
          },
        },
        bill: {
          id: 'bill',
          invoke: {
            id: 'bill',
            src: 'bill',
            input: ({ context }) => ({
              ports: context.ports,
              service: serviceOf(context),
              bill: context.application.bill,
            }),
            onDone: {
              target: 'route',
              actions: assign(({ context, event: { output } }) =>
                output.kind === 'next' ? forward(context, 'bill', { bill: output.bill }) : backward(context, 'bill'),
              ),
            },
          },
        },
        form: {
          id: 'form',
          invoke: {
            id: 'form',
            src: 'form',
            input: ({ context }) => ({
              service: serviceOf(context),
              values: context.application.values,
              person: context.application.identity,
              today: today(context.ports.clock.now()),
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
        },
        evidence: {
          id: 'evidence',
          invoke: {
            id: 'evidence',
            src: 'evidence',
            input: ({ context }) => ({
              ports: context.ports,
              service: serviceOf(context),
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
        },
        review: {
          id: 'review',
          // Whatever was sealed before does not hold what is shown now.
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
                  case 'change':
                    return { target: output.step, at: output.page ?? 'first', isChanging: true };
                }
              }),
            },
          },
        },
        pay: {
          id: 'pay',
          invoke: {
            id: 'pay',
            src: 'pay',
            input: ({ context, self }) => ({
              ports: context.ports,
              package: packageOf(context),
              slip: {
                ports: context.ports,
                service: serviceOf(context),
                language: () => self.getSnapshot().context.language,
              },
            }),
            onDone: {
              target: 'route',
              actions: assign(({ context, event: { output } }) => {
                switch (output.kind) {
                  case 'next':
                    return forward(context, 'pay');
                  case 'back':
                    return { target: 'review' as const };
                  case 'finished':
                    return { target: 'farewell' as const, takeReceipt: true, outcome: 'failed' as const };
                }
              }),
            },
          },
        },
        submit: {
          id: 'submit',
          invoke: {
            id: 'submit',
            src: 'submit',
            input: ({ context }) => ({
              ports: context.ports,
              package: packageOf(context),
              delivery: context.delivery,
            }),
            onDone: [
              {
                guard: ({ event }) => event.output.kind === 'given-up',
                actions: raise({ type: 'leave', outcome: 'failed' }),
              },
              {
                target: 'route',
                actions: assign(({ context, event: { output } }) => ({
                  ...forward(context, 'submit'),
                  settled: output.kind === 'settled' ? output.delivery : null,
                })),
              },
            ],
          },
        },
        receipt: {
          id: 'receipt',
          invoke: {
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
        },
        farewell: {
          id: 'farewell',
          entry: 'unwatch',
          invoke: {
            id: 'farewell',
            src: 'farewell',
            input: ({ context }) => ({
              takeReceipt: context.takeReceipt,
              cardPresent: context.cardPresent,
              takeDocument:
                isUsable(context.devices, 'scanner') &&
                [...context.application.evidence.values()].some((pages) => pages.length > 0),
            }),
            onDone: { actions: raise(({ context }) => ({ type: 'leave', outcome: context.outcome })) },
          },
        },
        wiping: { entry: 'unwatch', on: { leave: {} } },
      },
    },
  },
});
