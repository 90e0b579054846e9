export {
  ACKNOWLEDGE,
  type Apdu,
  apdu,
  apduSize,
  decodeApdu,
  encodeApdu,
  isToldAlong,
  MAX_APDU_BYTES,
  MAX_APDU_DATA,
  refusal,
  refusalCode,
} from './apdu.ts';
export { bcdDigits, bcdNumber, toBcd } from './bcd.ts';
export { type Bytes, concat, fromHex, hex, type Malformed, sameBytes } from './bytes.ts';
export * from './completion.ts';
export { bmp, container, decodeFields, encodeFields, type Field, findBmp, TLV_CONTAINER, tlvOf } from './fields.ts';
export { apduOf, decodeFrame, encodeFrame, frameOf, type ZvtFrame } from './frames.ts';
export { phaseOf, timeoutMinutes } from './intermediate.ts';
export * from './print.ts';
export {
  isHostDecline,
  notPaidReason,
  RESULT,
  type ResultName,
  refusalName,
  refusalReason,
  resultName,
} from './result-codes.ts';
export { displayText, readStatusInformation, type StatusInformation } from './status-information.ts';
export { type Charset, charsetOfCode, codeOfCharset, decodeText, encodeText } from './text.ts';
export { decodeTlv, encodeTlv, findAllTlv, findTlv, type ZvtTlv } from './tlv.ts';
export { type EndOfDayDetail, FAMILIES, readTotals, writeTotals } from './totals.ts';
export { CONFIG, EURO, MAX_RECEIPT_NO, SERVICE } from './wire-values.ts';
