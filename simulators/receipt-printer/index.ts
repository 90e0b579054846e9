import type { Clock } from '../../foundation/clock.ts';
import { Bug, reasonOf } from '../../foundation/errors.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { code, type Log } from '../../foundation/log.ts';
import { Wire } from './network-interface.ts';
import { codesOf, linesOf, type Piece } from './paper-strip.ts';
import { type ReceiptPrinterQuirks, SimulatedPrinter } from './printer.ts';
import { render } from './render.ts';

export type { ReceiptPrinterQuirks } from './printer.ts';

/** A piece of paper in the slot. */
export interface PrintedSlip {
  readonly id: string;
  /** What is on it, one pixel per dot of 180 dpi. */
  readonly png: Uint8Array;
  /** Its lines as decoded from the bytes received. */
  readonly text: readonly string[];
  /** Contents of its QR codes. */
  readonly codes: readonly string[];
  readonly heightMm: number;
  /** Torn off or pulled out instead of cut: part of a receipt. */
  readonly torn: boolean;
}

export interface EscPosSimulatorState {
  readonly cable: 'plugged' | 'pulled';
  readonly power: 'on' | 'off';
  readonly connected: boolean;
  readonly printing: boolean;
  readonly paper: 'ok' | 'near-end' | 'out';
  readonly cover: 'closed' | 'open';
  readonly cutter: 'ok' | 'jammed' | 'error';
  readonly overheated: boolean;
  readonly broken: boolean;
  /** Millimetres that hang out of the slot and are not cut yet. */
  readonly emergingMm: number;
  readonly rollMm: number;
  readonly usedMm: number;
  readonly waitingBytes: number;
  readonly papers: readonly { readonly id: string; readonly heightMm: number; readonly torn: boolean }[];
}

export interface EscPosSimulatorOptions {
  /** TCP port on 127.0.0.1; 0 for any free one. */
  readonly port: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly paperWidth: 58 | 80;
}

