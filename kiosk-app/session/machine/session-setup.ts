import { assign, sendTo, setup } from 'xstate';
import { mayBeTyped } from '../../../config/schema/demands-eid.ts';
import { emptyApplication } from '../application/application.ts';
import { cardUnavailability, unavailability } from '../catalogue/availability.ts';
import { printReceipt } from '../package/receipt.ts';
import { type Ports, tell } from '../ports.ts';
import { copyMachine } from './copy.ts';
import { helpMachine } from './help.ts';
import { forward } from './next-step.ts';
import { presenceMachine } from './presence.ts';
import { abandonment, finishedUsage, isBeforeVisit, leavesCard, leavesDebt } from './rules.ts';
import {
  canSayNoEid,
  hasWallet,
  hasWays,
  insteadOfEid,
  lacksPin,
  offeredServices,
  packageOf,
  pinService,
  type SessionContext,
  type SessionEvent,
  type SessionOutcome,
  serviceOf,
  type Target,
} from './session-context.ts';
import { type StepName, stateOf, stepState } from './state.ts';
import type { FlowMeta, FlowTag } from './state-tags.ts';
import { leaveHeld } from './steps/appointment/appointment.ts';
import { stepMachines } from './steps/index.ts';
import { takeAlongMachine } from './take-along.ts';

