import { assign, sendParent, setup } from 'xstate';
import { delays, EXTENSIONS } from '../delays.ts';
import type { Ports } from '../ports.ts';
import type { StepTag } from './state-tags.ts';

/** Why the screen is covered, and so how long it may stay. */
export type CoverCause = 'ignored' | 'absent' | 'privacy';

export interface PresenceInput {
  readonly ports: Ports;
  /**
   * True while the machine works and the person waits, or help was called: no clock of ours may run then.
   * @param isCovered asked of the clock under the cover
   */
  readonly isPaused: (isCovered: boolean) => boolean;
}
interface Context extends PresenceInput {
  /** Milliseconds in the present state. */
  readonly elapsed: number;
  readonly extensionsLeft: number;
  readonly cause: CoverCause;
}
export type PresenceEvent =
  | { readonly type: 'watch' }
  | { readonly type: 'unwatch' }
  | { readonly type: 'activity' }
  /** Something was done on the screen: more than a touch, it answers the warning. */
  | { readonly type: 'acted' }
  | { readonly type: 'presence'; readonly present: boolean }
  /** The page draws nothing but its cover any more. */
  | { readonly type: 'page.covered' }
  | { readonly type: 'intent.more-time' }
  | { readonly type: 'intent.cover' }
  | { readonly type: 'intent.uncover' };

const GRACE: Record<CoverCause, number> = {
  ignored: delays.grace,
  absent: delays.presenceGrace,
  privacy: delays.privacyGrace,
};

/** Whole seconds until the present overlay runs out. */
export const secondsLeft = (limit: number, elapsed: number): number => Math.max(0, Math.ceil((limit - elapsed) / 1000));
export const graceOf = (cause: CoverCause): number => GRACE[cause];

/**
 * The clock of a person's presence: idle → warning → covered with grace → wiped. A person who steps back, to wave for
 * help for example, gets a covered screen at once; the session is wiped only after the grace. Touching the warning lets
 * the session go on. Ignoring it never loses a payment.
 */
export const presenceMachine = setup({
  types: { context: {} as Context, events: {} as PresenceEvent, input: {} as PresenceInput, tags: {} as StepTag },
  guards: {
    isPaused: ({ context }) => context.isPaused(false),
    isPausedUnderCover: ({ context }) => context.isPaused(true),
    isIdle: ({ context }) => context.elapsed + delays.tick >= delays.idle,
    isWarningOver: ({ context }) => context.elapsed + delays.tick >= delays.warning,
    isGraceOver: ({ context }) => context.elapsed + delays.tick >= GRACE[context.cause],
    hasExtension: ({ context }) => context.extensionsLeft > 0,
    isAbsent: ({ event }) => event.type === 'presence' && !event.present,
  },
  actions: {
    restart: assign({ elapsed: 0 }),
    renew: assign({ extensionsLeft: EXTENSIONS }),
    count: assign({ elapsed: ({ context }) => context.elapsed + delays.tick }),
    tellCover: ({ context: { ports } }, { covered }: { covered: boolean }) =>
      ports.terminal.notify('cover', { covered }),
    tellLeft: sendParent(({ context }) => ({ type: 'abandoned', cause: context.cause })),
  },
  delays: { tick: delays.tick, coverDrawn: delays.coverDrawn },
}).createMachine({
  id: 'presence',
  context: ({ input }) => ({ ...input, elapsed: 0, extensionsLeft: EXTENSIONS, cause: 'ignored' }),
  initial: 'off',
  on: { unwatch: '.off' },
  states: {
    off: { on: { watch: 'on' } },
    on: {
      initial: 'watching',
      on: {
        presence: { guard: 'isAbsent', target: '.covered', actions: assign({ cause: 'absent' }) },
        'intent.cover': { target: '.covered', actions: assign({ cause: 'privacy' }) },
      },
      states: {
        watching: {
          entry: 'restart',
          initial: 'counting',
          on: {
            activity: { target: 'watching', reenter: true, actions: 'renew' },
            acted: { target: 'watching', reenter: true, actions: 'renew' },
          },
          states: {
            counting: {
              after: {
                tick: [
                  { guard: 'isPaused', target: 'counting', reenter: true, actions: 'restart' },
                  { guard: 'isIdle', target: '#presence.on.warning' },
                  { target: 'counting', reenter: true, actions: 'count' },
                ],
              },
            },
          },
        },
        warning: {
          entry: 'restart',
          initial: 'counting',
          on: {
            acted: { target: 'watching', actions: 'renew' },
            'intent.more-time': {
              guard: 'hasExtension',
              target: 'watching',
              actions: assign({ extensionsLeft: ({ context }) => context.extensionsLeft - 1 }),
            },
          },
          states: {
            counting: {
              after: {
                tick: [
                  { guard: 'isPaused', target: '#presence.on.watching' },
                  {
                    guard: 'isWarningOver',
                    target: '#presence.on.covered',
                    actions: assign({ cause: 'ignored' }),
                  },
                  { target: 'counting', reenter: true, actions: 'count' },
                ],
              },
            },
          },
        },
        covered: {
          tags: 'covered',
          entry: 'restart',
          type: 'parallel',
          on: {
            'intent.uncover': 'watching',
            'intent.more-time': 'watching',
            // The screen is covered already. A second loss of presence, or "cover", must not start the grace anew.
            presence: {},
            'intent.cover': {},
          },
          states: {
            clock: {
              initial: 'counting',
              states: {
                counting: {
                  after: {
                    tick: [
                      { guard: 'isPausedUnderCover', target: 'counting', reenter: true },
                      { guard: 'isGraceOver', actions: 'tellLeft' },
                      { target: 'counting', reenter: true, actions: 'count' },
                    ],
                  },
                },
              },
            },
            // The shell's own cover has no button and hides the page's cover. It is only for a page that has stopped drawing.
            page: {
              initial: 'drawing',
              states: {
                drawing: { after: { coverDrawn: 'hung' }, on: { 'page.covered': 'drawn' } },
                hung: {
                  entry: { type: 'tellCover', params: { covered: true } },
                  exit: { type: 'tellCover', params: { covered: false } },
                  on: { 'page.covered': 'drawn' },
                },
                drawn: {},
              },
            },
          },
        },
      },
    },
  },
});
