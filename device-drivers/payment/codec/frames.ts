import { ok, type Result } from '../../../foundation/result.ts';
import { type Apdu, apdu, decodeApdu, encodeApdu } from './apdu.ts';
import { bcdDigits, toBcd } from './bcd.ts';
import { type Bytes, type Malformed, malformed } from './bytes.ts';
import { decodeFields, encodeFields, type Field, findBmp, TLV_CONTAINER, type Tolerance } from './fields.ts';

/** Commands that consist of a password and fields (PA00P015 13.08, chapter 2 "Commands ECR → PT"). */
export type PasswordCommand = 'repeat-receipt' | 'reversal' | 'refund' | 'end-of-day' | 'initialisation';

/**
 * Every APDU as what it means, without loss: `encodeFrame(decodeFrame(x))` is `x`, but for an APDU length written longer
 * than needed (kept one level below, in `Apdu`).
 */
export type ZvtFrame =
  | {
      readonly kind: 'registration';
      /** Six digits. */
      readonly password: string;
      readonly config: number;
      /** ISO 4217 number as four digits, "0978" is the euro; `null` if left out. */
      readonly currency: string | null;
      readonly fields: readonly Field[];
    }
  | { readonly kind: PasswordCommand; readonly password: string; readonly fields: readonly Field[] }
  | { readonly kind: 'authorisation' | 'diagnosis'; readonly fields: readonly Field[] }
  | { readonly kind: 'status-enquiry'; readonly password: string | null; readonly fields: readonly Field[] }
  | { readonly kind: 'abort-command' | 'log-off' | 'acknowledge' }
  | { readonly kind: 'answer'; readonly resultCode: number; readonly fields: readonly Field[] }
  | {
      readonly kind: 'intermediate-status';
      readonly status: number;
      /** New T4 as the raw byte (BCD minutes); `null` if left out. */
      readonly timeout: number | null;
      readonly fields: readonly Field[];
    }
  | { readonly kind: 'status-information'; readonly fields: readonly Field[] }
  | { readonly kind: 'print-line'; readonly attribute: number; readonly text: Bytes; readonly fields: readonly Field[] }
  | { readonly kind: 'print-text-block'; readonly fields: readonly Field[] }
  /** Its data depends on the running command: see completion.ts. */
  | { readonly kind: 'completion'; readonly data: Bytes }
  | { readonly kind: 'abort'; readonly resultCode: number | null; readonly fields: readonly Field[] }
  | { readonly kind: 'other'; readonly cls: number; readonly ins: number; readonly data: Bytes };

export interface DecodeOptions {
  /**
   * Keep malformed fields as they came instead of refusing the frame. A driver must not lose a payment because of a
   * vendor's private tag, nor wait for an end that was told; a test of the codec wants to know. A status information
   * is read so only if it has told how it ended and the sum.
   */
  readonly tolerant?: boolean;
}

const PASSWORD_COMMANDS: readonly (readonly [number, PasswordCommand])[] = [
  [0x0620, 'repeat-receipt'],
  [0x0630, 'reversal'],
  [0x0631, 'refund'],
  [0x0650, 'end-of-day'],
  [0x0693, 'initialisation'],
];

/** Exactly one frame of bytes as they stand on a TCP connection. */
export function decodeFrame(bytes: Bytes, options: DecodeOptions = {}): Result<ZvtFrame, Malformed> {
  const read = decodeApdu(bytes);
  return read.ok ? frameOf(read.value, options) : read;
}

export const encodeFrame = (frame: ZvtFrame): Bytes => encodeApdu(apduOf(frame));

