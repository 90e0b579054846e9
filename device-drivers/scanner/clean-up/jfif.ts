/**
 * Writes the resolution into the JFIF header (JFIF 1.02, APP0: units at byte 13, densities at 14 and 16), so that a
 * page prints in its own size. Sharp does it only together with an Exif block and a colour profile, which turn a gray
 * page into three channels.
 * @param dotsPerInch 1–65535
 */
export function withResolution(jpeg: Uint8Array, dotsPerInch: number): Uint8Array {
  const isJfif = jpeg[2] === 0xff && jpeg[3] === 0xe0 && jpeg[6] === 0x4a && jpeg[7] === 0x46 && jpeg.length > 20;
  if (!isJfif) return jpeg;
  const copy = Uint8Array.from(jpeg);
  const view = new DataView(copy.buffer);
  copy[13] = 1;
  view.setUint16(14, Math.round(dotsPerInch));
  view.setUint16(16, Math.round(dotsPerInch));
  return copy;
}
