import type { Result } from '../../foundation/result.ts';
import type { Device } from '../contract.ts';

/** Content of a receipt. Free of names by contract: amounts, references, states, texts from the configuration. */
export type ReceiptBlock =
  | {
      readonly type: 'text';
      readonly text: string;
      readonly align?: 'left' | 'center' | 'right';
      readonly bold?: boolean;
      readonly size?: 1 | 2;
    }
  | { readonly type: 'columns'; readonly left: string; readonly right: string; readonly bold?: boolean }
  | { readonly type: 'rule' }
  | { readonly type: 'space'; readonly lines: number }
  | { readonly type: 'qr'; readonly data: string }
  | { readonly type: 'logo'; readonly name: string }
  /** Ends a slip within the document; the end of the document always cuts. */
  | { readonly type: 'cut' };

export interface ReceiptDocument {
  /** Journal id: a reprint after a fault carries the same id, so that it is recognisable as the same receipt. */
  readonly id: string;
  readonly blocks: readonly ReceiptBlock[];
}

export type PrintFault =
  | 'paper-out'
  | 'cover-open'
  | 'cutter-error'
  | 'overheated'
  | 'offline' // not reachable
  | 'unrecoverable'
  | 'not-confirmed'; // bytes left, but the printer never said "printed"

export type PrintOutcome = Result<
  { readonly printed: true },
  { readonly reason: PrintFault /** Paper may already show part of it. */; readonly partial: boolean }
>;

export interface ReceiptPrinter extends Device {
  readonly kind: 'receipt-printer';
  /** Resolves ok only when the printer itself reported that this receipt is out. */
  print(document: ReceiptDocument): Promise<PrintOutcome>;
}
