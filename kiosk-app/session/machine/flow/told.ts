import { assign, raise } from 'xstate';
import { sheetFile } from '../../package/print-sheet.ts';
import { backward } from '../next-step.ts';
import { paperOf } from '../rules.ts';
import { type SessionContext, serviceOf } from '../session-context.ts';
import { sessionSetup } from '../session-setup.ts';
import { type SessionState, stateOf } from '../state.ts';
import type { SheetInput } from '../steps/sheet.ts';

interface Self {
  getSnapshot(): unknown;
}

/** Services that end with what is told at the terminal: nothing is sent. */
const sheetInput = (context: SessionContext, self: Self): SheetInput => {
  const now = (): SessionState => stateOf(self);
  return {
    ports: context.ports,
    service: serviceOf(context),
    application: context.application,
    announcements: context.place.announcements,
    language: () => now().context.language,
    paper: () => paperOf(now().context),
  };
};

const farewell = (printed: boolean, { takeCopy, service }: SessionContext) => ({
  target: 'farewell' as const,
  outcome: 'completed' as const,
  takeReceipt: printed && service?.route.kind !== 'printout',
  takeCopy: takeCopy || (printed && service?.route.kind === 'printout'),
});

/**
 * What is told, to be read, printed and taken along on the telephone.
 * @param id by which the route finds it
 * @param back where "back" leads; `printed`: a sheet lies in the tray
 */
const told = (
  id: string,
  journey: 'information' | 'lookup' | 'printout',
  back: (context: SessionContext, printed: boolean) => Partial<SessionContext>,
) =>
  sessionSetup.createStateConfig({
    id,
    meta: { journey },
    entry: ['countTold', 'noteTold'],
    invoke: [
      {
        id: 'takeAlong',
        src: 'takeAlong',
        input: ({ context, self }) => ({
          ports: context.ports,
          files: async () => [await sheetFile(sheetInput(context, self))],
        }),
      },
      {
        id: 'sheet',
        src: 'sheet',
        input: ({ context, self }) => sheetInput(context, self),
        onDone: {
          target: 'route',
          actions: assign(({ context, event: { output } }) =>
            output.kind === 'back' ? back(context, output.printed) : farewell(output.printed, context),
          ),
        },
      },
    ],
  });

export const information = told('information', 'information', () => ({ target: 'service-info' }));

export const lookup = sessionSetup.createStateConfig({
  id: 'lookup',
  meta: { journey: 'lookup' },
  invoke: {
    id: 'lookup',
    src: 'lookup',
    input: ({ context }) => ({ ports: context.ports }),
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
        guard: ({ event }) => event.output.kind === 'found',
        target: 'lookupTold',
        actions: assign({
          application: ({ context, event: { output } }) =>
            output.kind === 'found' ? { ...context.application, documentStatus: output.status } : context.application,
        }),
      },
      { target: 'route', actions: assign({ target: 'service-info' as const }) },
    ],
  },
});

export const lookupTold = told('lookupTold', 'lookup', ({ application }) => ({
  target: 'lookup',
  application: { ...application, documentStatus: null },
}));

export const printout = told('printout', 'printout', (context, printed) => ({
  ...backward(context, 'printout'),
  takeCopy: context.takeCopy || printed,
}));
