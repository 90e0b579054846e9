import type { Clock, Timer } from '../../foundation/clock.ts';
import { DELAYS } from './delays.ts';
import { type CodeFrame, type Framer, MAX_CODE_BYTES } from './framing.ts';

/** Length of an input report, with its report id. */
const REPORT_LENGTH = 64;
const REPORT_ID = 0x02;
const MAX_DATA = 56;
const DATA_AT = 5;
const CONTINUES = 0x01;

/** One input report of a bar code scanner (HID Usage Tables, page 0x8C; "HID-POS" of the readers' manuals). */
export interface HidPosReport {
  /** "]Q0", or `null` if the reader fills in no AIM identifier. */
  readonly symbology: string | null;
  readonly data: Uint8Array;
  readonly continues: boolean;
}

/**
 * [0] report id 2 · [1] length of the data, 0–56 · [2–4] AIM symbology identifier · [5–60] data · [63] bit 0: the code
 * goes on in the next report. `null`: no such report.
 */
export function parseHidPosReport(report: Uint8Array): HidPosReport | null {
  const length = report[1] ?? 0;
  if (report.length !== REPORT_LENGTH || report[0] !== REPORT_ID || length > MAX_DATA) return null;
  const aim = String.fromCharCode(...report.subarray(2, 5));
  return {
    symbology: /^\][A-Za-z]\d$/.test(aim) ? aim : null,
    data: report.slice(DATA_AT, DATA_AT + length),
    continues: ((report[REPORT_LENGTH - 1] ?? 0) & CONTINUES) !== 0,
  };
}

/** Puts the reports of one code together. */
export class HidPosFramer implements Framer {
  readonly #clock: Clock;
  readonly #onFrame: (frame: CodeFrame) => void;
  #parts: Uint8Array[] = [];
  #length = 0;
  #symbology: string | null = null;
  #timer: Timer;

  constructor(clock: Clock, onFrame: (frame: CodeFrame) => void) {
    this.#clock = clock;
    this.#onFrame = onFrame;
  }

  push(report: Uint8Array): void {
    this.#clock.clearTimeout(this.#timer);
    const parsed = parseHidPosReport(report);
    if (!parsed) {
      this.#discard('bad-report', report.length);
      return;
    }
    this.#symbology ??= parsed.symbology;
    this.#length += parsed.data.length;
    if (this.#length <= MAX_CODE_BYTES) this.#parts.push(parsed.data);
    if (parsed.continues) {
      this.#timer = this.#clock.setTimeout(() => this.#discard('unterminated'), DELAYS.quietWithinReports);
    } else if (this.#length > MAX_CODE_BYTES) this.#discard('too-long');
    else this.#finish();
  }

  reset(): void {
    this.#clock.clearTimeout(this.#timer);
    if (this.#length > 0) this.#discard('unterminated');
  }

  #finish(): void {
    const bytes = Buffer.concat(this.#parts);
    const symbology = this.#symbology;
    this.#clear();
    // Readers set to a suffix send it here too.
    const end = bytes.length - (/[\r\n]*$/.exec(bytes.toString('latin1'))?.[0].length ?? 0);
    if (end > 0) this.#onFrame({ kind: 'code', bytes: bytes.subarray(0, end), symbology });
  }

  #discard(reason: 'unterminated' | 'too-long' | 'bad-report', more = 0): void {
    const length = this.#length + more;
    this.#clear();
    this.#onFrame({ kind: 'discarded', reason, length });
  }

  #clear(): void {
    for (const part of this.#parts) part.fill(0);
    this.#parts = [];
    this.#length = 0;
    this.#symbology = null;
  }
}
