import { assign, fromPromise, setup } from 'xstate';
import type { ServiceDefinition } from '../../../../config/schema/service.ts';
import type { PrintFault } from '../../../../device-drivers/receipt-printer/contract.ts';
import type { Interrupted } from '../../../channel/terminal/delivery.ts';
import type { PrintAnswer } from '../../../channel/terminal/slip.ts';
import {
  type FeeStatus,
  feeStatusOf,
  type SessionPackage,
  type SessionPackageState,
} from '../../application/application.ts';
import { settledOf } from '../../application/delivery.ts';
import { delays } from '../../delays.ts';
import { printReceipt } from '../../package/receipt.ts';
import { type Ports, tell } from '../../ports.ts';
import type { StepEvent } from '../events.ts';

export interface InterruptedInput {
  readonly ports: Ports;
  readonly interrupted: Interrupted;
  readonly language: () => string;
}
export interface InterruptedOutput {
  readonly packageId: string;
  /** Whoever stands there wants to begin anew. */
  readonly startsAgain: boolean;
}
type HowClosed = 'done' | 'not-mine' | 'nobody';

interface Context extends InterruptedInput {
  readonly fault: PrintFault;
  readonly startsAgain: boolean;
}

const STATES: Record<Interrupted['outcome'], SessionPackageState> = {
  asking: 'paying',
  paid: 'paid',
  unclear: 'unclear',
  'not-paid': 'held',
};

export const interruptedService = ({ ports, interrupted }: InterruptedInput): ServiceDefinition | null =>
  ports.start.services.find(({ id }) => id === interrupted.serviceId) ?? null;

/** The package as the citizen who left would have it now. */
function packageIn({ interrupted }: InterruptedInput): SessionPackage {
  const { packageId, cents, reference, items, outcome, delivery } = interrupted;
  // A package that is on its way although nothing was paid belongs to a service that is paid after sending.
  const isSent = outcome === 'not-paid' && delivery !== null;
  return { packageId, state: isSent ? 'released' : STATES[outcome], fee: { cents, reference, items } };
}

export function interruptedFeeStatus(input: InterruptedInput): FeeStatus {
  const service = interruptedService(input);
  return service ? feeStatusOf(service, packageIn(input), input.interrupted.delivery) : 'none';
}

/** There is something to take along only where money moved, may have moved, or is due. */
export const canPrint = (input: InterruptedInput): boolean => interruptedFeeStatus(input) !== 'none';

/** No money moved and nothing was sent, so beginning again repeats nothing. */
export const canStartAgain = (input: InterruptedInput): boolean =>
  input.interrupted.outcome === 'not-paid' && interruptedFeeStatus(input) !== 'owed';

/**
 * A payment with nobody's screen: the terminal died, or its session, while it ran. Whoever stands there now is told
 * what is known, and may be the one who paid, or may not. It says nothing about a person.
 */
export const interruptedMachine = setup({
  types: {
    context: {} as Context,
    events: {} as StepEvent,
    input: {} as InterruptedInput,
    output: {} as InterruptedOutput,
  },
  actors: {
    print: fromPromise<PrintAnswer, InterruptedInput>(async ({ input }) => {
      const { ports, interrupted, language } = input;
      const service = interruptedService(input);
      if (!service) return { kind: 'no-printer' };
      const delivery = settledOf(interrupted.delivery);
      return printReceipt({ ports, service, package: packageIn(input), delivery, language });
    }),
  },
  guards: {
    canPrint: ({ context }) => canPrint(context),
    canStartAgain: ({ context }) => canStartAgain(context),
    isPrinted: ({ context: { interrupted } }) => interrupted.receiptPrinted,
    /** Nobody knows whether money moved: the slip comes without being asked for. */
    needsSlip: ({ context: { interrupted } }) => interrupted.outcome === 'unclear' && !interrupted.receiptPrinted,
    becomesUnclear: ({ context: { interrupted }, event }) =>
      event.type === 'interrupted' &&
      event.interrupted?.packageId === interrupted.packageId &&
      event.interrupted.outcome === 'unclear' &&
      interrupted.outcome !== 'unclear' &&
      !event.interrupted.receiptPrinted,
    isSame: ({ context: { interrupted }, event }) =>
      event.type === 'interrupted' && event.interrupted?.packageId === interrupted.packageId,
  },
  actions: {
    close: ({ context: { ports, interrupted } }, { how }: { how: HowClosed }) =>
      tell(ports, 'interrupted.close', () =>
        ports.terminal.call('interrupted.close', { packageId: interrupted.packageId, how }),
      ),
  },
  delays: { interruptedShown: delays.interruptedShown },
}).createMachine({
  id: 'interrupted',
  context: ({ input }) => ({ ...input, fault: 'not-confirmed', startsAgain: false }),
  initial: 'shown',
  states: {
    shown: {
      type: 'parallel',
      on: {
        'intent.finish': { target: 'over', actions: { type: 'close', params: { how: 'done' } } },
        'intent.not-mine': { target: 'over', actions: { type: 'close', params: { how: 'not-mine' } } },
        'intent.start': {
          guard: 'canStartAgain',
          target: 'over',
          actions: [assign({ startsAgain: true }), { type: 'close', params: { how: 'done' } }],
        },
      },
      states: {
        clock: {
          initial: 'counting',
          states: {
            counting: {
              after: {
                interruptedShown: {
                  target: '#interrupted.over',
                  actions: { type: 'close', params: { how: 'nobody' } },
                },
              },
              on: {
                interrupted: [
                  {
                    guard: 'isSame',
                    target: 'counting',
                    reenter: true,
                    actions: assign({
                      interrupted: ({ context, event }) => event.interrupted ?? context.interrupted,
                    }),
                  },
                  // It was settled elsewhere, or another payment is told: this screen is no longer needed.
                  { target: '#interrupted.over' },
                ],
              },
            },
          },
        },
        paper: {
          initial: 'deciding',
          on: { interrupted: { guard: 'becomesUnclear', target: '.printing' } },
          states: {
            deciding: {
              always: [
                { guard: 'needsSlip', target: 'printing' },
                { guard: 'isPrinted', target: 'printed' },
                { target: 'none' },
              ],
            },
            none: { on: { 'intent.print-again': { guard: 'canPrint', target: 'printing' } } },
            printing: {
              invoke: {
                src: 'print',
                input: ({ context }) => context,
                onDone: [
                  { guard: ({ event }) => event.output.kind === 'printed', target: 'printed' },
                  { guard: ({ event }) => event.output.kind === 'no-printer', target: 'noPrinter' },
                  {
                    target: 'fault',
                    actions: assign({
                      fault: ({ event }) => (event.output.kind === 'fault' ? event.output.reason : 'not-confirmed'),
                    }),
                  },
                ],
              },
            },
            printed: { on: { 'intent.print-again': { guard: 'canPrint', target: 'printing' } } },
            fault: { on: { 'intent.print-again': { guard: 'canPrint', target: 'printing' } } },
            noPrinter: {},
          },
        },
      },
    },
    over: { type: 'final' },
  },
  output: ({ context: { interrupted, startsAgain } }) => ({ packageId: interrupted.packageId, startsAgain }),
});
