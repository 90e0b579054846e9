/**
 * Six digits of a PIN stand by chance in every million of longer numbers. Only these kinds are known to do so, and only
 * where they are whole: anything else that contains the digits counts, also two numbers that a page of SQLite or a list
 * of keys keeps without anything between them.
 */
const NUMBERS: readonly ((token: string) => boolean)[] = [
  (token) => /^\d{10,17}$/.test(token) && isInstant(Number(token)),
  // A quotient or a time of a monotonic clock: nobody counts its digits.
  (token) => /^\d+\.\d{7,}$/.test(token),
  // SHA-256, UUID (RFC 9562), SHA-1, random ids of 128 bits.
  (token) => /^[0-9a-f]{32,128}$/i.test(token) && /[a-f]/i.test(token),
  (token) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(token),
];

/** The digits found at `at` are part of an instant, a long fraction or a digest. */
export function isPartOfLongerNumber(bytes: Buffer, at: number, length: number): boolean {
  if (!/^\d+$/.test(bytes.toString('latin1', at, at + length))) return false;
  for (const belongs of [isDigit, isDigitOrPoint, isHex, isHexOrDash]) {
    let [from, to] = [at, at + length];
    while (from > 0 && belongs(bytes[from - 1])) from -= 1;
    while (to < bytes.length && belongs(bytes[to])) to += 1;
    const token = bytes.toString('latin1', from, to);
    if (token.length > length && NUMBERS.some((is) => is(token))) return true;
  }
  return false;
}

type Byte = number | undefined;
const between = (byte: Byte, from: string, to: string) =>
  byte !== undefined && byte >= from.charCodeAt(0) && byte <= to.charCodeAt(0);
const isDigit = (byte: Byte) => between(byte, '0', '9');
const isDigitOrPoint = (byte: Byte) => isDigit(byte) || byte === 0x2e;
const isHex = (byte: Byte) => isDigit(byte) || between(byte, 'a', 'f') || between(byte, 'A', 'F');
const isHexOrDash = (byte: Byte) => isHex(byte) || byte === 0x2d;

/** From the oldest certificate in a browser's list to the end of the newest; no wider, or a PIN could begin one. */
const [EARLIEST, LATEST] = [Date.UTC(2015, 0), Date.UTC(2046, 0)];
/** Milliseconds from 1601, where Windows and Chromium begin to count, to 1970. */
const SINCE_1601 = -Date.UTC(1601, 0);

/** As seconds, milliseconds or microseconds since 1970, or microseconds since 1601. */
function isInstant(value: number): boolean {
  return [value * 1000, value, value / 1000, value / 1000 - SINCE_1601].some((ms) => ms > EARLIEST && ms < LATEST);
}
