import { OUT_OF_BAND, type OutOfBand, STRINGS, type StringType, TAGS, type Value } from './message.ts';

const outOfBand = new Map(Object.entries(OUT_OF_BAND).map(([type, tag]) => [tag as number, type as OutOfBand]));
const strings = new Map(Object.entries(STRINGS).map(([type, tag]) => [tag as number, type as StringType]));

/** One value other than a collection (RFC 8010 section 3.9), or why it is none. */
export function readValue(tag: number, bytes: Uint8Array): Value | 'bad-length' | 'bad-boolean' {
  const string = strings.get(tag);
  if (string) return { type: string, text: utf8(bytes) };
  const absent = outOfBand.get(tag);
  // Octets of an out-of-band value are ignored, as section 3.8 says.
  if (absent) return { type: absent };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (tag) {
    case TAGS.integer:
    case TAGS.enum:
      if (bytes.length !== 4) return 'bad-length';
      return { type: tag === TAGS.integer ? 'integer' : 'enum', value: view.getInt32(0) };
    case TAGS.boolean:
      if (bytes.length !== 1) return 'bad-length';
      return view.getUint8(0) > 1 ? 'bad-boolean' : { type: 'boolean', value: view.getUint8(0) === 1 };
    case TAGS.resolution:
      if (bytes.length !== 9) return 'bad-length';
      return { type: 'resolution', cross: view.getInt32(0), feed: view.getInt32(4), unit: view.getUint8(8) };
    case TAGS.range:
      if (bytes.length !== 8) return 'bad-length';
      return { type: 'range', low: view.getInt32(0), high: view.getInt32(4) };
    case TAGS.dateTime:
      return bytes.length === 11 ? { type: 'dateTime', bytes } : 'bad-length';
    case TAGS.octets:
      return { type: 'octets', bytes };
    case TAGS.textWithLanguage:
      return withLanguage('textWithLanguage', bytes);
    case TAGS.nameWithLanguage:
      return withLanguage('nameWithLanguage', bytes);
    default:
      return { type: 'other', tag, bytes };
  }
}

function withLanguage(type: 'textWithLanguage' | 'nameWithLanguage', bytes: Uint8Array): Value | 'bad-length' {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4) return 'bad-length';
  const languageEnd = 2 + view.getUint16(0);
  if (languageEnd + 2 > bytes.length) return 'bad-length';
  const end = languageEnd + 2 + view.getUint16(languageEnd);
  if (end !== bytes.length) return 'bad-length';
  return { type, language: utf8(bytes.subarray(2, languageEnd)), text: utf8(bytes.subarray(languageEnd + 2)) };
}

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
