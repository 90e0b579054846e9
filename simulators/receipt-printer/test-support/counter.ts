import type { PrintOutcome, ReceiptBlock, ReceiptPrinter } from '../../../device-drivers/receipt-printer/contract.ts';
import { createEscPosPrinter } from '../../../device-drivers/receipt-printer/index.ts';
import { type SteppedTime, steppedTime } from '../../../device-drivers/test-support/stepped-time.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { type EscPosSimulator, startEscPosSimulator } from '../index.ts';

/** A driver and a printer on one simulated clock, joined by real TCP. */
export interface Counter extends SteppedTime {
  readonly clock: SimulatedClock;
  readonly simulator: EscPosSimulator;
  readonly printer: ReceiptPrinter;
  print(id: string, blocks?: readonly ReceiptBlock[]): Promise<PrintOutcome>;
  /** Text of each paper in the slot, drawn ones included. */
  slips(): Promise<readonly (readonly string[])[]>;
  /** A second driver for the same printer, as after a restart of the terminal. */
  another(): ReceiptPrinter;
  close(): Promise<void>;
}

const TIME = { stepMs: 20, turns: 4, limit: 120_000 };

export async function createCounter(paperWidth: 58 | 80 = 80): Promise<Counter> {
  const clock = new SimulatedClock();
  const simulator = await startEscPosSimulator({ port: 0, clock, log: silentLog, paperWidth });
  const another = () =>
    createEscPosPrinter({ host: '127.0.0.1', port: simulator.port, paperWidth, clock, log: silentLog });
  const printer = another();
  const time = steppedTime(clock, TIME);
  return {
    clock,
    simulator,
    printer,
    ...time,
    another,
    print: (id, blocks = RECEIPT) => time.finished(printer.print({ id, blocks })),
    async slips() {
      await simulator.settled();
      return simulator.papers().map((paper) => paper.text);
    },
    async close() {
      await printer.close();
      await simulator.close();
    },
  };
}

/** Ready and identified, as it stands in the morning. */
export async function createReadyCounter(paperWidth: 58 | 80 = 80): Promise<Counter> {
  const counter = await createCounter(paperWidth);
  counter.printer.open();
  await counter.until(() => counter.printer.health().model !== null);
  return counter;
}

export const RECEIPT: readonly ReceiptBlock[] = [
  { type: 'text', text: 'Stadt Musterstadt', align: 'center', bold: true, size: 2 },
  { type: 'rule' },
  { type: 'text', text: 'Bewohnerparkausweis – Gebühr für Größe M' },
  { type: 'columns', left: 'Betrag', right: '30,70 €', bold: true },
  { type: 'columns', left: 'Vorgang', right: 'BP-2026-000117' },
  { type: 'space', lines: 1 },
  { type: 'qr', data: 'https://stadt.example/vorgang/BP-2026-000117' },
  { type: 'text', text: 'Vielen Dank', align: 'right' },
];
