import type { PaymentTerminal } from '../../../device-drivers/payment/contract.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import { code } from '../../../foundation/log.ts';
import type { Interrupted } from '../../channel/terminal/delivery.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { OnlinePortal } from '../delivery/online-portal.ts';
import type { Books } from '../store/books.ts';
import type { StoredPackage } from '../store/package.ts';
import { DeviceTurn } from './device-turn.ts';
import { InterruptedDesk } from './interrupted-payments.ts';
import { OnlineDesk } from './online/online-desk.ts';
import { PaymentDesk } from './payment.ts';
import { ReversalDesk } from './reversal.ts';
import { recover } from './settle-after-restart.ts';
import { noteUnsolicited } from './unsolicited-reports.ts';

export interface MoneyOptions extends Books {
  readonly device: PaymentTerminal | null;
  /** `null`: nobody pays on a telephone here. */
  readonly online: OnlinePortal | null;
  readonly onPortalObserved: (isUp: boolean) => void;
  readonly deliveries: Pick<Deliveries, 'messages' | 'poke' | 'onDelivery' | 'onRefused'>;
  /** Sessions whose citizen may still pay or release. */
  readonly liveSessions: () => readonly string[];
  readonly delays: TerminalDelays;
  readonly clock: Clock;
}

/**
 * Takes payments, asks the device about unclear ones and reverses them, all at the one payment terminal; and those that
 * people make on their own telephones.
 */
export interface MoneyDesk {
  readonly payment: PaymentDesk;
  /** `null`: nobody pays on a telephone here. */
  readonly online: OnlineDesk | null;
  readonly interrupted: InterruptedDesk;
  /** What the shown session is to be told of an interrupted payment. */
  onInterrupted(listener: (interrupted: Interrupted | null) => void): () => void;
  /** Called when a payment on a telephone was booked that no session was waiting for. */
  onBooked(listener: (pkg: StoredPackage) => void): () => void;
  /** Called when something has changed that the status report to the hub contains. */
  onChange(listener: () => void): () => void;
  /** Settles what the run before left open; the promise ends when every payment has been asked about once. */
  start(): Promise<void>;
  /** A session has gone, however it went. */
  sessionGone(sessionId: string, how: 'in-order' | 'died'): void;
  /** True if no payment, enquiry or reversal is running or due. */
  isQuiet(): boolean;
  stop(): void;
}

export function createMoney(options: MoneyOptions): MoneyDesk {
  const { device, db, outbox, alerts, deliveries, liveSessions, delays, log } = options;
  const { messages } = deliveries;
  const told = new Listeners<[interrupted: Interrupted | null]>();
  const changed = new Listeners();
  const booked = new Listeners<[pkg: StoredPackage]>();
  const turn = new DeviceTurn();
  const interrupted = new InterruptedDesk({ ...options, tell: (now) => told.tell(now) });
  const reversal = new ReversalDesk({
    ...options,
    turn,
    onRefund: (packageId) => {
      messages.refundChanged(packageId);
      interrupted.changed(packageId);
      changed.tell();
    },
  });
  const payment = new PaymentDesk({
    ...options,
    turn,
    tellOwed,
    onPaid,
    onSettled: (packageId) => {
      settled(packageId);
      online?.poke(packageId);
    },
  });
  const online =
    options.online &&
    new OnlineDesk({
      ...options,
      portal: options.online,
      tellOwed,
      onPaid,
      onSettled: settled,
      onBooked: (packageId) => {
        const pkg = outbox.get(packageId);
        if (pkg) booked.tell(pkg);
      },
      onObserved: options.onPortalObserved,
    });
  deliveries.onDelivery(({ packageId }) => interrupted.changed(packageId));
  deliveries.onRefused(() => reversal.poke());
  device?.onUnsolicited(noteUnsolicited(options));

  function onPaid(packageId: string): void {
    deliveries.poke(outbox.noticeAbout(packageId)?.packageId ?? packageId);
    reversal.poke();
  }

  function settled(packageId: string): void {
    messages.refundChanged(packageId);
    tidy();
    interrupted.changed(packageId);
    changed.tell();
  }

  function tellOwed(): void {
    for (const { packageId } of outbox.owed(liveSessions())) alerts.raise('fee-due', packageId, null);
  }

  /** Erases packages that nobody can pay any more, and raises alerts for those that were submitted and not paid. */
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
    online,
    interrupted,
    onBooked: (listener) => booked.add(listener),
    onInterrupted: (listener) => told.add(listener),
    onChange: (listener) => changed.add(listener),
    async start() {
      interrupted.afterRestart();
      const recovering = recover({ ...options, payment, unprintedLinesKept: delays.unprintedLinesKept });
      tidy();
      payment.watch();
      online?.start();
      try {
        await recovering;
      } catch (thrown) {
        log.event('error', 'recovery.failed', { reason: code(reasonOf(thrown)) });
      }
      reversal.start();
    },
    sessionGone(sessionId, how) {
      if (how === 'died') {
        // The device must not ask for a card while no screen explains it. A payment that was booked stays booked.
        payment.abort();
        interrupted.sessionDied(sessionId);
      }
      online?.sessionGone(sessionId);
      messages.forget(sessionId);
      payment.forget();
      tidy();
    },
    isQuiet: () => !payment.isBusy && !reversal.isPending(),
    stop() {
      payment.stop();
      online?.stop();
      reversal.stop();
      interrupted.stop();
    },
  };
}
