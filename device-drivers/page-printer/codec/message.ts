/** IPP messages as values: RFC 8010 (encoding), RFC 8011 (meaning). */

/** RFC 8010 section 3.5.1: what begins a group of attributes. Others up to 0x0f are carried as they are. */
export const GROUPS = { operation: 0x01, job: 0x02, printer: 0x04, unsupported: 0x05 } as const;

/** RFC 8010 section 3.5.2: values that stand for the absence of one. */
export const OUT_OF_BAND = {
  unsupported: 0x10,
  unknown: 0x12,
  'no-value': 0x13,
  'not-settable': 0x15,
  'delete-attribute': 0x16,
  'admin-define': 0x17,
} as const;
export type OutOfBand = keyof typeof OUT_OF_BAND;

/** Values that are a string of characters, with their tags. */
export const STRINGS = {
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  uriScheme: 0x46,
  charset: 0x47,
  naturalLanguage: 0x48,
  mimeMediaType: 0x49,
} as const;
export type StringType = keyof typeof STRINGS;

export const TAGS = {
  end: 0x03,
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  octets: 0x30,
  dateTime: 0x31,
  resolution: 0x32,
  range: 0x33,
  collection: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  endCollection: 0x37,
  memberName: 0x4a,
} as const;

export type Value =
  | { readonly type: OutOfBand }
  | { readonly type: StringType; readonly text: string }
  | { readonly type: 'textWithLanguage' | 'nameWithLanguage'; readonly language: string; readonly text: string }
  /** 32 bits, signed. */
  | { readonly type: 'integer' | 'enum'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  /** Unit 3: dots per inch, 4: dots per centimetre. */
  | { readonly type: 'resolution'; readonly cross: number; readonly feed: number; readonly unit: number }
  | { readonly type: 'range'; readonly low: number; readonly high: number }
  /** DateAndTime of RFC 2579, 11 octets. */
  | { readonly type: 'dateTime'; readonly bytes: Uint8Array }
  | { readonly type: 'octets'; readonly bytes: Uint8Array }
  | { readonly type: 'collection'; readonly members: readonly Attribute[] }
  /** A tag this codec does not know. */
  | { readonly type: 'other'; readonly tag: number; readonly bytes: Uint8Array };

export interface Attribute {
  /** Not empty. */
  readonly name: string;
  /** At least one. */
  readonly values: readonly Value[];
}

export interface Group {
  /** `GROUPS` or another of 0x01 to 0x0f, except the end's 0x03. */
  readonly tag: number;
  readonly attributes: readonly Attribute[];
}

export interface Message {
  readonly version: { readonly major: number; readonly minor: number };
  /** Operation of a request, status of a response; 16 bits. */
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly Group[];
  /** What follows the attributes: the document. */
  readonly data: Uint8Array;
}
