import { and, assign } from 'xstate';
import { emptyApplication } from '../../application/application.ts';
import { situationsShown } from '../../catalogue/situations.ts';
import { firstStep, interruptedOf, offeredServices, type SessionContext } from '../session-context.ts';
import { sessionSetup, to } from '../session-setup.ts';
import { HOME } from '../steps/catalogue.ts';

/** From the attract screen to the page of a service. `route` sends on to whatever the configuration says is next. */
export const attract = sessionSetup.createStateConfig({
  id: 'attract',
  tags: ['before-visit', 'nothing-to-lose', 'no-cancel', 'without-journey'],
  entry: 'unwatch',
  exit: 'watch',
  always: { guard: 'isInterrupted', target: 'interrupted' },
  on: {
    'intent.start': {
      guard: 'isInService',
      target: 'route',
      actions: assign(({ context, event }) => {
        const wanted = event.service ?? null;
        // Where there is one language only, there is nothing to choose before the service that was touched.
        const isChosen = wanted !== null && context.ports.start.site.languages.length === 1;
        return isChosen ? opened({ ...context, wanted }) : { wanted, target: 'orient' as const };
      }),
    },
  },
});

/** Tells whoever stands there now of a payment that lost its screen, before anything else. */
export const interrupted = sessionSetup.createStateConfig({
  id: 'interrupted',
  tags: ['before-visit', 'nothing-to-lose', 'no-cancel'],
  entry: 'unwatch',
  exit: 'watch',
  invoke: {
    id: 'interrupted',
    src: 'interrupted',
    input: ({ context, self }) => ({
      ports: context.ports,
      interrupted: interruptedOf(context),
      language: () => self.getSnapshot().context.language,
    }),
    onDone: {
      target: 'route',
      actions: assign(({ context, event: { output } }) => ({
        interrupted: context.interrupted?.packageId === output.packageId ? null : context.interrupted,
        target: output.startsAgain ? ('orient' as const) : ('attract' as const),
      })),
    },
  },
});

export const route = sessionSetup.createStateConfig({
  always: [
    to('attract'),
    to('orient'),
    to('catalogue'),
    to('service-info'),
    { guard: and([to('identify').guard, 'hasWays']), target: '#ways' },
    to('identify'),
    to('pin-change'),
    to('recipient'),
    to('bill'),
    to('form'),
    to('evidence'),
    to('reply'),
    to('review'),
    to('pay'),
    to('submit'),
    to('receipt'),
    { guard: and([to('appointment').guard, 'isManaging']), target: '#appointment-manage' },
    to('appointment'),
    to('portal'),
    to('information'),
    to('lookup'),
    to('printout'),
    to('no-eid'),
    to('lives-elsewhere'),
    { target: 'farewell' },
  ],
});

export const orient = sessionSetup.createStateConfig({
  id: 'orient',
  tags: 'without-journey',
  invoke: {
    id: 'orient',
    src: 'orient',
    onDone: {
      target: 'route',
      actions: assign(({ context, event }) =>
        event.output.kind === 'next' ? opened(context) : { target: 'attract' as const, wanted: null },
      ),
    },
  },
});

/** The page of the service that was touched on the start screen, else all services. */
function opened({ ports, wanted }: SessionContext): Partial<SessionContext> {
  const service = offeredServices(ports).find(({ id }) => id === wanted) ?? null;
  return service ? { service, wanted: null, target: 'service-info' } : { wanted: null, target: 'catalogue' };
}

export const catalogue = sessionSetup.createStateConfig({
  id: 'catalogue',
  tags: 'without-journey',
  invoke: {
    id: 'catalogue',
    src: 'catalogue',
    input: ({ context }) => {
      const services = offeredServices(context.ports);
      return {
        serviceIds: services.map((service) => service.id),
        categories: [...new Set(services.map((service) => service.category))],
        situations: situationsShown(context.ports).map(({ situation }) => situation),
        view: context.withoutEid ? { ...HOME, list: { kind: 'without-eid' as const } } : context.browsed,
      };
    },
    onDone: {
      target: 'route',
      actions: assign(({ context, event: { output } }) => {
        const seen = { browsed: output.view, withoutEid: output.view.list.kind === 'without-eid' };
        if (output.kind === 'back') return { ...seen, target: 'orient' as const };
        const service = offeredServices(context.ports).find((offered) => offered.id === output.serviceId) ?? null;
        // The same service again keeps what was entered; another one begins empty, identification included.
        const isSame = service?.id === context.service?.id;
        return {
          ...seen,
          target: service ? ('service-info' as const) : ('catalogue' as const),
          service,
          waiting: null,
          application: isSame ? context.application : emptyApplication,
        };
      }),
    },
  },
});

export const serviceInfo = sessionSetup.createStateConfig({
  id: 'service-info',
  entry: 'countLooked',
  on: {
    'intent.begin': {
      guard: 'canBegin',
      target: 'route',
      actions: ['countBegun', assign({ target: ({ context }) => firstStep(context), at: 'first', isChanging: false })],
    },
    // Of a web site it is known before what it will ask for: nobody shall type there in vain.
    'intent.no-eid': {
      guard: 'canSayNoEid',
      target: 'noEid',
      actions: ['countBegun', assign({ noEid: ({ event }) => event.reason })],
    },
    'intent.back': 'catalogue',
  },
});
