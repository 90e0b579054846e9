import type { ByteChannel } from '../../device-drivers/payment/transport/channel.ts';
import { type MakeLink, tcpLink } from '../../device-drivers/payment/transport/link.ts';
import type { Clock } from '../../foundation/clock.ts';
import { Listeners } from '../../foundation/listeners.ts';
import type { Log } from '../../foundation/log.ts';
import type { ZvtBehaviour } from './behaviours.ts';
import type { CardKind } from './cards.ts';
import { faultyChannel } from './faulty-channel.ts';
import { Ledger, type LedgerEntry } from './ledger.ts';
import { SimulatedTerminal } from './terminal.ts';
import type { ByItself } from './unsolicited-acts.ts';

export interface ZvtSimulatorState {
  /** What the terminal's display shows, possibly with line breaks. */
  readonly display: string;
  readonly waitingFor: 'card' | 'pin' | null;
  readonly connected: boolean;
  readonly registered: boolean;
  readonly busy: boolean;
  readonly cablePulled: boolean;
  /** Newest first. */
  readonly behaviours: readonly ZvtBehaviour[];
}

/** What the network booked, whatever the cash register was told. */
export type ZvtLedgerRow = Pick<
  LedgerEntry,
  'receiptNo' | 'trace' | 'amount' | 'kind' | 'at' | 'reversed' | 'acknowledged'
>;

export interface ZvtDesk {
  ledger(): readonly ZvtLedgerRow[];
  state(): ZvtSimulatorState;
  onChange(listener: () => void): () => void;
  /** @returns false if the terminal waits for no card */
  tapCard(card: CardKind): boolean;
  /** @returns false if the terminal waits for no PIN */
  enterPin(ok: boolean): boolean;
  /** The red key. @returns false if it waits for nobody */
  pressStop(): boolean;
  /** Stacked, newest first. @returns removes it */
  behave(behaviour: ZvtBehaviour): () => void;
  /** A payment the cash register has no part in: staff typed it in at the terminal. */
  payElsewhere(amount: number): void;
  /**
   * The same, or something else of its own, told to the cash register unasked.
   * @param over `line`, or a `callback` connection the terminal opens itself (only with the option `callback`)
   * @returns false if it is busy, or nobody is there to be told
   */
  actByItself(act: ByItself, over?: 'line' | 'callback'): Promise<boolean>;
}

export interface SimulatorCore {
  readonly desk: ZvtDesk;
  /** The terminal's end of a fresh connection. */
  attach(channel: ByteChannel, makeLink?: MakeLink): void;
  disconnect(): void;
  setCablePulled(pulled: boolean): void;
}

export interface SimulatorCoreOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Survives a restart; default: memory only. */
  readonly ledgerFile?: string | null;
  /** Six digits; default 000000. */
  readonly password?: string;
  /** Opens a connection to the cash register's own port; `null` if that fails. Default: it has none. */
  readonly call?: () => Promise<ByteChannel | null>;
  /** 1 (default) is a real terminal's tempo, 0 does everything at once. */
  readonly pace?: number;
}

/** The terminal without its plug: over TCP, a serial line, or memory. */
export function createSimulatorCore(options: SimulatorCoreOptions): SimulatorCore {
  const { clock, log, ledgerFile = null, password = '000000', pace = 1 } = options;
  const listeners = new Listeners();
  const onChange = () => {
    listeners.tell();
  };
  const ledger = new Ledger(ledgerFile);
  const terminal = new SimulatedTerminal({ clock, log, ledger, password, pace, onChange });
  let cablePulled = false;
  const desk: ZvtDesk = {
    ledger: () =>
      ledger.entries().map(({ receiptNo, trace, amount, kind, at, reversed, acknowledged }) => ({
        receiptNo,
        trace,
        amount,
        kind,
        at,
        reversed,
        acknowledged,
      })),
    state: () => ({
      display: terminal.desk.display,
      waitingFor: terminal.desk.waitingFor,
      connected: terminal.isConnected,
      registered: terminal.isRegistered,
      busy: terminal.isBusy,
      cablePulled,
      behaviours: terminal.behaviours.list(),
    }),
    onChange: (listener) => {
      return listeners.add(listener);
    },
    tapCard: (card) => terminal.desk.happen({ kind: 'card', card }),
    enterPin: (ok) => terminal.desk.happen({ kind: 'pin', ok }),
    pressStop: () => terminal.desk.happen({ kind: 'stop' }),
    behave: (behaviour) => terminal.behaviours.push(behaviour),
    actByItself: async (act, over = 'line') => {
      if (over === 'line') return terminal.actByItself(act, null);
      const channel = (await options.call?.()) ?? null;
      return channel !== null && terminal.actByItself(act, tcpLink(channel, clock, log));
    },
    payElsewhere: (amount) => {
      const card = { cardName: 'girocard', panEnd: '1111', authCode: '000000' };
      const { trace } = ledger.book({ amount, kind: 'authorisation', at: clock.now(), original: null, ...card });
      ledger.acknowledge(trace);
    },
  };
  return {
    desk,
    attach: (channel, makeLink = tcpLink) =>
      terminal.connect(makeLink(faultyChannel(channel, terminal.behaviours), clock, log)),
    disconnect: () => terminal.disconnect(),
    setCablePulled: (pulled) => {
      cablePulled = pulled;
      onChange();
    },
  };
}
