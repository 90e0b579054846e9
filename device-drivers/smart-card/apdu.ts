import { err, ok, type Result } from '../../foundation/result.ts';
import type { CardFault, Transmit } from './contract.ts';

/** ISO 7816-4, 5.6: status words we act on. */
export const SW = {
  ok: 0x9000,
  notFound: 0x6a82,
  insUnknown: 0x6d00,
  classUnknown: 0x6e00,
  wrongLength: 0x6700,
  conditions: 0x6985,
  referencedDataNotFound: 0x6a88,
} as const;

export interface CommandApdu {
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** At most 255 bytes. */
  readonly data?: Uint8Array;
}

/** A short command of the interindustry class that expects up to 256 bytes (Le = 00). */
export function encodeApdu({ ins, p1, p2, data }: CommandApdu): Uint8Array {
  const body = data && data.length > 0 ? [data.length, ...data] : [];
  return Uint8Array.from([0x00, ins, p1, p2, ...body, 0x00]);
}

export interface ResponseApdu {
  readonly data: Uint8Array;
  readonly sw: number;
}

/** Longest answer put together from GET RESPONSE parts, in bytes: no card makes us collect for ever. */
const MAX_COLLECTED = 1024;

/** Sends a command; does what T=0 leaves to the terminal (ISO 7816-3, 12.2.1): 61 xx = fetch the rest, 6C xx = ask for xx. */
export async function exchange(transmit: Transmit, command: CommandApdu): Promise<Result<ResponseApdu, CardFault>> {
  let bytes = encodeApdu(command);
  let collected: Uint8Array = new Uint8Array();
  let hasCorrectedLength = false;
  for (;;) {
    const answer = await transmit(bytes);
    if (!answer.ok) return answer;
    if (answer.value.length < 2) return err('card-failed');
    const sw1 = answer.value.at(-2) ?? 0;
    const sw2 = answer.value.at(-1) ?? 0;
    collected = Uint8Array.from([...collected, ...answer.value.subarray(0, -2)]);
    if (collected.length > MAX_COLLECTED) return err('card-failed');
    if (sw1 === 0x6c && !hasCorrectedLength) {
      hasCorrectedLength = true;
      bytes = Uint8Array.from([...bytes.subarray(0, -1), sw2]);
    } else if (sw1 === 0x61 && (collected.length > 0 || bytes[1] !== GET_RESPONSE)) {
      bytes = Uint8Array.from([0x00, GET_RESPONSE, 0x00, 0x00, sw2]);
    } else return ok({ data: collected, sw: (sw1 << 8) | sw2 });
  }
}

const GET_RESPONSE = 0xc0;
