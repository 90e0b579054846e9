import type { Cell } from '../cell.ts';
import { codeReaderCells } from './code-reader.ts';
import { eidCells } from './eid.ts';
import { keypadCells } from './keypad.ts';
import { pagePrinterCells } from './page-printer.ts';
import { paymentCells } from './payment.ts';
import { paymentPortalCells } from './payment-portal.ts';
import { portalCells } from './portal.ts';
import { presenceCells } from './presence.ts';
import { printerCells } from './printer.ts';
import { processCells } from './processes.ts';
import { scannerCells } from './scanner.ts';
import { walletCells } from './wallet.ts';

export const CELLS: readonly Cell[] = [
  ...paymentCells,
  ...eidCells,
  ...walletCells,
  ...printerCells,
  ...scannerCells,
  ...codeReaderCells,
  ...pagePrinterCells,
  ...keypadCells,
  ...presenceCells,
  ...portalCells,
  ...paymentPortalCells,
  ...processCells,
];
