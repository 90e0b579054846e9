import type { ReceiptPrinterStatus } from './codec/status.ts';

export interface PaperUse {
  /** Millimetres since the driver's first start on this terminal. */
  readonly total: number;
  /** Millimetres since a roll was last put in. */
  readonly onRoll: number;
}

/**
 * Counts paper for the forecast of the next roll change. A new roll is recognised by the paper sensor going from
 * "out" back to "ok"; a roll changed before its end shows as "near end" going back to "ok".
 */
export class PaperMeter {
  #total: number;
  #onRoll: number;
  #before: ReceiptPrinterStatus['paper'] = 'ok';

  constructor(use: PaperUse) {
    this.#total = use.total;
    this.#onRoll = use.onRoll;
  }

  used(mm: number): void {
    this.#total += mm;
    this.#onRoll += mm;
  }

  hearStatus(status: ReceiptPrinterStatus): void {
    if (this.#before !== 'ok' && status.paper === 'ok') this.#onRoll = 0;
    this.#before = status.paper;
  }

  get use(): PaperUse {
    return { total: Math.round(this.#total), onRoll: Math.round(this.#onRoll) };
  }
}
