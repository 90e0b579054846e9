import type { PagePrintFault } from '../../../../../device-drivers/page-printer/contract.ts';
import { MAX_DOCUMENT_PART } from '../../../../channel/attended/page-print.ts';
import type { CopyFaultReason } from '../../../contract/screens/receipt.ts';
import { delays } from '../../../delays.ts';
import { attempt, type Ports, tell } from '../../../ports.ts';

export type PrintOutcome =
  | { readonly kind: 'printed' }
  | { readonly kind: 'fault'; readonly reason: CopyFaultReason; readonly partial: boolean };

/** Prints a document on the page printer and waits for what it says; withdrawn when `signal` says so. */
export async function printDocument(
  ports: Ports,
  { id, pdf }: { readonly id: string; readonly pdf: Buffer },
  signal: AbortSignal,
): Promise<PrintOutcome> {
  const { attended } = ports;
  const stop = () => tell(ports, 'page.cancel', () => attended.call('page.cancel', {}));
  signal.addEventListener('abort', stop, { once: true });
  const answer = await attempt(ports, async () => {
    // Base64 turns three bytes into four characters: parts that are whole multiples of three need no padding between.
    const step = (MAX_DOCUMENT_PART / 4) * 3;
    for (let at = 0; at < pdf.length; at += step) {
      const part = pdf.subarray(at, at + step).toString('base64');
      await attended.call('page.load', { first: at === 0, part }, delays.call);
    }
    return attended.call('page.print', { id, bytes: pdf.length }, delays.copy);
  });
  signal.removeEventListener('abort', stop);
  if (answer.ok) {
    const { value } = answer;
    return value.kind === 'printed' ? value : { ...value, reason: printFaultOf(value.reason) };
  }
  if (answer.error === 'no-answer') stop();
  // When the connection broke, nobody knows whether the printer has the document.
  const isUnknown = answer.error === 'no-answer' || answer.error === 'link-closed';
  return { kind: 'fault', reason: isUnknown ? 'not-confirmed' : 'offline', partial: isUnknown };
}

const FOR_TECHNICIANS: readonly PagePrintFault[] = [
  'waste-full',
  'not-accepting',
  'held',
  'format-not-supported',
  'copies-not-supported',
  'protocol-error',
] satisfies Exclude<PagePrintFault, CopyFaultReason>[];
const isTold = (reason: PagePrintFault): reason is CopyFaultReason => !FOR_TECHNICIANS.includes(reason);
export const printFaultOf = (reason: PagePrintFault): CopyFaultReason => (isTold(reason) ? reason : 'other');
