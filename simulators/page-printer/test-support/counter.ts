import { onTestFinished } from 'vitest';
import type { PagePrinter, PagePrintOutcome } from '../../../device-drivers/page-printer/contract.ts';
import { createIppPagePrinter } from '../../../device-drivers/page-printer/index.ts';
import { type SteppedTime, steppedTime } from '../../../device-drivers/test-support/stepped-time.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { type PagePrinterSimulator, startPagePrinterSimulator } from '../index.ts';

/** A driver and a printer on one simulated clock, joined by real HTTP. */
export interface Counter extends SteppedTime {
  readonly clock: SimulatedClock;
  readonly simulator: PagePrinterSimulator;
  readonly printer: PagePrinter;
  print(id: string, pdf?: Uint8Array, copies?: number): Promise<PagePrintOutcome>;
  /** A second driver for the same printer, as after a restart of the terminal. */
  another(user?: string): PagePrinter;
  /** Before the end of the test; a second call does nothing. */
  close(): Promise<void>;
}

const TIME = { stepMs: 50, turns: 12, limit: 300_000 };

/**
 * Closed when the test has ended.
 * @param way to the printer: straight, or through a CUPS queue
 */
export async function createCounter(way: 'direct' | 'queue' = 'direct'): Promise<Counter> {
  const clock = new SimulatedClock();
  const simulator = await startPagePrinterSimulator({ port: 0, clock });
  const uri = way === 'direct' ? simulator.uri : simulator.queueUri;
  const another = (user = 'terminal-1') => createIppPagePrinter({ uri, user, clock, log: silentLog });
  const printer = another();
  const time = steppedTime(clock, TIME);
  let isOpen = true;
  const counter: Counter = {
    clock,
    simulator,
    printer,
    ...time,
    another,
    print: (id, pdf = pdfOf(2), copies = 1) => time.finished(printer.print({ id, pdf, copies })),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await time.finished(printer.close());
      await simulator.close();
    },
  };
  onTestFinished(() => counter.close());
  return counter;
}

/** In service and looked after, as it stands in the morning. */
export async function createReadyCounter(way: 'direct' | 'queue' = 'direct'): Promise<Counter> {
  const counter = await createCounter(way);
  counter.printer.open();
  await counter.until(() => counter.printer.health().state === 'ready');
  await counter.pass(500);
  return counter;
}

/** What `print` answers when all went well. */
export const PRINTED = { ok: true, value: { printed: true, retained: false } };

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
