import type { Clock, Timer } from '../../../foundation/clock.ts';
import {
  AUTOMATIC_STATUS_BACK,
  FEED_AND_CUT,
  INITIALIZE,
  type ProcessId,
  processIdResponse,
  SENSOR_STATUS,
} from '../codec/commands.ts';
import type { StatusFrame } from '../codec/parser.ts';
import { type BlockingFault, blockingFault, type ReceiptPrinterStatus } from '../codec/status.ts';
import type { PrintFault } from '../contract.ts';
import { DELAYS } from '../delays.ts';
import type { EscPosConnection, PrinterIdentity } from './connection.ts';

export interface JobOrder {
  readonly processId: ProcessId;
  readonly body: Uint8Array;
  /** Paper it needs, in millimetres: sets the deadline. */
  readonly heightMm: number;
  /** Cuts in the body. */
  readonly cuts: number;
  /** Part of an earlier receipt still hangs in the slot: it is cut off first. */
  readonly cutFirst: boolean;
}

export type ReceiptJobEnd = { readonly kind: 'printed' } | { readonly kind: 'fault'; readonly reason: PrintFault };

/** @returns the contract's word for a fault the status shows */
export const printFault = (fault: BlockingFault): PrintFault =>
  fault === 'recoverable-error' ? 'cutter-error' : fault;

/**
 * One receipt from the first byte to the printer's own word that it is out. States: printing → (hot ⇄ printing) →
 * (link lost → settling) → done. A receipt is never sent a second time by the job itself.
 */
export class PrintJob {
  readonly #connection: EscPosConnection;
  readonly #clock: Clock;
  readonly #identity: PrinterIdentity;
  readonly #order: JobOrder;
  readonly #end = Promise.withResolvers<ReceiptJobEnd>();
  #state: 'preparing' | 'printing' | 'hot' | 'link-lost' | 'settling' | 'done' = 'preparing';
  #timer: Timer | undefined;
  #cutsBefore: number | null = null;
  #isMarked = false;

  constructor(connection: EscPosConnection, clock: Clock, identity: PrinterIdentity, order: JobOrder) {
    this.#connection = connection;
    this.#clock = clock;
    this.#identity = identity;
    this.#order = order;
  }

  /** The cut counter once this receipt is out; `null` if the printer does not count. */
  get cutsAfter(): number | null {
    const cuts = this.#order.cuts + (this.#order.cutFirst ? 1 : 0);
    return this.#cutsBefore === null ? null : this.#cutsBefore + cuts;
  }

  /** The printer has answered the mark behind the receipt, be it too late for the outcome. */
  get isMarked(): boolean {
    return this.#isMarked;
  }

  /** False: not one byte of the receipt was sent. */
  get isSent(): boolean {
    return this.#state !== 'preparing';
  }

  async run(): Promise<ReceiptJobEnd> {
    this.#cutsBefore = this.#identity.counters ? await this.#connection.cuts() : null;
    if (!this.#connection.isUp) return { kind: 'fault', reason: 'offline' };
    this.#state = 'printing';
    const separate = this.#order.cutFirst ? [...FEED_AND_CUT] : [];
    this.#connection.send(
      Uint8Array.from([...INITIALIZE, ...AUTOMATIC_STATUS_BACK, ...separate, ...this.#order.body, ...this.#mark]),
    );
    this.#connection.pollEvery(DELAYS.pollPrinting);
    this.#armDeadline();
    const end = await this.#end.promise;
    this.#connection.pollEvery(DELAYS.pollIdle);
    return end;
  }

  hearFrame(frame: StatusFrame): void {
    if (!this.#isMark(frame)) return;
    this.#isMarked = this.#state !== 'settling';
    if (this.#state === 'settling') void this.#settleByCounter();
    else if (this.#state === 'printing' || this.#state === 'hot') this.#finish({ kind: 'printed' });
  }

  hearStatus(status: ReceiptPrinterStatus): void {
    if (this.#state === 'preparing' || this.#state === 'link-lost' || this.#state === 'done') return;
    const fault = blockingFault(status);
    if (fault) this.#finish({ kind: 'fault', reason: printFault(fault) });
    else if (status.overheated && this.#state === 'printing') {
      this.#state = 'hot';
      this.#arm(DELAYS.overheatPatience, 'overheated');
    } else if (!status.overheated && this.#state === 'hot') {
      this.#state = 'printing';
      this.#armDeadline();
    }
  }

  hearDown(): void {
    if (this.#state === 'preparing' || this.#state === 'done') return;
    this.#state = 'link-lost';
    this.#arm(DELAYS.linkLossPatience, 'offline');
  }

  /**
   * The link is back. Whether the receipt got through is settled by the printer's cut counter once the mark, sent
   * again, has shown that nothing waits in its buffer any more.
   */
  hearUp(): void {
    if (this.#state !== 'link-lost') return;
    if (this.cutsAfter === null) {
      this.#finish({ kind: 'fault', reason: 'not-confirmed' });
      return;
    }
    this.#state = 'settling';
    this.#armDeadline();
    this.#connection.send(Uint8Array.from(this.#mark));
  }

  async #settleByCounter(): Promise<void> {
    const cuts = await this.#connection.cuts();
    const isOut = cuts !== null && this.cutsAfter !== null && cuts >= this.cutsAfter;
    this.#isMarked = isOut;
    this.#finish(isOut ? { kind: 'printed' } : { kind: 'fault', reason: 'offline' });
  }

  get #mark(): readonly number[] {
    return [...(this.#identity.processId ? processIdResponse(this.#order.processId) : SENSOR_STATUS)];
  }

  #isMark(frame: StatusFrame): boolean {
    if (!this.#identity.processId) return frame.kind === 'sensor';
    return frame.kind === 'process-id' && frame.id === this.#order.processId;
  }

  #armDeadline(): void {
    this.#arm(DELAYS.printWithin + this.#order.heightMm * DELAYS.printPerMillimetre, 'not-confirmed');
  }

  #arm(ms: number, reason: PrintFault): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => this.#finish({ kind: 'fault', reason }), ms);
  }

  #finish(end: ReceiptJobEnd): void {
    if (this.#state === 'done') return;
    this.#state = 'done';
    this.#clock.clearTimeout(this.#timer);
    this.#end.resolve(end);
  }
}
