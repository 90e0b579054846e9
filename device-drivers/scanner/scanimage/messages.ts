import type { ScanFault } from '../contract.ts';
import { faultOfOpening, faultOfText } from './status.ts';

/** What scanimage says on standard error, as far as it matters. */
export type ScanimageMessage =
  | { readonly kind: 'progress'; readonly percent: number }
  | { readonly kind: 'page-started'; readonly page: number }
  /** The scan is over and this is why; `final` in the sense that nothing but the end of the process may follow. */
  | { readonly kind: 'failed'; readonly fault: ScanFault | null; readonly final: boolean }
  | { readonly kind: 'batch-ended'; readonly pages: number }
  /** An option or value that scanimage or the backend does not know. */
  | { readonly kind: 'bad-option' };

const PROGRESS = /^Progress: (\d{1,3}(?:\.\d+)?)%$/;
const PAGE = /^Scanning page (\d{1,6})$/;
const OPEN_FAILED = /^[^:]*scanimage: open of device .* failed: (.+)$/;
const CALL_FAILED = /^[^:]*scanimage: sane_(start|read|get_parameters): (.+)$/;
const BATCH_ENDED = /^Batch terminated, (\d{1,6}) pages? scanned$/;
const BAD_OPTION =
  /^[^:]*scanimage: (?:unrecognized option|setting of option|ambiguous|invalid option|attempted to set)/;

/** Longest line kept; scanimage's own are below 200 characters, a backend may chatter. */
const MAX_LINE = 1024;

export function parseMessage(line: string): ScanimageMessage | null {
  const progress = PROGRESS.exec(line);
  if (progress) return { kind: 'progress', percent: Math.min(100, Number(progress[1])) };
  const page = PAGE.exec(line);
  if (page) return { kind: 'page-started', page: Number(page[1]) };
  const open = OPEN_FAILED.exec(line);
  if (open) return { kind: 'failed', fault: faultOfOpening(open[1] ?? ''), final: true };
  const call = CALL_FAILED.exec(line);
  if (call) return { kind: 'failed', fault: faultOfText(call[2] ?? ''), final: false };
  const batch = BATCH_ENDED.exec(line);
  if (batch) return { kind: 'batch-ended', pages: Number(batch[1]) };
  if (BAD_OPTION.test(line)) return { kind: 'bad-option' };
  return null;
}

/** Cuts a pipe into lines: progress ends in CR, everything else in LF. Memory is bounded by the longest line. */
export class LineSplitter {
  #rest = '';
  readonly #onLine: (line: string) => void;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  push(text: string): void {
    const parts = (this.#rest + text).split(/[\r\n]+/);
    this.#rest = (parts.pop() ?? '').slice(0, MAX_LINE);
    for (const part of parts) if (part !== '') this.#onLine(part.slice(0, MAX_LINE));
  }

  end(): void {
    if (this.#rest !== '') this.#onLine(this.#rest);
    this.#rest = '';
  }
}
