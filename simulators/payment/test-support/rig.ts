import type { PaymentHooks, PaymentProgress, PaymentRecord } from '../../../device-drivers/payment/contract.ts';
import { createZvtDriver, type ZvtOptions, type ZvtPaymentTerminal } from '../../../device-drivers/payment/index.ts';
import { type ByteChannel, channelPair } from '../../../device-drivers/payment/transport/channel.ts';
import { type MakeLink, tcpLink } from '../../../device-drivers/payment/transport/link.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { err, ok } from '../../../foundation/result.ts';
import type { CardKind } from '../cards.ts';
import { createSimulatorCore, type SimulatorCoreOptions, type ZvtDesk } from '../simulator-core.ts';

const STEP_MS = 100;
/** Simulated time after which a promise that has not settled is a hang. */
const GIVE_UP_MS = 20 * 60_000;

export interface Rig {
  readonly clock: SimulatedClock;
  readonly terminal: ZvtPaymentTerminal;
  readonly desk: ZvtDesk;
  readonly progress: PaymentProgress[];
  readonly commits: PaymentRecord[];
  readonly hooks: PaymentHooks;
  pullCable(): void;
  plugCable(): void;
  /** Ends the connection, as devices do with idle ones. */
  hangUp(): void;
  /** Lets time pass until the promise has settled. */
  run<T>(promise: Promise<T>): Promise<T>;
  /** The driver in service. */
  inService(): Promise<void>;
  /** Somebody at the terminal: taps the card when asked, enters one PIN each time it is asked for. */
  customer(card: CardKind, pins?: readonly boolean[]): void;
  /** Lets bytes of the line's either end be watched or spoiled; newest connection. */
  readonly line: () => LineEnds | null;
  whenWaitingFor(what: 'card' | 'pin', then: () => void): void;
  pay(amount: number, card?: CardKind): ReturnType<ZvtPaymentTerminal['authorise']>;
  /** The driver after this one, which is killed, on the same device. */
  successor(): ZvtPaymentTerminal;
}

export interface LineEnds {
  readonly driver: ByteChannel;
  readonly device: ByteChannel;
}

export interface RigOptions {
  /** Wraps both ends of every new line. */
  readonly spoil?: (ends: LineEnds) => LineEnds;
  readonly driver?: Partial<ZvtOptions>;
  readonly simulator?: Partial<SimulatorCoreOptions>;
  readonly makeLink?: MakeLink;
}

/** Driver and simulator on one simulated clock, joined by a line in memory that carries real ZVT bytes. */
export function createRig({
  driver = {},
  simulator = {},
  makeLink = tcpLink,
  spoil = (ends) => ends,
}: RigOptions = {}): Rig {
  const clock = new SimulatedClock();
  const core = createSimulatorCore({ clock, log: silentLog, ...simulator });
  let pulled = false;
  let ends: LineEnds | null = null;
  const connect = async () => {
    if (pulled) return err('ECONNREFUSED');
    const [ours, theirs] = channelPair();
    ends = spoil({ driver: ours, device: theirs });
    core.attach(ends.device, makeLink);
    return ok(ends.driver);
  };
  let drivers = 0;
  const create = () => {
    drivers += 1;
    const mine = drivers;
    // One that has a successor was killed: it dials no more.
    const dial = () => (mine === drivers ? connect() : Promise.resolve(err('ECONNREFUSED')));
    return createZvtDriver({ password: '000000', clock, log: silentLog, ...driver }, dial, makeLink);
  };
  const terminal = create();
  const progress: PaymentProgress[] = [];
  const commits: PaymentRecord[] = [];
  const hooks: PaymentHooks = {
    onProgress: (p) => progress.push(p),
    commit: async (record) => {
      commits.push(record);
    },
  };
  const run = async <T>(promise: Promise<T>): Promise<T> => {
    let settled = false;
    const watched = promise.finally(() => {
      settled = true;
    });
    watched.catch(() => {});
    for (let passed = 0; !settled; passed += STEP_MS) {
      if (passed > GIVE_UP_MS) throw new Error('hangs');
      await clock.advance(STEP_MS);
    }
    return watched;
  };
  const whenWaitingFor = (what: 'card' | 'pin', then: () => void) => {
    let done = false;
    const check = () => {
      if (done || core.desk.state().waitingFor !== what) return;
      done = true;
      stop();
      queueMicrotask(then);
    };
    const stop = core.desk.onChange(check);
    check();
  };
  const rig: Rig = {
    clock,
    terminal,
    successor: () => {
      core.disconnect();
      return create();
    },
    desk: core.desk,
    progress,
    commits,
    hooks,
    pullCable: () => {
      pulled = true;
      core.disconnect();
    },
    plugCable: () => {
      pulled = false;
    },
    hangUp: () => core.disconnect(),
    run,
    inService: async () => {
      terminal.open();
      await run(
        new Promise<void>((resolve) => {
          if (terminal.health().state === 'ready') return resolve();
          const stop = terminal.onHealth(({ state }) => {
            if (state !== 'ready') return;
            stop();
            resolve();
          });
        }),
      );
    },
    line: () => ends,
    whenWaitingFor,
    customer: (card, pins = []) => {
      whenWaitingFor('card', () => {
        core.desk.tapCard(card);
        const enter = ([next, ...rest]: readonly boolean[]) => {
          if (next === undefined) return;
          whenWaitingFor('pin', () => {
            core.desk.enterPin(next);
            enter(rest);
          });
        };
        enter(pins);
      });
    },
    pay: (amount, card = 'approved') => {
      rig.customer(card, card === 'approved-with-pin' ? [true] : []);
      return run(terminal.authorise({ intentId: 'intent-1', amount }, hooks));
    },
  };
  return rig;
}
