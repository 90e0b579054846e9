import { err, ok, type Result } from '../../foundation/result.ts';

/** Uncompressed image as scanimage delivers it: netpbm "raw" formats P5 (gray) and P6 (RGB), one byte a sample. */
export interface RawImage {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array;
}

export type PnmFault = 'not-pnm' | 'incomplete' | 'too-large';

/** Largest image accepted, in bytes of pixels: A4 at 600 dpi in colour is 104 MB. */
export const MAX_PIXEL_BYTES = 120_000_000;
/** Magic, comments (scanimage adds "# SANE data follows") and three numbers. */
const MAX_HEADER = 1024;

interface Header {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** Offset of the first pixel. */
  readonly start: number;
}

/** Bytes of the whole image, header included, once the header is there; `null` before, or if it is no image. */
export function pnmLength(bytes: Uint8Array): number | null {
  const header = parseHeader(bytes);
  return header.ok ? header.value.start + header.value.width * header.value.height * header.value.channels : null;
}

/**
 * Reads P5 and P6 of netpbm (pgm(5), ppm(5)) with a maximum value of 255. Needs the whole image; bytes after it are
 * ignored, as the format says. The pixels are a view on `bytes`.
 */
export function parsePnm(bytes: Uint8Array): Result<RawImage, PnmFault> {
  const header = parseHeader(bytes);
  if (!header.ok) return header;
  const { width, height, channels, start } = header.value;
  const size = width * height * channels;
  if (size > MAX_PIXEL_BYTES) return err('too-large');
  const pixels = bytes.subarray(start, start + size);
  return pixels.length < size ? err('incomplete') : ok({ width, height, channels, pixels });
}

function parseHeader(bytes: Uint8Array): Result<Header, PnmFault> {
  const magic = String.fromCharCode(bytes[0] ?? 0, bytes[1] ?? 0);
  if (bytes.length < 2) return err('incomplete');
  if (magic !== 'P5' && magic !== 'P6') return err('not-pnm');
  const numbers: number[] = [];
  let at = 2;
  while (numbers.length < 3) {
    const start = skipBlanks(bytes, at);
    if (start > MAX_HEADER) return err('not-pnm');
    let end = start;
    let value = 0;
    while (end < bytes.length && isDigit(bytes[end])) {
      value = value * 10 + ((bytes[end] ?? 0) - 0x30);
      if (value > 1_000_000) return err('too-large');
      end++;
    }
    if (end >= bytes.length) return err('incomplete');
    if (end === start) return err('not-pnm');
    numbers.push(value);
    at = end;
  }
  const [width = 0, height = 0, maximum = 0] = numbers;
  if (maximum !== 255 || width === 0 || height === 0 || !isBlank(bytes[at])) return err('not-pnm');
  return ok({ width, height, channels: magic === 'P5' ? 1 : 3, start: at + 1 });
}

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isBlank = (byte: number | undefined) => byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);

function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && at <= MAX_HEADER) {
    if (bytes[at] === 0x23) while (at < bytes.length && bytes[at] !== 0x0a) at++;
    else if (isBlank(bytes[at])) at++;
    else break;
  }
  return at;
}
