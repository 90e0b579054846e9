import {
  type Bytes,
  bmp,
  CONFIG,
  charsetOfCode,
  codeOfCharset,
  container,
  EURO,
  encodeFields,
  findAllTlv,
  hex,
  tlvOf,
  toBcd,
  type ZvtFrame,
} from '../../device-drivers/payment/codec/index.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { TERMINAL_ID, type WireCharset } from './status-frames.ts';

/** What the cash register asked for. */
export interface EcrRegistration {
  readonly tlv: boolean;
  /** 06 D3 instead of 06 D1. */
  readonly asBlock: boolean;
  readonly charset: WireCharset;
  /** Config bit 08. */
  readonly sendsIntermediate: boolean;
}

const WRONG_CURRENCY = 0x6f;

/**
 * @param isSevenBit an old terminal: knows DIN 66003 only, and answers no negotiation
 * @returns the registration and the data of its completion, or the result code of its refusal
 */
export function acceptRegistration(
  frame: ZvtFrame & { kind: 'registration' },
  isSevenBit = false,
): Result<{ registration: EcrRegistration; completion: Bytes }, number> {
  if (frame.currency !== null && frame.currency !== EURO) return err(WRONG_CURRENCY);
  const tlv = tlvOf(frame.fields);
  const hasTlv = frame.fields.some((field) => field.kind === 'tlv');
  const permitted = findAllTlv(tlv, 0x26, 0x0a).map(hex);
  const wanted = findAllTlv(tlv, 0x27, 0x14).map((set) => charsetOfCode(set[0]));
  const charset = isSevenBit ? undefined : (wanted.find((set) => set !== null) as WireCharset | undefined);
  const registration: EcrRegistration = {
    tlv: hasTlv,
    asBlock: permitted.includes('06D3'),
    charset: charset ?? (isSevenBit ? 'din-66003' : 'cp437'),
    sendsIntermediate: (frame.config & CONFIG.sendsIntermediateStatus) !== 0,
  };
  const chosen = charset ? [{ tag: 0x14, value: Uint8Array.of(codeOfCharset(charset)) }] : [];
  const completion = encodeFields([
    bmp(0x19, Uint8Array.of(0x00)),
    bmp(0x29, toBcd(TERMINAL_ID, 4)),
    bmp(0x49, toBcd(EURO, 2)),
    ...(hasTlv
      ? [container({ tag: 0x26, children: [{ tag: 0x0a, value: Uint8Array.of(0x06, 0xd3) }] }, ...chosen)]
      : []),
  ]);
  return ok({ registration, completion });
}
