import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { MAX_RECEIPT_NO } from '../../device-drivers/payment/codec/index.ts';

const Entry = z.strictObject({
  receiptNo: z.int(),
  trace: z.int(),
  amount: z.int(),
  kind: z.enum(['authorisation', 'reversal', 'refund']),
  /** Epoch milliseconds. */
  at: z.number(),
  reversed: z.boolean(),
  acknowledged: z.boolean(),
  /** Trace of the payment a reversal undid. */
  original: z.int().nullable(),
  cardName: z.string(),
  panEnd: z.string(),
  authCode: z.string(),
});

const Stored = z.strictObject({
  nextReceipt: z.int(),
  nextTrace: z.int(),
  /** Entries from this index on are not yet submitted by an end of day. */
  openFrom: z.int(),
  entries: z.array(Entry),
});

export type LedgerEntry = Readonly<z.infer<typeof Entry>>;
export type NewEntry = Pick<LedgerEntry, 'amount' | 'kind' | 'at' | 'original' | 'cardName' | 'panEnd' | 'authCode'>;

const FIRST_RECEIPT = 1;
const FIRST_TRACE = 1_001;

/** What the card network knows: independent of anything the cash register was told. */
export class Ledger {
  readonly #file: string | null;
  #state: z.infer<typeof Stored> = { nextReceipt: FIRST_RECEIPT, nextTrace: FIRST_TRACE, openFrom: 0, entries: [] };

  constructor(file: string | null) {
    this.#file = file;
    if (file !== null && existsSync(file)) this.#state = Stored.parse(JSON.parse(readFileSync(file, 'utf8')));
  }

  entries(): readonly LedgerEntry[] {
    return this.#state.entries;
  }

  /** Booked, and not undone by the terminal itself. */
  last(): LedgerEntry | null {
    return (
      this.#state.entries.findLast(
        (entry) => entry.kind !== 'authorisation' || !undoneByItself(entry, this.#state.entries),
      ) ?? null
    );
  }

  book(entry: NewEntry): LedgerEntry {
    const booked = {
      ...entry,
      receiptNo: this.#state.nextReceipt,
      trace: this.#state.nextTrace,
      reversed: false,
      acknowledged: false,
    };
    this.#state.nextReceipt = (this.#state.nextReceipt % MAX_RECEIPT_NO) + 1;
    this.#state.nextTrace++;
    this.#state.entries.push(booked);
    this.#save();
    return booked;
  }

  acknowledge(trace: number): void {
    this.#change(trace, { acknowledged: true });
  }

  reverse(trace: number): void {
    this.#change(trace, { reversed: true });
  }

  find(receiptNo: number): LedgerEntry | null {
    return this.#state.entries.findLast((e) => e.receiptNo === receiptNo && e.kind === 'authorisation') ?? null;
  }

  open(): readonly LedgerEntry[] {
    return this.#state.entries.slice(this.#state.openFrom);
  }

  submit(): void {
    this.#state.openFrom = this.#state.entries.length;
    this.#save();
  }

  #change(trace: number, change: Partial<LedgerEntry>): void {
    this.#state.entries = this.#state.entries.map((e) => (e.trace === trace ? { ...e, ...change } : e));
    this.#save();
  }

  /** Whole or not at all: a killed simulator must still know what it booked. */
  #save(): void {
    if (this.#file === null) return;
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#state));
    renameSync(`${this.#file}.new`, this.#file);
  }
}

const undoneByItself = (entry: LedgerEntry, all: readonly LedgerEntry[]): boolean =>
  entry.reversed && !all.some((other) => other.kind === 'reversal' && other.original === entry.trace);
