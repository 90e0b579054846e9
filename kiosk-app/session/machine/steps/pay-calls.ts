import type { OnlineAnswer, PaymentAnswer } from '../../../channel/terminal/money.ts';
import type { SessionPackage } from '../../application/application.ts';
import type { ProblemScreen } from '../../contract/screens/problem.ts';
import { attempt, type Ports } from '../../ports.ts';

export type PayProblem = Extract<ProblemScreen['problem'], 'portal-unreachable' | 'bill-changed' | 'internal'>;
type Problem = { readonly kind: 'problem'; readonly problem: PayProblem };
export type CardOutcome = PaymentAnswer | Problem;
export type OnlineOutcome = OnlineAnswer | Problem;

interface Paying {
  readonly ports: Ports;
  readonly package: SessionPackage;
}

/** Asks the terminal to charge a card. No time limit: only the payment terminal and the citizen end a payment. */
export async function payByCard({ ports, package: { packageId, fee } }: Paying): Promise<CardOutcome> {
  const answer = await attempt(ports, () =>
    ports.terminal.call('payment.pay', { packageId }, Number.POSITIVE_INFINITY),
  );
  if (answer.ok) return answer.value;
  switch (answer.error) {
    case 'already-paid':
      return { kind: 'paid', cardName: null };
    case 'busy':
      return { kind: 'not-paid', reason: 'device-busy', text: null };
    case 'no-device':
      return { kind: 'not-paid', reason: 'offline', text: null };
    default:
      // The payment was asked for and its answer was lost: money may have moved.
      return problemOf(answer.error) ?? { kind: 'unclear', reference: fee?.reference ?? '' };
  }
}

/** Asks the terminal for a payment on the telephone. The terminal ends it when its time on the screen is over. */
export async function payOnline({ ports, package: { packageId, fee } }: Paying): Promise<OnlineOutcome> {
  const answer = await attempt(ports, () =>
    ports.terminal.call('payment.pay-online', { packageId }, Number.POSITIVE_INFINITY),
  );
  if (answer.ok) return answer.value;
  switch (answer.error) {
    case 'already-paid':
      return { kind: 'paid' };
    case 'busy':
    case 'no-online-payment':
      return { kind: 'not-paid', reason: 'refused' };
    default:
      return problemOf(answer.error) ?? { kind: 'unclear', reference: fee?.reference ?? '' };
  }
}

function problemOf(reason: string): Problem | null {
  switch (reason) {
    case 'portal-unreachable':
    case 'not-submitted':
    // Whether it is paid on the telephone is not known: nothing was charged now, and it can be tried again.
    case 'online-open':
      return { kind: 'problem', problem: 'portal-unreachable' };
    // Another request pays the same bill: nothing was charged for this one.
    case 'bill-changed':
      return { kind: 'problem', problem: 'bill-changed' };
    case 'not-payable':
    case 'storage-full':
      return { kind: 'problem', problem: 'internal' };
    default:
      return null;
  }
}