/** Everything the states of a session are made of: its context, events, steps, guards and actions. */
export const sessionSetup = setup({
  types: {
    context: {} as SessionContext,
    events: {} as SessionEvent,
    input: {} as { readonly ports: Ports },
    tags: {} as FlowTag,
    meta: {} as FlowMeta<SessionContext>,
    children: {} as { [N in StepName | 'presence' | 'help' | 'copy' | 'takeAlong']: N },
  },
  actors: {
    ...stepMachines,
    presence: presenceMachine,
    help: helpMachine,
    copy: copyMachine,
    takeAlong: takeAlongMachine,
  },
  guards: {
    isInService: ({ context }) =>
      !context.maintenance &&
      context.closed === null &&
      context.place.closed === null &&
      offeredServices(context.ports).some((service) => unavailability(service, context) === null),
    canBegin: ({ context }) => context.service !== null && unavailability(context.service, context) === null,
    isInterrupted: ({ context }) => context.interrupted !== null,
    isTarget: ({ context }, { target }: { target: Target }) => context.target === target,
    lacksPin: ({ context }) => lacksPin(context),
    canBookInstead: ({ context }) => insteadOfEid(context) !== null,
    canSayNoEid: ({ context }) => canSayNoEid(context),
    isManaging: ({ context }) => context.service?.route.kind === 'appointment-manage',
    hasWays: ({ context }) => context.service !== null && hasWays(context),
    wantsCard: ({ context, event }) =>
      event.type === 'intent.choose-way' && event.way === 'card' && cardUnavailability(context) === null,
    wantsWallet: ({ context, event }) =>
      event.type === 'intent.choose-way' && event.way === 'wallet' && hasWallet(context),
    wantsToType: ({ context, event }) =>
      event.type === 'intent.choose-way' && event.way === 'typed' && mayBeTyped(serviceOf(context)),
    knowsLanguage: ({ context, event }) =>
      event.type === 'intent.choose-language' &&
      context.ports.start.site.languages.some((language) => language.code === event.language),
    hasService: ({ context }) => context.service !== null,
    leavesCard: ({ context, event }) => !(event.type === 'leave' && event.isForced) && leavesCard(context),
    isChecking: ({ context }) => context.phone.kind === 'checking',
    hasPhone: ({ context }) => context.phone.kind !== 'off',
    isUnrated: ({ context }) => !context.isRated,
    isSure: ({ event }) => event.type === 'intent.confirm-cancel' && event.sure,
  },
  actions: {
    /** A card that lay there when the reader was first read, or before anybody began, may be somebody else's. */
    noteCard: assign(({ context, event, self }) => {
      if (event.type !== 'card' && event.type !== 'eid.card') return {};
      const isSeen = event.type === 'eid.card' || !event.wasThere;
      const wasThere = context.isCardLeft || !isSeen || isBeforeVisit(stateOf(self));
      return { cardPresent: event.present, isCardLeft: event.present && wasThere };
    }),
    tellCardLeft: ({ context: { ports, isCardLeft } }) => ports.terminal.notify('card-left', { left: isCardLeft }),
    watch: sendTo('presence', { type: 'watch' }),
    unwatch: sendTo('presence', { type: 'unwatch' }),
    /** Nothing was paid for the package and nothing will be, so the terminal may delete its ciphertext. */
    dropHeld: ({ context: { ports, application } }) => {
      const held = application.package;
      if (held?.state !== 'held') return;
      tell(ports, 'submission.drop', () => ports.terminal.call('submission.drop', { packageId: held.packageId }));
    },
    /** The request was sent, not paid, and the citizen leaves: the slip is the only thing that tells them the reference. */
    printOwed: ({ context, self }) => {
      if (!leavesDebt(stateOf(self))) return;
      const { ports, language, settled } = context;
      const slip = { ports, service: serviceOf(context), package: packageOf(context), delivery: settled };
      tell(ports, 'receipt.print', () => printReceipt({ ...slip, language: () => language }));
    },
    forgetPackage: assign({
      application: ({ context }) => ({ ...context.application, package: null }),
      delivery: null,
      settled: null,
    }),
    /** Counts the abandonment with its reason. */
    reportAbandoned: ({ context: { ports }, event, self }) => {
      const report = abandonment(stateOf(self), event);
      if (report) ports.terminal.notify('abandoned', report);
    },
    countLooked: ({ context: { ports, service } }) => {
      if (service) ports.terminal.notify('usage', { kind: 'looked', serviceId: service.id });
    },
    countBegun: ({ context: { ports, service } }) => {
      if (service) ports.terminal.notify('usage', { kind: 'begun', serviceId: service.id });
    },
    /** The citizen has what they came for; what is not paid yet is counted beside it. */
    countFinished: ({ context }) => context.ports.terminal.notify('usage', finishedUsage(context)),
    /** What a service tells here is what people came for; seen again, it is the same visit. */
    countTold: ({ context }) => {
      const { service, toldService, ports } = context;
      if (service && service.id !== toldService) ports.terminal.notify('usage', finishedUsage(context));
    },
    noteTold: assign({ toldService: ({ context: { service } }) => service?.id ?? null }),
    /** Whoever leaves without paying what was sent already has sent it all the same. */
    countSent: ({ context, self }) => {
      if (leavesDebt(stateOf(self))) context.ports.terminal.notify('usage', finishedUsage(context));
    },
    countRating: ({ context: { ports }, event }) => {
      if (event.type === 'intent.rate') ports.terminal.notify('usage', { kind: 'rated', rating: event.rating });
    },
    countLeft: ({ context: { ports, language, mode }, self }) => {
      if (!isBeforeVisit(stateOf(self))) ports.terminal.notify('usage', { kind: 'left', language, mode });
    },
    /** Nobody vouches for the person: name and address are typed. */
    goOnTyped: assign(({ context }) => ({ ...forward(context, 'identify'), noEid: null })),
    /** To the service that sets a PIN; the one that lacked it waits. */
    takeUpPinChange: assign({
      service: ({ context }) => pinService(context),
      waiting: ({ context }) => context.service,
      application: emptyApplication,
      noEid: null,
      target: 'service-info',
    }),
    /** To the appointment for the service that cannot go on here. */
    takeUpAppointment: assign({
      service: ({ context }) => insteadOfEid(context),
      waiting: null,
      application: ({ context }) => ({ ...emptyApplication, appointmentFor: context.service?.id ?? null }),
      noEid: null,
      target: 'appointment',
    }),
    /** What this process alone can give back; the terminal gives back what it knows of. */
    leaveAppointment: ({ self }) => {
      const step = stepState(stateOf(self), 'appointment');
      if (step) leaveHeld(step.context, step.matches('booking'));
    },
    /** Its browser ends with everything it knows. */
    closePortal: ({ context: { ports } }) => tell(ports, 'portal.close', async () => ports.portalView?.close()),
    forgetEverything: assign({
      service: null,
      application: emptyApplication,
      delivery: null,
      settled: null,
      isChanging: false,
      noEid: null,
      waiting: null,
      toldService: null,
    }),
  },
});

/** What is done once the session is left, wherever it was. */
export const ENDING = [
  sessionSetup.assign(({ event }) => (event.type === 'leave' ? { outcome: event.outcome } : {})),
  'reportAbandoned',
  'countSent',
  'countLeft',
  'printOwed',
  'dropHeld',
  'leaveAppointment',
  'closePortal',
  'forgetEverything',
] as const;

/** A way on from `route`, taken if that is the target. */
export const to = (target: Target) => ({
  guard: { type: 'isTarget' as const, params: { target } },
  target: `#${target}`,
});
/** Ends the session, wherever it is. */
export const leave = (outcome: SessionOutcome) => sessionSetup.raise({ type: 'leave', outcome });

/** Ends without the farewell: the card on the reader is not that of the person who stands there now. */
export const handOver = sessionSetup.raise({ type: 'leave', outcome: 'timed-out', isForced: true });
