import { type Bytes, type Field, TLV_CONTAINER, type ZvtTlv } from './codec/index.ts';

/**
 * BMPs that say nothing of a person or a card (PA00P015 13.08, "Summary of utilised BMPs"): amounts, numbers of
 * receipts and terminals, times, result codes, brands, totals. Everything else is blanked.
 */
const KEPT = new Set([
  0x01, 0x02, 0x03, 0x04, 0x05, 0x0b, 0x0c, 0x0d, 0x19, 0x27, 0x29, 0x2a, 0x37, 0x3a, 0x3b, 0x49, 0x60, 0x87, 0x88,
  0x8a, 0x8b, 0x8c, 0xa0, 0xaa, 0xba, 0xd0, 0xd2, 0xf0,
]);
const PAN = 0x22;
const TEXTS = new Set([0x3c, 0xd1, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8]);

/** Tags that hold no card data: text attributes, receipt type, character set, trace, date, time, list of commands. */
const KEPT_TAGS = new Set([0x09, 0x0a, 0x12, 0x14, 0x1a, 0x1f07, 0x1f0e, 0x1f0f, 0x1f2b]);
const TEXT_LINE = 0x07;

export const maskFields = (fields: readonly Field[]): Field[] => fields.map(maskField);

function maskField(field: Field): Field {
  if (field.kind === 'tlv') return { ...field, items: field.items.map(maskTlv) };
  if (field.kind === 'rest') return { kind: 'rest', bytes: blankUnread(field.bytes) };
  if (field.bmp === PAN) return { ...field, value: maskPan(field.value) };
  if (TEXTS.has(field.bmp)) return { ...field, value: maskText(field.value) };
  return KEPT.has(field.bmp) ? field : { ...field, value: blank(field.value) };
}

function maskTlv(item: ZvtTlv): ZvtTlv {
  if ('children' in item) return { ...item, children: item.children.map(maskTlv) };
  if (item.tag === TEXT_LINE) return { ...item, value: maskText(item.value) };
  return KEPT_TAGS.has(item.tag) ? item : { ...item, value: blank(item.value) };
}

/** What nobody could read. Its number stays, and the length of a container: so the frame still reads the same way. */
function blankUnread(bytes: Bytes): Bytes {
  const [bmp = 0, length = 0] = bytes;
  // A length of 81 or 82 is followed by one or two bytes that hold it.
  const kept = bmp !== TLV_CONTAINER ? 1 : length === 0x81 ? 3 : length === 0x82 ? 4 : 2;
  return bytes.map((byte, i) => (i < kept ? byte : 0));
}

const blank = (value: Bytes): Bytes => new Uint8Array(value.length);

/** All but the last four digits become E, the nibble by which devices mask digits themselves. */
function maskPan(value: Bytes): Bytes {
  const nibbles = Array.from(value).flatMap((byte) => [byte >> 4, byte & 0x0f]);
  let digits = 0;
  for (let i = nibbles.length - 1; i >= 0; i--) {
    if ((nibbles[i] ?? 0) <= 9 && ++digits > 4) nibbles[i] = 0x0e;
  }
  return value.map((_, i) => ((nibbles[2 * i] ?? 0) << 4) | (nibbles[2 * i + 1] ?? 0));
}

/** 12 to 19 digits, whatever stands between them, are a card number. */
const CARD_NUMBER = /\d(?:[ .-]?\d){11,18}/g;
/** ISO/IEC 7813: surname and given name are parted by a solidus, in capitals. */
const HOLDER = /[A-Z][A-Z .'-]*\/[A-Z][A-Z .'-]*/g;
const LABELLED = /(karteninhaber|cardholder|card holder|inhaber|name)\b[ :.]*(.*)/gis;

/** A line of a receipt or a display. Bytes are taken one by one: what is masked is ASCII in every character set. */
export function maskText(value: Bytes): Bytes {
  const masked = Buffer.from(value)
    .toString('latin1')
    .replace(CARD_NUMBER, (number) => number.slice(0, -4).replace(/\d/g, '#') + number.slice(-4))
    .replace(HOLDER, (name) => 'x'.repeat(name.length))
    .replace(LABELLED, (all, _label, name: string) => all.slice(0, all.length - name.length) + 'x'.repeat(name.length));
  return Uint8Array.from(Buffer.from(masked, 'latin1'));
}
