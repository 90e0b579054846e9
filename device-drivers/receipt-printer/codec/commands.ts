/**
 * ESC/POS commands the driver sends besides the document (Epson ESC/POS reference; names as there).
 * DLE commands are real-time: the printer obeys them on arrival, before what waits in its receive buffer.
 */
const DLE = 0x10;
const GS = 0x1d;

export type RealTimeKind = 1 | 2 | 3 | 4;
export const REAL_TIME_KINDS: readonly RealTimeKind[] = [1, 2, 3, 4];

/** DLE EOT n: 1 printer, 2 offline cause, 3 error cause, 4 roll paper sensor. */
export const realTimeStatus = (n: RealTimeKind): Uint8Array => Uint8Array.of(DLE, 0x04, n);

/** ESC @: print modes back to their defaults. */
export const INITIALIZE = Uint8Array.of(0x1b, 0x40);

/**
 * What ESC @ leaves to the memory switches of the printer, said out loud: FS . (no Kanji), ESC R 0 (brackets and braces
 * are themselves, not national letters), ESC M 0 (font A), ESC 2 (lines of 1/6 inch).
 */
export const PLAIN_TEXT = Uint8Array.of(0x1c, 0x2e, 0x1b, 0x52, 0, 0x1b, 0x4d, 0, 0x1b, 0x32);

/** ESC a n. */
export const ALIGN_LEFT = Uint8Array.of(0x1b, 0x61, 0);
export const ALIGN_CENTER = Uint8Array.of(0x1b, 0x61, 1);

export const LINE_FEED_COMMAND = 0x0a;

/** GS V 1: cuts where the paper stands. */
export const PARTIAL_CUT = Uint8Array.of(GS, 0x56, 1);

/** GS V 66 0: feeds what is printed past the cutter and cuts: parts an unfinished receipt from the next one. */
export const FEED_AND_CUT = Uint8Array.of(GS, 0x56, 66, 0);

/** GS a n: automatic status back for on/offline, errors and paper; not for the drawer. ESC @ switches it off again. */
export const AUTOMATIC_STATUS_BACK = Uint8Array.of(GS, 0x61, 0x0e);

/** GS r 1: paper sensor status, answered in the order of the receive buffer. */
export const SENSOR_STATUS = Uint8Array.of(GS, 0x72, 1);

/** DLE DC4 fn=8: drops the receive and print buffers; answered 37 25 00. */
export const CLEAR_BUFFERS = Uint8Array.of(DLE, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);

/** DLE ENQ 2: recover from a recoverable error (cutter) after clearing the buffers. */
export const RECOVER_AND_CLEAR = Uint8Array.of(DLE, 0x05, 2);

/** GS I n: 65 firmware, 66 maker, 67 model. */
export const identity = (n: 65 | 66 | 67): Uint8Array => Uint8Array.of(GS, 0x49, n);

/** GS g 2: cumulative maintenance counters. */
export const COUNTERS = { lineFeeds: 148, cuts: 178 } as const;
export const counter = (n: number): Uint8Array => Uint8Array.of(GS, 0x67, 0x32, 0, n & 0xff, n >> 8);

/** Four printable characters that mark a point in the data stream. */
export type ProcessId = string & { readonly __processId: unique symbol };
const PROCESS_IDS = 10_000;

/** @param n any non-negative integer; the ids repeat after 9999, long after the first of them is answered */
export const processId = (n: number): ProcessId => String(n % PROCESS_IDS).padStart(4, '0') as ProcessId;

/** GS ( H fn=48: the printer answers 37 22 id 00 once everything before it is printed. */
export const processIdResponse = (id: ProcessId): Uint8Array =>
  Uint8Array.from([GS, 0x28, 0x48, 6, 0, 48, 48, ...Buffer.from(id, 'latin1')]);
