import { ok, type Result } from '../../../foundation/result.ts';
import { type Bytes, concat, type Malformed, malformed } from './bytes.ts';
import { decodeDigits, decodeFields, encodeDigits, encodeFields, type Field } from './fields.ts';

/** 06 0F after 05 01: no BMP numbers but for the container (PA00P015 13.08, "Status enquiry"). */
export interface StatusEnquiryCompletion {
  /** LLLVAR software version as raw bytes; `null` if the device left it out. */
  readonly version: Bytes | null;
  /** Bare terminal status: a result code, 00 = ready; `null` if even that is missing. */
  readonly status: number | null;
  readonly fields: readonly Field[];
}

const VERSION_DIGITS = 3;

export function decodeStatusCompletion(data: Bytes, tolerant = false): Result<StatusEnquiryCompletion, Malformed> {
  let at = 0;
  let version: Bytes | null = null;
  // Status F0 ("end-of-day open") looks like the first length digit, but what follows it is no digit.
  const length = data.length >= VERSION_DIGITS ? decodeDigits(data, 0, VERSION_DIGITS) : null;
  if (length?.ok) {
    at = VERSION_DIGITS + length.value;
    if (at > data.length) return malformed('truncated', data.length);
    version = data.slice(VERSION_DIGITS, at);
  }
  const status = data[at] ?? null;
  const fields = decodeFields(data.subarray(at + 1), at + 1, tolerant ? 'all' : 'none');
  return fields.ok ? ok({ version, status, fields: fields.value }) : fields;
}

export function encodeStatusCompletion({ version, status, fields }: StatusEnquiryCompletion): Bytes {
  return concat(
    version === null ? new Uint8Array() : concat(encodeDigits(version.length, VERSION_DIGITS), version),
    status === null ? new Uint8Array() : Uint8Array.of(status),
    encodeFields(fields),
  );
}

/** 06 0F after every other command: fields, often none. */
export const decodeCompletion = (data: Bytes, tolerant = false): Result<readonly Field[], Malformed> =>
  decodeFields(data, 0, tolerant ? 'all' : 'none');
