import type { RealTimeKind } from './commands.ts';

/** What the printer says of itself, from whichever of its status messages said it last. */
export interface ReceiptPrinterStatus {
  /** The printer takes no print data now, for whatever reason. */
  readonly offline: boolean;
  readonly coverOpen: boolean;
  readonly paper: 'ok' | 'near-end' | 'out';
  readonly cutterError: boolean;
  /** Mechanical error that DLE ENQ can clear. */
  readonly recoverableError: boolean;
  /** Needs a technician and the power switch. */
  readonly unrecoverable: boolean;
  /** Head too hot: goes on by itself. */
  readonly overheated: boolean;
  /** Someone holds the feed button. */
  readonly feeding: boolean;
}

export const HEALTHY: ReceiptPrinterStatus = {
  offline: false,
  coverOpen: false,
  paper: 'ok',
  cutterError: false,
  recoverableError: false,
  unrecoverable: false,
  overheated: false,
  feeding: false,
};

const bit = (byte: number, n: number): boolean => (byte & (1 << n)) !== 0;

/** Folds one DLE EOT answer into the status (ESC/POS reference, DLE EOT n = 1..4). */
export function withRealTime(status: ReceiptPrinterStatus, n: RealTimeKind, byte: number): ReceiptPrinterStatus {
  switch (n) {
    case 1:
      return { ...status, offline: bit(byte, 3), feeding: bit(byte, 6) };
    case 2: {
      const paper = bit(byte, 5) ? 'out' : status.paper === 'out' ? 'ok' : status.paper;
      return { ...status, coverOpen: bit(byte, 2), feeding: bit(byte, 3), paper };
    }
    case 3:
      return {
        ...status,
        recoverableError: bit(byte, 2),
        cutterError: bit(byte, 3),
        unrecoverable: bit(byte, 5),
        overheated: bit(byte, 6),
      };
    case 4:
      return { ...status, paper: (byte & 0x60) !== 0 ? 'out' : (byte & 0x0c) !== 0 ? 'near-end' : 'ok' };
  }
}

export type AsbBytes = readonly [number, number, number, number];

/** Automatic status back is complete in itself (ESC/POS reference, GS a, "Basic ASB status"). */
export const fromAsb = ([first, second, third]: AsbBytes): ReceiptPrinterStatus => ({
  offline: bit(first, 3),
  coverOpen: bit(first, 5),
  feeding: bit(first, 6),
  recoverableError: bit(second, 2),
  cutterError: bit(second, 3),
  unrecoverable: bit(second, 5),
  overheated: bit(second, 6),
  paper: (third & 0x0c) !== 0 ? 'out' : (third & 0x03) !== 0 ? 'near-end' : 'ok',
});

/** What stops printing until a person comes; `null` if nothing does. The gravest first. */
export type BlockingFault = 'unrecoverable' | 'cover-open' | 'cutter-error' | 'paper-out' | 'recoverable-error';

export function blockingFault(status: ReceiptPrinterStatus): BlockingFault | null {
  if (status.unrecoverable) return 'unrecoverable';
  if (status.coverOpen) return 'cover-open';
  if (status.cutterError) return 'cutter-error';
  if (status.paper === 'out') return 'paper-out';
  if (status.recoverableError) return 'recoverable-error';
  return null;
}
