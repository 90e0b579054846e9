import { assign, raise } from 'xstate';
import * as appointments from './flow/appointments.ts';
import * as conclude from './flow/conclude.ts';
import * as gather from './flow/gather.ts';
import * as portal from './flow/portal.ts';
import * as start from './flow/start.ts';
import * as told from './flow/told.ts';
import * as ways from './flow/ways.ts';
import { isMachineAtWork, isPayingByPhone, isPhoneAwaited } from './rules.ts';
import { initialContext } from './session-context.ts';
import { ENDING, handOver, leave, sessionSetup } from './session-setup.ts';
import { stateOf } from './state.ts';

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
        isPaused: (isCovered) =>
          isMachineAtWork(stateOf(self)) ||
          isPhoneAwaited(stateOf(self)) ||
          // Whoever has gone need not keep the others waiting: the payment goes on being asked about without them.
          (!isCovered && isPayingByPhone(stateOf(self))),
      }),
    },
    { id: 'help', src: 'help', input: ({ context }) => ({ ports: context.ports }) },
  ],
  on: {
    devices: { actions: assign({ devices: ({ event }) => event.devices }) },
    portals: { actions: assign({ portals: ({ event }) => event.portals }) },
    maintenance: { actions: assign({ maintenance: ({ event }) => event.on }) },
    closed: { actions: assign({ closed: ({ event }) => event.texts }) },
    place: { actions: assign({ place: ({ event }) => event.place }) },
    'most-used': { actions: assign({ mostUsed: ({ event }) => event.services }) },
    headset: {
      actions: assign(({ context, event }) => ({
        headset: event.state,
        mode: event.state === 'plugged' ? ('audio' as const) : context.mode,
      })),
    },
    key: { actions: assign({ mode: ({ context }) => (context.mode === 'touch' ? 'keypad' : context.mode) }) },
    phone: { actions: assign({ phone: ({ event }) => event.view }) },
    'intent.use-phone': { actions: ({ context: { ports } }) => ports.phone?.connect() },
    'intent.confirm-phone': {
      guard: 'isChecking',
      actions: ({ context: { ports }, event }) => ports.phone?.confirm(event.same),
    },
    'intent.stop-phone': { guard: 'hasPhone', actions: ({ context: { ports } }) => ports.phone?.disconnect() },
    copied: { actions: assign({ takeCopy: true }) },
    card: { actions: ['noteCard', 'tellCardLeft'] },
    'eid.card': { actions: ['noteCard', 'tellCardLeft'] },
    interrupted: { actions: assign({ interrupted: ({ event }) => event.interrupted }) },
    delivery: {
      guard: ({ context, event }) => context.application.package?.packageId === event.packageId,
      actions: assign({ delivery: ({ event }) => event.delivery }),
    },
    package: {
      actions: assign({
        application: ({ context, event }) => {
          const held = context.application.package;
          if (!held) return context.application;
          const { state, isOnline } = event;
          return { ...context.application, package: { ...held, state, ...(isOnline && { isOnline }) } };
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
    // Whoever began has left: ends as if the clock had run out.
    'intent.someone-else': { actions: handOver },
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
        leave: [
          { guard: 'leavesCard', target: '.farewell', actions: ENDING },
          { target: '.wiping', actions: ENDING },
        ],
      },
      states: {
        ...start,
        ...ways,
        ...gather,
        ...conclude,
        ...appointments,
        ...portal,
        ...told,
      },
    },
  },
});
