import type { Clock } from '../../foundation/clock.ts';
import { PRINTER_TIMES } from './delays.ts';
import type { Interpreter } from './interpreter.ts';
import type { PrintOperation } from './operations.ts';
import { type Piece, Strip } from './paper-strip.ts';

const DOTS_PER_MM = 180 / 25.4;
const HEAD_TO_CUTTER_MM = 14;
/** Length of a fresh 80 mm roll. */
export const FULL_ROLL_MM = 80_000;
const NEAR_END_MM = 3_000;

/** What is physically wrong with the printer, each thing by itself. */
export interface MechanismTroubles {
  coverOpen: boolean;
  /** Something is stuck in the cutter: the next stroke fails. */
  cutterJammed: boolean;
  /** The cutter failed and the printer stopped for it. */
  cutterError: boolean;
  overheated: boolean;
  broken: boolean;
  /** The sensor says near end whatever the roll says. */
  nearEnd: boolean;
}

export interface MechanismEvents {
  /** Something a status message tells about has changed. */
  onStatus(): void;
  onPiece(piece: Piece): void;
  /** An operation without paper: answer it, or change a setting. */
  onControl(operation: PrintOperation): void;
}

/** The part of the printer that moves: takes one operation after the other, each for its time. */
export class Mechanism {
  readonly troubles: MechanismTroubles = {
    coverOpen: false,
    cutterJammed: false,
    cutterError: false,
    overheated: false,
    broken: false,
    nearEnd: false,
  };
  readonly counters = { lineFeeds: 0, cuts: 0 };
  readonly #clock: Clock;
  readonly #source: Interpreter;
  readonly #events: MechanismEvents;
  readonly #strip = new Strip(Math.round(HEAD_TO_CUTTER_MM * DOTS_PER_MM));
  #roll = FULL_ROLL_MM;
  #used = 0;
  #current: PrintOperation | undefined;
  #isMoving = false;
  #run = 0;

  constructor(clock: Clock, source: Interpreter, events: MechanismEvents) {
    this.#clock = clock;
    this.#source = source;
    this.#events = events;
  }

  get isPaperOut(): boolean {
    return this.#roll <= 0;
  }

  get isNearEnd(): boolean {
    return this.troubles.nearEnd || this.#roll <= NEAR_END_MM;
  }

  get isBlocked(): boolean {
    const { coverOpen, cutterError, overheated, broken } = this.troubles;
    return coverOpen || cutterError || overheated || broken || this.isPaperOut;
  }

  get isMoving(): boolean {
    return this.#isMoving;
  }

  /** Millimetres of paper fed past the head since the start. */
  get usedMm(): number {
    return this.#used;
  }

  /** Millimetres that hang out of the slot, not yet cut. */
  get emergingMm(): number {
    return this.#strip.isBlank ? 0 : this.#strip.length / DOTS_PER_MM;
  }

  get rollMm(): number {
    return this.#roll;
  }

  setRoll(mm: number): void {
    this.#roll = mm;
    this.#events.onStatus();
    this.kick();
  }

  /** Pulls out what hangs in the slot, if anything is printed on it. */
  tear(): void {
    if (!this.#strip.isBlank) this.#events.onPiece(this.#strip.tear());
  }

  /** Drops what is being done; a line half burnt stays on the paper as far as it got: here, not at all. */
  drop(): void {
    this.#run++;
    this.#current = undefined;
    this.#isMoving = false;
  }

  /** Goes on if there is something to do and nothing in the way. Call after any change. */
  kick(): void {
    while (!this.#isMoving && !this.isBlocked) {
      this.#current ??= this.#source.next();
      const operation = this.#current;
      if (!operation) return;
      const duration = durationOf(operation);
      if (duration === 0) {
        this.#current = undefined;
        this.#events.onControl(operation);
        continue;
      }
      this.#isMoving = true;
      const run = this.#run;
      this.#clock.setTimeout(() => {
        if (run === this.#run) this.#finish(operation);
      }, duration);
    }
  }

  #finish(operation: PrintOperation): void {
    this.#isMoving = false;
    if (this.isBlocked) return;
    this.#current = undefined;
    this.#perform(operation);
    this.kick();
  }

  #perform(operation: PrintOperation): void {
    switch (operation.kind) {
      case 'line':
      case 'graphic':
        this.#strip.print(operation);
        this.#feed(operation.height);
        return;
      case 'feed':
        this.#strip.feed(operation.height);
        this.#feed(operation.height);
        return;
      case 'cut':
        this.#cut(operation);
        return;
      default:
    }
  }

  #cut(operation: Extract<PrintOperation, { kind: 'cut' }>): void {
    if (this.troubles.cutterJammed) {
      this.troubles.cutterError = true;
      this.#events.onStatus();
      return;
    }
    if (operation.feedToCutter) {
      const height = operation.height + Math.round(HEAD_TO_CUTTER_MM * DOTS_PER_MM);
      this.#strip.feed(height);
      this.#feed(height);
    }
    this.counters.cuts++;
    this.#events.onPiece(this.#strip.cut());
  }

  #feed(dots: number): void {
    const wasNearEnd = this.isNearEnd;
    const mm = dots / DOTS_PER_MM;
    this.counters.lineFeeds++;
    this.#used += mm;
    this.#roll -= mm;
    if (this.isPaperOut || wasNearEnd !== this.isNearEnd) this.#events.onStatus();
  }
}

function durationOf(operation: PrintOperation): number {
  switch (operation.kind) {
    case 'line':
    case 'graphic':
    case 'feed':
      return Math.max(1, (operation.height / DOTS_PER_MM / PRINTER_TIMES.speed) * 1000);
    case 'cut':
      return PRINTER_TIMES.cut;
    default:
      return 0;
  }
}
