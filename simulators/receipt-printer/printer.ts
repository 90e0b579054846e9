import type { Clock } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import { Interpreter } from './interpreter.ts';
import { FULL_ROLL_MM, Mechanism } from './mechanism.ts';
import type { PrintOperation } from './operations.ts';
import type { Piece } from './paper-strip.ts';
import { type RealTimeCommand, RealTimeScanner } from './real-time.ts';
import { asbBytes, realTimeByte, sensorByte } from './status-bytes.ts';

/** How the simulated model differs from a TM-T88: each is something real printers and their copies do. */
export interface ReceiptPrinterQuirks {
  /** Knows GS ( H. Copies of the brand often skip it in silence. */
  processId: boolean;
  /** Pushes automatic status back. */
  asb: boolean;
  /** Knows GS I and GS g 2. */
  identity: boolean;
  counters: boolean;
  /** Knows DLE DC4 8. */
  clear: boolean;
  /** Takes everything and says nothing. */
  mute: boolean;
}

export const TM_T88: ReceiptPrinterQuirks = {
  processId: true,
  asb: true,
  identity: true,
  counters: true,
  clear: true,
  mute: false,
};

const MODEL = 'TM-T88VII';
const IDENTITIES: Readonly<Record<number, string>> = { 65: '10.04 SIM', 66: 'EPSON', 67: MODEL };
const COUNTERS = { lineFeeds: [20, 148], cuts: [50, 178] } as const;

export interface PrinterEvents {
  send(bytes: readonly number[]): void;
  onPiece(piece: Piece): void;
  onChange(): void;
}

/** The printer's electronics: receive buffer, real-time commands, answers, automatic status back. */
export class SimulatedPrinter {
  readonly mechanism: Mechanism;
  readonly quirks: ReceiptPrinterQuirks = { ...TM_T88 };
  readonly #interpreter: Interpreter;
  readonly #events: PrinterEvents;
  readonly #log: Log;
  #scanner = new RealTimeScanner();
  #asbMask = 0;

  constructor(printableDots: number, clock: Clock, log: Log, events: PrinterEvents) {
    this.#events = events;
    this.#log = log;
    this.#interpreter = new Interpreter(printableDots);
    this.mechanism = new Mechanism(clock, this.#interpreter, {
      onStatus: () => this.statusChanged(),
      onPiece: (piece) => events.onPiece(piece),
      onControl: (operation) => this.#control(operation),
    });
  }

  get waitingBytes(): number {
    return this.#interpreter.waiting;
  }

  receive(bytes: Uint8Array): void {
    // Data before a real-time command must be in the buffer when a "clear" takes it out again.
    let from = 0;
    bytes.forEach((byte, i) => {
      const command = this.#scanner.push(byte);
      if (!command) return;
      this.#interpreter.append(bytes.subarray(from, i + 1));
      from = i + 1;
      this.#obey(command);
    });
    this.#interpreter.append(bytes.subarray(from));
    this.mechanism.kick();
    this.#events.onChange();
  }

  /** Tells the host if it asked to be told, and lets the mechanism go on if it can. */
  statusChanged(): void {
    if (this.#asbMask !== 0) this.#sendAsb();
    this.mechanism.kick();
    this.#events.onChange();
  }

  /** The power switch: off and on again. */
  restart(): void {
    this.mechanism.drop();
    this.mechanism.troubles.cutterError = false;
    this.#interpreter.reset();
    this.#asbMask = 0;
    this.#scanner = new RealTimeScanner();
    this.statusChanged();
  }

  /** Frees the cutter as opening the cover does; the printer still waits for DLE ENQ or the switch. */
  loadRoll(): void {
    this.mechanism.setRoll(FULL_ROLL_MM);
  }

  #obey(command: RealTimeCommand): void {
    switch (command.kind) {
      case 'status':
        this.#send([realTimeByte(command.n, this.mechanism)]);
        return;
      case 'recover':
        if (command.clear) this.#clear();
        this.#recover();
        return;
      case 'clear':
        if (!this.quirks.clear) return;
        this.#clear();
        this.#send([0x37, 0x25, 0]);
        return;
    }
  }

  #recover(): void {
    const { troubles } = this.mechanism;
    if (!troubles.cutterError || troubles.cutterJammed) return;
    troubles.cutterError = false;
    this.statusChanged();
  }

  #clear(): void {
    this.mechanism.drop();
    this.#interpreter.clear();
  }

  #control(operation: PrintOperation): void {
    switch (operation.kind) {
      case 'initialize':
        this.#asbMask = 0;
        return;
      case 'asb':
        this.#asbMask = operation.mask;
        if (operation.mask !== 0) this.#sendAsb();
        return;
      case 'sensor-status':
        this.#send([sensorByte(this.mechanism)]);
        return;
      case 'process-id':
        if (this.quirks.processId) this.#send([0x37, 0x22, ...operation.id, 0]);
        return;
      case 'identity': {
        const text = IDENTITIES[operation.n];
        if (this.quirks.identity && text !== undefined) this.#send([0x5f, ...Buffer.from(text, 'latin1'), 0]);
        return;
      }
      case 'counter':
        this.#sendCounter(operation.n);
        return;
      case 'unknown':
        this.#log.event('warn', 'printer-simulator.unknown-command', { command: code(operation.command) });
        return;
      default:
    }
  }

  #sendCounter(n: number): void {
    if (!this.quirks.counters) return;
    for (const name of ['lineFeeds', 'cuts'] as const) {
      const numbers: readonly number[] = COUNTERS[name];
      if (numbers.includes(n)) {
        this.#send([0x5f, ...Buffer.from(String(this.mechanism.counters[name]), 'latin1'), 0]);
      }
    }
  }

  #sendAsb(): void {
    if (this.quirks.asb) this.#send(asbBytes(this.mechanism));
  }

  #send(bytes: readonly number[]): void {
    if (!this.quirks.mute) this.#events.send(bytes);
  }
}
