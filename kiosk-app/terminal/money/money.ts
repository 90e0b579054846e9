import type { PaymentTerminal } from '../../../device-drivers/payment/contract.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code } from '../../../foundation/log.ts';
import type { Delays } from '../configuration/delays.ts';
import type { DeliveryNews } from '../delivery/delivery-messages.ts';
import { DeviceTurn } from './device-turn.ts';
import type { InterruptedDesk } from './interrupted-payments.ts';
import { PaymentDesk } from './payment.ts';
import type { Books } from './payment-outcome.ts';
import { recover } from './recovery.ts';
import { ReversalDesk } from './reversal.ts';

export interface MoneyOptions extends Books {
  readonly device: PaymentTerminal | null;
  readonly news: DeliveryNews;
  readonly interrupted: InterruptedDesk;
  /** Sessions whose citizen may still pay or release. */
  readonly liveSessions: () => readonly string[];
  /** A package has become deliverable. */
  readonly onReleased: (packageId: string) => void;
  readonly onChange: () => void;
  readonly delays: Delays;
  readonly clock: Clock;
}

/** Everything that takes, asks after and gives back money, around the one payment terminal. */
export interface Money {
  readonly payment: PaymentDesk;
  readonly reversal: ReversalDesk;
  /** Settles what the run before left open; the promise ends when every payment has been asked about once. */
  start(): Promise<void>;
  /** A session has gone, however it went. */
  sessionGone(sessionId: string, how: 'in-order' | 'died'): void;
  /** Nothing is being taken, asked after or given back, nor is to be. */
  isQuiet(): boolean;
  stop(): void;
}

export function createMoney(options: MoneyOptions): Money {
  const { db, outbox, alerts, interrupted, news, liveSessions, onReleased, onChange, delays, log } = options;
  const turn = new DeviceTurn();
  const reversal = new ReversalDesk({
    ...options,
    turn,
    onRefund: (packageId) => {
      news.refundChanged(packageId);
      interrupted.changed(packageId);
      onChange();
    },
  });
  const tellOwed = () => {
    for (const { packageId } of outbox.owed(liveSessions())) alerts.raise('fee-due', packageId, null);
  };
  const payment = new PaymentDesk({
    ...options,
    turn,
    tellOwed,
    onPaid: (packageId) => {
      onReleased(outbox.noticeAbout(packageId)?.packageId ?? packageId);
      reversal.poke();
    },
    onSettled: (packageId) => {
      news.refundChanged(packageId);
      tidy();
      interrupted.changed(packageId);
      onChange();
    },
  });

  /** What nobody can pay any more is erased; what was handed in and not paid is owed. */
  function tidy(): void {
    try {
      const dropped = db.transaction(() => {
        tellOwed();
        return outbox.dropOrphans(liveSessions());
      })();
      if (dropped > 0) log.event('info', 'outbox.dropped', { packages: dropped });
    } catch (thrown) {
      log.event('error', 'outbox.not-dropped', { reason: code(reasonOf(thrown)) });
    }
  }

  return {
    payment,
    reversal,
    async start() {
      interrupted.afterRestart();
      const recovering = recover({ ...options, payment, unprintedLinesKept: delays.unprintedLinesKept });
      tidy();
      payment.watch();
      try {
        await recovering;
      } catch (thrown) {
        log.event('error', 'recovery.failed', { reason: code(reasonOf(thrown)) });
      }
      reversal.start();
    },
    sessionGone(sessionId, how) {
      if (how === 'died') {
        // Without a screen nobody should be asked for a card; what is already paid stays paid.
        payment.abort();
        interrupted.sessionDied(sessionId);
      }
      news.forget(sessionId);
      payment.forget();
      tidy();
    },
    isQuiet: () => !payment.isBusy && !reversal.isPending(),
    stop() {
      payment.stop();
      reversal.stop();
      interrupted.stop();
    },
  };
}
