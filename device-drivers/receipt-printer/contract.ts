import { z } from 'zod';
import type { Result } from '../../foundation/result.ts';
import { DeviceFile, HostPort } from '../addresses.ts';
import type { Device } from '../contract.ts';

const Paper = {
  paperWidth: z.union([z.literal(58), z.literal(80)]).describe('Millimetres'),
  codePage: z
    .enum(['windows1252', 'cp858', 'cp437'])
    .default('windows1252')
    .describe('Of those the printer has (its self-test prints them): ESC t 16 WPC1252, 19 PC858, 0 PC437'),
};

export const ReceiptPrinterConfiguration = z
  .discriminatedUnion('protocol', [
    z.strictObject({ protocol: z.literal('escpos-tcp'), ...HostPort.shape, ...Paper }),
    z.strictObject({ protocol: z.literal('escpos-file'), path: DeviceFile, ...Paper }),
  ])
  .nullable();

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
