import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import type { PagePrinter, PagePrintOutcome } from '../contract.ts';
import { createIppPagePrinter } from '../index.ts';
import { type PagePrinterSimulator, startPagePrinterSimulator } from '../simulator/index.ts';

/** A driver and a printer on one simulated clock, joined by real HTTP. */
export interface Counter {
  readonly clock: SimulatedClock;
  readonly simulator: PagePrinterSimulator;
  readonly printer: PagePrinter;
  /** Lets simulated time pass until the condition holds. @throws after `limit` milliseconds of simulated time */
  until(condition: () => boolean, limit?: number): Promise<void>;
  /** Lets simulated time pass, and the bytes on the way arrive. */
  pass(ms: number): Promise<void>;
  /** Lets simulated time pass until the promise settles. */
  finished<T>(promise: Promise<T>, limit?: number): Promise<T>;
  print(id: string, pdf?: Uint8Array, copies?: number): Promise<PagePrintOutcome>;
  /** A second driver for the same printer, as after a restart of the terminal. */
  another(user?: string): PagePrinter;
  close(): Promise<void>;
}

const STEP_MS = 50;
/** Turns of the event loop after each step, for requests and answers on the loopback interface to arrive. */
const TURNS = 12;

export async function createCounter(): Promise<Counter> {
  const clock = new SimulatedClock();
  const simulator = await startPagePrinterSimulator({ port: 0, clock });
  const another = (user = 'terminal-1') => createIppPagePrinter({ uri: simulator.uri, user, clock, log: silentLog });
  const printer = another();
  const step = async () => {
    await clock.advance(STEP_MS);
    for (let i = 0; i < TURNS; i++) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  const until = async (condition: () => boolean, limit = 300_000) => {
    for (let passed = 0; !condition(); passed += STEP_MS) {
      if (passed > limit) throw new Error(`still not so after ${limit} simulated milliseconds`);
      await step();
    }
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
    async pass(ms) {
      for (let passed = 0; passed < ms; passed += STEP_MS) await step();
    },
    finished,
    another,
    print: (id, pdf = pdfOf(2), copies = 1) => finished(printer.print({ id, pdf, copies })),
    async close() {
      await finished(printer.close());
      await simulator.close();
    },
  };
}

/** In service and looked after, as it stands in the morning. */
export async function createReadyCounter(): Promise<Counter> {
  const counter = await createCounter();
  counter.printer.open();
  await counter.until(() => counter.printer.health().state === 'ready');
  await counter.pass(500);
  return counter;
}

/** A whole small PDF of this many pages, with a name on it that must not be found anywhere afterwards. */
export function pdfOf(pages: number, secret = 'Erika Mustermann'): Uint8Array {
  const content = `BT /F1 24 Tf 72 720 Td (${secret}) Tj ET`;
  const kids = Array.from({ length: pages }, (_, i) => `${5 + i} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ...Array.from(
      { length: pages },
      () =>
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>',
    ),
  ];
  let body = '%PDF-1.4\n';
  const offsets: number[] = [];
  objects.forEach((object, index) => {
    offsets.push(body.length);
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`, 'latin1');
}