export function frameOf(read: Apdu, { tolerant = false }: DecodeOptions = {}): Result<ZvtFrame, Malformed> {
  const { cls, ins, data } = read;
  const base = data.length >= 0xff || read.extended ? 5 : 3;
  const control = (cls << 8) | ins;
  const fieldsFrom = (at: number, tolerance: Tolerance = tolerant ? 'all' : 'none') =>
    decodeFields(data.subarray(at), base + at, tolerance);
  const named = PASSWORD_COMMANDS.find(([code]) => code === control)?.[1];
  if (named)
    return withPassword(data, base, (password) =>
      mapOk(fieldsFrom(3), (fields) => ({ kind: named, password, fields })),
    );
  if (cls === 0x84) return mapOk(fieldsFrom(0), (fields) => ({ kind: 'answer', resultCode: ins, fields }));
  switch (control) {
    case 0x0600:
      return decodeRegistration(data, base, fieldsFrom);
    case 0x0601:
      return mapOk(fieldsFrom(0), (fields) => ({ kind: 'authorisation', fields }));
    case 0x0670:
      return mapOk(fieldsFrom(0), (fields) => ({ kind: 'diagnosis', fields }));
    case 0x0501:
      return decodeStatusEnquiry(data, base, fieldsFrom);
    case 0x06b0:
      return data.length === 0 ? ok({ kind: 'abort-command' }) : ok({ kind: 'other', cls, ins, data });
    case 0x0602:
      return data.length === 0 ? ok({ kind: 'log-off' }) : ok({ kind: 'other', cls, ins, data });
    case 0x8000:
      return data.length === 0 ? ok({ kind: 'acknowledge' }) : ok({ kind: 'other', cls, ins, data });
    case 0x04ff:
      return decodeIntermediate(data, base, fieldsFrom);
    case 0x040f:
      return mapOk(statusFields(fieldsFrom, tolerant), (fields) => ({ kind: 'status-information', fields }));
    case 0x06d1:
      return decodePrintLine(data, base);
    case 0x06d3:
      return mapOk(fieldsFrom(0), (fields) => ({ kind: 'print-text-block', fields }));
    case 0x060f:
      return ok({ kind: 'completion', data });
    case 0x061e:
      return decodeAbort(data, fieldsFrom);
    default:
      return ok({ kind: 'other', cls, ins, data });
  }
}

export function apduOf(frame: ZvtFrame): Apdu {
  switch (frame.kind) {
    case 'registration':
      return apdu(
        0x06,
        0x00,
        toBcd(frame.password, 3),
        Uint8Array.of(frame.config),
        frame.currency === null ? new Uint8Array() : toBcd(frame.currency, 2),
        encodeFields(frame.fields),
      );
    case 'authorisation':
      return apdu(0x06, 0x01, encodeFields(frame.fields));
    case 'diagnosis':
      return apdu(0x06, 0x70, encodeFields(frame.fields));
    case 'status-enquiry':
      return apdu(
        0x05,
        0x01,
        frame.password === null ? new Uint8Array() : toBcd(frame.password, 3),
        encodeFields(frame.fields),
      );
    case 'abort-command':
      return apdu(0x06, 0xb0);
    case 'log-off':
      return apdu(0x06, 0x02);
    case 'acknowledge':
      return apdu(0x80, 0x00);
    case 'answer':
      return apdu(0x84, frame.resultCode, encodeFields(frame.fields));
    case 'intermediate-status':
      return apdu(
        0x04,
        0xff,
        Uint8Array.of(frame.status),
        frame.timeout === null ? new Uint8Array() : Uint8Array.of(frame.timeout),
        encodeFields(frame.fields),
      );
    case 'status-information':
      return apdu(0x04, 0x0f, encodeFields(frame.fields));
    case 'print-line':
      return apdu(0x06, 0xd1, Uint8Array.of(frame.attribute), frame.text, encodeFields(frame.fields));
    case 'print-text-block':
      return apdu(0x06, 0xd3, encodeFields(frame.fields));
    case 'completion':
      return apdu(0x06, 0x0f, frame.data);
    case 'abort':
      return apdu(
        0x06,
        0x1e,
        frame.resultCode === null ? new Uint8Array() : Uint8Array.of(frame.resultCode),
        encodeFields(frame.fields),
      );
    case 'other':
      return apdu(frame.cls, frame.ins, frame.data);
    default: {
      const control = PASSWORD_COMMANDS.find(([, name]) => name === frame.kind)?.[0] ?? 0;
      return apdu(control >> 8, control & 0xff, toBcd(frame.password, 3), encodeFields(frame.fields));
    }
  }
}

type Fields = Result<readonly Field[], Malformed>;
type FieldsFrom = (at: number, tolerance?: Tolerance) => Fields;

/** A malformed status is used only if result and amount were read: an acknowledgement would book an unknown amount. */
function statusFields(fieldsFrom: FieldsFrom, tolerant: boolean): Fields {
  const strict = fieldsFrom(0, tolerant ? 'containers' : 'none');
  if (strict.ok || !tolerant) return strict;
  const read = fieldsFrom(0);
  return read.ok && findBmp(read.value, 0x27) && findBmp(read.value, 0x04) ? read : strict;
}

