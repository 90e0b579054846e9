import { assign, sendTo, setup } from 'xstate';
import { emptyApplication } from '../application/application.ts';
import { unavailability } from '../catalogue/availability.ts';
import { printReceipt } from '../package/receipt.ts';
import { type Ports, tell } from '../ports.ts';
import { copyMachine } from './copy.ts';
import { helpMachine } from './help.ts';
import { presenceMachine } from './presence.ts';
import { abandonment, isBeforeVisit, leavesCard, leavesDebt } from './rules.ts';
import {
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
import { type StepName, stateOf } from './state.ts';
import type { FlowMeta, FlowTag } from './state-tags.ts';
import { stepMachines } from './steps/index.ts';

/** Everything the states of a session are made of: its context, events, steps, guards and actions. */
export const sessionSetup = setup({
  types: {
    context: {} as SessionContext,
    events: {} as SessionEvent,
    input: {} as { readonly ports: Ports },
    tags: {} as FlowTag,
    meta: {} as FlowMeta<SessionContext>,
    children: {} as { [N in StepName | 'presence' | 'help' | 'copy']: N },
  },
  actors: { ...stepMachines, presence: presenceMachine, help: helpMachine, copy: copyMachine },
  guards: {
    isInService: ({ context }) =>
      !context.maintenance &&
      offeredServices(context.ports).some((service) => unavailability(service, context) === null),
    canBegin: ({ context }) => context.service !== null && unavailability(context.service, context) === null,
    isInterrupted: ({ context }) => context.interrupted !== null,
    isTarget: ({ context }, { target }: { target: Target }) => context.target === target,
    lacksPin: ({ context }) => lacksPin(context),
    knowsLanguage: ({ context, event }) =>
      event.type === 'intent.choose-language' &&
      context.ports.start.site.languages.some((language) => language.code === event.language),
    hasService: ({ context }) => context.service !== null,
    leavesCard: ({ context, event }) => !(event.type === 'leave' && event.isForced) && leavesCard(context),
    isSure: ({ event }) => event.type === 'intent.confirm-cancel' && event.sure,
  },
  actions: {
    /** What was there when the readers were first looked at, or before anybody began, is not known to be the citizen's. */
    noteCard: assign(({ context, event, self }) => {
      if (event.type !== 'card' && event.type !== 'eid.card') return {};
      const isSeen = event.type === 'eid.card' || !event.wasThere;
      const wasThere = context.isCardLeft || !isSeen || isBeforeVisit(stateOf(self));
      return { cardPresent: event.present, isCardLeft: event.present && wasThere };
    }),
    tellCardLeft: ({ context: { ports, isCardLeft } }) => ports.terminal.notify('card-left', { left: isCardLeft }),
    watch: sendTo('presence', { type: 'watch' }),
    unwatch: sendTo('presence', { type: 'unwatch' }),
    /** Nothing was paid for it and nothing will be: the ciphertext at the terminal is of no use any more. */
    dropHeld: ({ context: { ports, application } }) => {
      const held = application.package;
      if (held?.state !== 'held') return;
      tell(ports, 'submission.drop', () => ports.terminal.call('submission.drop', { packageId: held.packageId }));
    },
    /** Sent, not paid, and the citizen goes or has gone: the slip with the reference is all there is of it. */
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
    /** Measured with its reason, in counts only. */
    reportAbandoned: ({ context: { ports }, event, self }) => {
      const report = abandonment(stateOf(self), event);
      if (report) ports.terminal.notify('abandoned', report);
    },
    /** To the service that sets a PIN; the one that lacked it waits. */
    takeUpPinChange: assign({
      service: ({ context }) => pinService(context),
      waiting: ({ context }) => context.service,
      application: emptyApplication,
      noEid: null,
      target: 'service-info',
    }),
    forgetEverything: assign({
      service: null,
      application: emptyApplication,
      delivery: null,
      settled: null,
      isChanging: false,
      noEid: null,
      waiting: null,
    }),
  },
});

/** What is done once the session is left, wherever it was. */
export const ENDING = [
  sessionSetup.assign(({ event }) => (event.type === 'leave' ? { outcome: event.outcome } : {})),
  'reportAbandoned',
  'printOwed',
  'dropHeld',
  'forgetEverything',
] as const;

/** A way on from `route`, taken if that is the target. */
export const to = (target: Target) => ({
  guard: { type: 'isTarget' as const, params: { target } },
  target: `#${target}`,
});
/** Ends the session, wherever it is. */
export const leave = (outcome: SessionOutcome) => sessionSetup.raise({ type: 'leave', outcome });

/** Without the farewell: whoever stands there now is not the one whose card it is. */
export const handOver = sessionSetup.raise({ type: 'leave', outcome: 'timed-out', isForced: true });
