import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import type { PrintOutcome, ReceiptBlock, ReceiptPrinter } from '../contract.ts';
import { createEscPosPrinter } from '../index.ts';
import { type EscPosSimulator, startEscPosSimulator } from '../simulator/index.ts';

/** A driver and a printer on one simulated clock, joined by real TCP. */
export interface Counter {
  readonly clock: SimulatedClock;
  readonly simulator: EscPosSimulator;
  readonly printer: ReceiptPrinter;
  /** Lets simulated time pass until the condition holds. @throws after `limit` milliseconds of simulated time */
  until(condition: () => boolean, limit?: number): Promise<void>;
  /** Lets simulated time pass, and the bytes on the way arrive. */
  pass(ms: number): Promise<void>;
  /** Lets simulated time pass until the promise settles. */
  finished<T>(promise: Promise<T>, limit?: number): Promise<T>;
  print(id: string, blocks?: readonly ReceiptBlock[]): Promise<PrintOutcome>;
  /** Text of each paper in the slot, drawn ones included. */
  slips(): Promise<readonly (readonly string[])[]>;
  /** A second driver for the same printer, as after a restart of the terminal. */
  another(): ReceiptPrinter;
  close(): Promise<void>;
}

const STEP_MS = 20;
/** Turns of the event loop after each step, for bytes on the loopback interface to arrive. */
const TURNS = 4;

export async function createCounter(paperWidth: 58 | 80 = 80): Promise<Counter> {
  const clock = new SimulatedClock();
  const simulator = await startEscPosSimulator({ port: 0, clock, log: silentLog, paperWidth });
  const another = () =>
    createEscPosPrinter({ host: '127.0.0.1', port: simulator.port, paperWidth, clock, log: silentLog });
  const printer = another();
  const step = async () => {
    await clock.advance(STEP_MS);
    for (let i = 0; i < TURNS; i++) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  const until = async (condition: () => boolean, limit = 120_000) => {
    for (let passed = 0; !condition(); passed += STEP_MS) {
      if (passed > limit) throw new Error(`still not so after ${limit} simulated milliseconds`);
      await step();
    }
  };
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += STEP_MS) await step();
  };
  const finished = async <T>(promise: Promise<T>, limit?: number): Promise<T> => {
    let isDone = false;
    const done = () => {
      isDone = true;
    };
    promise.then(done, done);
    await until(() => isDone, limit);
    return promise;
  };
  return {
    clock,
    simulator,
    printer,
    until,
    pass,
    finished,
    another,
    print: (id, blocks = RECEIPT) => finished(printer.print({ id, blocks })),
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