export interface EscPosSimulator {
  readonly port: number;
  papers(): readonly PrintedSlip[];
  /** A person takes a piece of paper away. @returns it, `undefined` if there is none of this id */
  takePaper(id: string): PrintedSlip | undefined;
  /** The roll is empty or taken out; what hangs in the slot stays there. */
  pullPaper(): void;
  /** A fresh roll; what hung in the slot is torn off and lies there as a piece of paper. */
  loadPaper(): void;
  /** Leaves this much paper on the roll: it ends in the middle of a receipt. */
  leaveOnRoll(mm: number): void;
  openCover(): void;
  closeCover(): void;
  jamCutter(): void;
  /** Takes out what was stuck. The printer still waits for DLE ENQ, as real ones do. */
  freeCutter(): void;
  overheat(): void;
  coolDown(): void;
  /** An error only the power switch and a technician end. */
  breakDown(): void;
  repair(): void;
  nearEnd(on: boolean): void;
  pullCable(): void;
  plugCable(): Promise<void>;
  powerOff(): Promise<void>;
  powerOn(): Promise<void>;
  setQuirks(quirks: Partial<ReceiptPrinterQuirks>): void;
  /** Sends bytes of its own to the host: noise on the line. */
  sendNoise(bytes: readonly number[]): void;
  state(): EscPosSimulatorState;
  onChange(listener: () => void): () => void;
  /** Resolves when every piece of paper that was cut has been drawn. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Paper and printable width in dots of 180 dpi. */
const WIDTHS = { 58: { paper: 411, printable: 384 }, 80: { paper: 567, printable: 512 } } as const;
const DOTS_PER_MM = 180 / 25.4;
/** Slips the slot holds; the oldest falls to the floor. */
const SLOT_HOLDS = 12;

/**
 * The printer's end of ESC/POS over TCP: obeys what it receives and shows what is on the paper.
 * @throws Refusal `port-in-use`
 */
export async function startEscPosSimulator(options: EscPosSimulatorOptions): Promise<EscPosSimulator> {
  const { clock, log } = options;
  const width = WIDTHS[options.paperWidth];
  const listeners = new Listeners();
  const papers: PrintedSlip[] = [];
  let nextPaper = 1;
  let isOn = true;

  const changed = () => {
    listeners.tell();
  };
  /** One after the other, so that the slot holds the papers in the order in which they came out. */
  let drawing: Promise<void> = Promise.resolve();
  const lay = (piece: Piece) => {
    const id = `paper-${nextPaper++}`;
    drawing = drawing
      .then(() => render(piece, width.paper, width.printable))
      .then((png) => {
        const heightMm = piece.height / DOTS_PER_MM;
        papers.push({ id, png, text: linesOf(piece), codes: codesOf(piece), heightMm, torn: piece.torn });
        papers.splice(0, Math.max(0, papers.length - SLOT_HOLDS));
      })
      .catch((error: unknown) =>
        log.event('error', 'printer-simulator.drawing-failed', { reason: code(reasonOf(error)) }),
      )
      .finally(changed);
  };
  const printer = new SimulatedPrinter(width.printable, clock, log, {
    send: (bytes) => wire.send(bytes),
    onPiece: lay,
    onChange: changed,
  });
  const wire = new Wire(options.port, {
    onConnect: changed,
    onBytes: (bytes) => printer.receive(bytes),
    onDisconnect: changed,
  });
  await wire.listen();

  const { mechanism } = printer;
  const trouble = (change: (troubles: typeof mechanism.troubles) => void) => {
    change(mechanism.troubles);
    printer.statusChanged();
  };

  return {
    get port() {
      return wire.port;
    },
    papers: () => [...papers],
    takePaper(id) {
      const at = papers.findIndex((paper) => paper.id === id);
      const [taken] = at === -1 ? [] : papers.splice(at, 1);
      if (taken) changed();
      return taken;
    },
    pullPaper: () => mechanism.setRoll(0),
    loadPaper() {
      mechanism.tear();
      printer.loadRoll();
    },
    leaveOnRoll: (mm) => mechanism.setRoll(mm),
    openCover: () =>
      trouble((t) => {
        t.coverOpen = true;
      }),
    closeCover: () =>
      trouble((t) => {
        t.coverOpen = false;
      }),
    jamCutter: () =>
      trouble((t) => {
        t.cutterJammed = true;
      }),
    freeCutter: () =>
      trouble((t) => {
        t.cutterJammed = false;
      }),
    overheat: () =>
      trouble((t) => {
        t.overheated = true;
      }),
    coolDown: () =>
      trouble((t) => {
        t.overheated = false;
      }),
    breakDown: () =>
      trouble((t) => {
        t.broken = true;
      }),
    repair() {
      trouble((t) => {
        t.broken = false;
      });
      printer.restart();
    },
    nearEnd: (on) =>
      trouble((t) => {
        t.nearEnd = on;
      }),
    pullCable() {
      wire.pull();
      changed();
    },
    async plugCable() {
      if (!isOn) throw new Bug('the printer is switched off: powerOn first');
      await wire.plug();
      changed();
    },
    async powerOff() {
      isOn = false;
      wire.pull();
      await wire.close();
      printer.restart();
    },
    async powerOn() {
      isOn = true;
      await wire.plug();
      changed();
    },
    setQuirks: (quirks) => Object.assign(printer.quirks, quirks),
    sendNoise: (bytes) => wire.send(bytes),
    state: () => ({
      cable: wire.isPulled && isOn ? 'pulled' : 'plugged',
      power: isOn ? 'on' : 'off',
      connected: wire.isConnected,
      printing: mechanism.isMoving,
      paper: mechanism.isPaperOut ? 'out' : mechanism.isNearEnd ? 'near-end' : 'ok',
      cover: mechanism.troubles.coverOpen ? 'open' : 'closed',
      cutter: mechanism.troubles.cutterError ? 'error' : mechanism.troubles.cutterJammed ? 'jammed' : 'ok',
      overheated: mechanism.troubles.overheated,
      broken: mechanism.troubles.broken,
      emergingMm: Math.round(mechanism.emergingMm),
      rollMm: Math.round(mechanism.rollMm),
      usedMm: mechanism.usedMm,
      waitingBytes: printer.waitingBytes,
      papers: papers.map(({ id, heightMm, torn }) => ({ id, heightMm: Math.round(heightMm), torn })),
    }),
    onChange(listener) {
      return listeners.add(listener);
    },
    settled: () => drawing,
    async close() {
      await wire.close();
      mechanism.drop();
      await drawing;
    },
  };
}