/** A bare result code and fields; some devices name the code by its BMP, as 84 1E does. */
function decodeAbort(data: Bytes, fieldsFrom: FieldsFrom): Result<ZvtFrame, Malformed> {
  const bare = fieldsFrom(1);
  const isNamed = data[0] === 0x27 && data.length > 1 && (!bare.ok || bare.value.some(({ kind }) => kind === 'rest'));
  const named = isNamed ? fieldsFrom(0) : null;
  if (named?.ok && named.value.every(({ kind }) => kind !== 'rest')) {
    return ok({ kind: 'abort', resultCode: null, fields: named.value });
  }
  return mapOk(bare, (fields) => ({ kind: 'abort', resultCode: data[0] ?? null, fields }));
}

const mapOk = <T>(fields: Fields, make: (fields: readonly Field[]) => T): Result<T, Malformed> =>
  fields.ok ? ok(make(fields.value)) : fields;

function withPassword(
  data: Bytes,
  base: number,
  then: (password: string) => Result<ZvtFrame, Malformed>,
): Result<ZvtFrame, Malformed> {
  if (data.length < 3) return malformed('too-short', base + data.length);
  const password = bcdDigits(data.subarray(0, 3));
  return password === null ? malformed('bad-digit', base) : then(password);
}

function decodeRegistration(
  data: Bytes,
  base: number,
  fieldsFrom: (at: number) => Fields,
): Result<ZvtFrame, Malformed> {
  return withPassword(data, base, (password) => {
    const config = data[3];
    if (config === undefined) return malformed('too-short', base + data.length);
    // The currency has no BMP number of its own; what follows it does.
    const hasCurrency = data.length > 4 && data[4] !== 0x03 && data[4] !== TLV_CONTAINER;
    if (!hasCurrency) {
      return mapOk(fieldsFrom(4), (fields) => ({ kind: 'registration', password, config, currency: null, fields }));
    }
    if (data.length < 6) return malformed('truncated', base + data.length);
    const currency = bcdDigits(data.subarray(4, 6));
    if (currency === null) return malformed('bad-digit', base + 4);
    return mapOk(fieldsFrom(6), (fields) => ({ kind: 'registration', password, config, currency, fields }));
  });
}

function decodeStatusEnquiry(
  data: Bytes,
  base: number,
  fieldsFrom: (at: number) => Fields,
): Result<ZvtFrame, Malformed> {
  const password = data.length >= 3 ? bcdDigits(data.subarray(0, 3)) : null;
  if (password !== null) {
    const fields = fieldsFrom(3);
    if (fields.ok && !fields.value.some((field) => field.kind === 'rest')) {
      return ok({ kind: 'status-enquiry', password, fields: fields.value });
    }
  }
  if (data.length > 0 && data[0] !== 0x03 && data[0] !== TLV_CONTAINER) return malformed('bad-digit', base);
  return mapOk(fieldsFrom(0), (fields) => ({ kind: 'status-enquiry', password: null, fields }));
}

function decodeIntermediate(
  data: Bytes,
  base: number,
  fieldsFrom: (at: number) => Fields,
): Result<ZvtFrame, Malformed> {
  const status = data[0];
  if (status === undefined) return malformed('too-short', base);
  const bare = fieldsFrom(1);
  // "06" right behind the status may be a timeout of six minutes or a container: a container has a length that fits.
  if (data[1] === TLV_CONTAINER && data.length > 2 && bare.ok && bare.value.every((field) => field.kind === 'tlv')) {
    return ok({ kind: 'intermediate-status', status, timeout: null, fields: bare.value });
  }
  const timeout = data[1] ?? null;
  return mapOk(fieldsFrom(timeout === null ? 1 : 2), (fields) => ({
    kind: 'intermediate-status',
    status,
    timeout,
    fields,
  }));
}

/** Text runs to the end of the APDU, or to a container that ends exactly there (sent by card complete). */
function decodePrintLine(data: Bytes, base: number): Result<ZvtFrame, Malformed> {
  const attribute = data[0];
  if (attribute === undefined) return malformed('too-short', base);
  for (let at = 1; at < data.length - 1; at++) {
    if (data[at] !== TLV_CONTAINER) continue;
    const tail = decodeFields(data.subarray(at), base + at);
    if (tail.ok && tail.value.length === 1 && tail.value[0]?.kind === 'tlv' && tail.value[0].items.length > 0) {
      return ok({ kind: 'print-line', attribute, text: data.slice(1, at), fields: tail.value });
    }
  }
  return ok({ kind: 'print-line', attribute, text: data.slice(1), fields: [] });
}
