/** Something that must be gone after a session: its name may be told, its bytes never. */
export interface Canary {
  readonly name: string;
  readonly bytes: Buffer;
  /** Text is searched for in every encoding a program may keep it in, other bytes as they are and in base64 and hex. */
  readonly isText: boolean;
}

/** One form in which a canary may lie somewhere. */
export interface Needle {
  readonly canary: string;
  readonly encoding: string;
  readonly bytes: Buffer;
  /** Digits only: counts only where it stands by itself, for a longer number may contain it by chance. */
  readonly width: 0 | 1 | 2;
}

export const text = (name: string, value: string): Canary => ({
  name,
  bytes: Buffer.from(value, 'utf8'),
  isText: true,
});
export const binary = (name: string, bytes: Buffer): Canary => ({ name, bytes, isText: false });

/** Shorter forms would be found by chance in memory that has never seen the canary. */
export const SHORTEST = 6;

export function needlesOf(canaries: readonly Canary[]): readonly Needle[] {
  const unique = new Map<string, Needle>();
  for (const canary of canaries) {
    for (const [encoding, bytes] of canary.isText ? formsOfText(canary.bytes.toString('utf8')) : forms(canary.bytes)) {
      if (bytes.length < SHORTEST) continue;
      const key = bytes.toString('latin1');
      const isNumber = canary.isText && /^\d+$/.test(canary.bytes.toString('latin1'));
      const width = isNumber && encoding === 'bytes' ? 1 : isNumber && encoding === 'utf-16' ? 2 : 0;
      if (!unique.has(key)) unique.set(key, { canary: canary.name, encoding, bytes, width });
    }
  }
  return [...unique.values()];
}

function formsOfText(value: string): readonly (readonly [string, Buffer])[] {
  const spellings = [...new Set([value, value.toLowerCase(), value.toUpperCase()])];
  return spellings.flatMap((spelling) => {
    const utf8 = Buffer.from(spelling, 'utf8');
    const escaped = spelling.replace(
      /[^\x20-\x7e]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    return [
      ...forms(utf8),
      ['utf-16', Buffer.from(spelling, 'utf16le')],
      // V8 keeps a text without characters beyond U+00FF in one byte each.
      ['latin-1', Buffer.from(spelling, 'latin1')],
      ['percent', Buffer.from(encodeURIComponent(spelling), 'latin1')],
      ['form', Buffer.from(new URLSearchParams({ v: spelling }).toString().slice(2), 'latin1')],
      ['json', Buffer.from(JSON.stringify(spelling).slice(1, -1), 'utf8')],
      ['json-escaped', Buffer.from(escaped, 'latin1')],
    ] as const;
  });
}

function forms(bytes: Buffer): readonly (readonly [string, Buffer])[] {
  const hex = bytes.toString('hex');
  return [
    ['bytes', bytes],
    ['hex', Buffer.from(hex, 'latin1')],
    ['hex', Buffer.from(hex.toUpperCase(), 'latin1')],
    ...[0, 1, 2].flatMap((offset) => [
      [`base64+${offset}`, base64At(bytes, offset, 'base64')] as const,
      [`base64url+${offset}`, base64At(bytes, offset, 'base64url')] as const,
    ]),
  ];
}

/** The characters that these bytes alone decide when they stand `offset` bytes behind a multiple of three. */
function base64At(bytes: Buffer, offset: number, encoding: 'base64' | 'base64url'): Buffer {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString(encoding)
    .replace(/=+$/, '');
  const from = Math.ceil((offset * 8) / 6);
  const to = Math.floor(((offset + bytes.length) * 8) / 6);
  return Buffer.from(encoded.slice(from, to), 'latin1');
}
