import type { Bytes } from '../codec/index.ts';

/**
 * CRC-16/KERMIT: polynomial 1021 reflected (8408), initial value 0. ZVT's documents call it CRC-XModem, which it is
 * not: captures of real terminals decide (PA00P016 rev. 04, serial transmission).
 */
export function crcKermit(bytes: Bytes): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0x8408 : crc >> 1;
  }
  return crc;
}
