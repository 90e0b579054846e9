import type { ScanFault } from '../contract.ts';
import { faultOfOpening, faultOfText } from './status.ts';

/** What scanimage says on standard error, as far as it matters. */
export type ScanimageMessage =
  | { readonly kind: 'progress'; readonly percent: number }
  | { readonly kind: 'page-started'; readonly page: number }
  /** The scan is over and this is why. `at`: the device did not open, did not begin, or broke off. */
  | { readonly kind: 'failed'; readonly fault: ScanFault | null; readonly at: 'open' | 'start' | 'read' }
  /** The device took another value than the one asked for; scanimage goes on with it. */
  | { readonly kind: 'rounded'; readonly option: string; readonly value: number }
  | { readonly kind: 'batch-ended'; readonly pages: number }
  /** An option or value that scanimage or the backend does not know; its name without dashes, where it is told. */
  | { readonly kind: 'bad-option'; readonly option: string | null };

const PROGRESS = /^Progress: (\d{1,3}(?:\.\d+)?)%$/;
const PAGE = /^Scanning page (\d{1,6})$/;
const OPEN_FAILED = /^[^:]*scanimage: open of device .* failed: (.+)$/;
const CALL_FAILED = /^[^:]*scanimage: sane_(start|read|get_parameters): (.+)$/;
const ROUNDED = /^[^:]*scanimage: rounded value of ([\w-]+) from \S+ to (-?\d+(?:\.\d+)?)$/;
const BATCH_ENDED = /^Batch terminated, (\d{1,6}) pages? scanned$/;
const BAD_OPTION =
  /^[^:]*scanimage: (?:unrecognized option|setting of option|ambiguous|invalid option|attempted to set)/;
const OPTION_NAME = /(?:option|set inactive option|set readonly option) [`'"]?-*([a-zA-Z][\w-]*)/;

/** Longest line kept; scanimage's own are below 200 characters, a backend may chatter. */
const MAX_LINE = 1024;

export function parseMessage(line: string): ScanimageMessage | null {
  const progress = PROGRESS.exec(line);
  if (progress) return { kind: 'progress', percent: Math.min(100, Number(progress[1])) };
  const page = PAGE.exec(line);
  if (page) return { kind: 'page-started', page: Number(page[1]) };
  const open = OPEN_FAILED.exec(line);
  if (open) return { kind: 'failed', fault: faultOfOpening(open[1] ?? ''), at: 'open' };
  const call = CALL_FAILED.exec(line);
  if (call) {
    const at = call[1] === 'read' ? 'read' : 'start';
    return { kind: 'failed', fault: faultOfText(call[2] ?? ''), at };
  }
  const rounded = ROUNDED.exec(line);
  if (rounded) return { kind: 'rounded', option: rounded[1] ?? '', value: Number(rounded[2]) };
  const batch = BATCH_ENDED.exec(line);
  if (batch) return { kind: 'batch-ended', pages: Number(batch[1]) };
  if (BAD_OPTION.test(line)) return { kind: 'bad-option', option: OPTION_NAME.exec(line)?.[1] ?? null };
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
