/**
 * Puts a JFIF header with the resolution (JFIF 1.02, APP0) in front, so that a page prints in its own size. Sharp
 * writes none when it strips metadata, and otherwise only together with an Exif block and a colour profile, which turn
 * a gray page into three channels.
 * @param jpeg starts with SOI
 * @param dotsPerInch 1–65535
 */
export function withResolution(jpeg: Uint8Array, dotsPerInch: number): Uint8Array {
  const hasHeader = jpeg[2] === 0xff && jpeg[3] === 0xe0;
  const rest = hasHeader ? 4 + (((jpeg[4] ?? 0) << 8) | (jpeg[5] ?? 0)) : 2;
  const density = Math.round(dotsPerInch);
  const [high, low] = [density >> 8, density & 0xff];
  const jfif = [0x4a, 0x46, 0x49, 0x46, 0x00, 1, 2, 1, high, low, high, low, 0, 0];
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, jfif.length + 2, ...jfif]), jpeg.subarray(rest)]);
}
