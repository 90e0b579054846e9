import type { NumberInBase64 } from './number-in-base64.ts';

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
  /** Digits only, in base64: what stands beside them is read before it is asked whether it is a digit. */
  readonly inBase64?: NumberInBase64;
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
    const digits = canary.bytes.toString('latin1');
    const isNumber = canary.isText && /^\d+$/.test(digits);
    for (const { encoding, bytes, offset } of canary.isText
      ? formsOfText(canary.bytes.toString('utf8'))
      : forms(canary.bytes)) {
      if (bytes.length < SHORTEST) continue;
      const key = bytes.toString('latin1');
      if (unique.has(key)) continue;
      const inBase64 = isNumber && offset !== undefined ? { digits, offset } : undefined;
      const width = isNumber && (encoding === 'bytes' || inBase64) ? 1 : isNumber && encoding === 'utf-16' ? 2 : 0;
      unique.set(key, { canary: canary.name, encoding, bytes, width, ...(inBase64 && { inBase64 }) });
    }
  }
  return [...unique.values()];
}

interface Form {
  readonly encoding: string;
  readonly bytes: Buffer;
  /** Of base64: bytes behind a multiple of three. */
  readonly offset?: 0 | 1 | 2;
}

function formsOfText(value: string): readonly Form[] {
  const spellings = [...new Set([value, value.toLowerCase(), value.toUpperCase()])];
  return spellings.flatMap((spelling) => {
    const utf8 = Buffer.from(spelling, 'utf8');
    const escaped = spelling.replace(
      /[^\x20-\x7e]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    return [
      ...forms(utf8),
      { encoding: 'utf-16', bytes: Buffer.from(spelling, 'utf16le') },
      // V8 keeps a text without characters beyond U+00FF in one byte each.
      { encoding: 'latin-1', bytes: Buffer.from(spelling, 'latin1') },
      { encoding: 'percent', bytes: Buffer.from(encodeURIComponent(spelling), 'latin1') },
      { encoding: 'form', bytes: Buffer.from(new URLSearchParams({ v: spelling }).toString().slice(2), 'latin1') },
      { encoding: 'json', bytes: Buffer.from(JSON.stringify(spelling).slice(1, -1), 'utf8') },
      { encoding: 'json-escaped', bytes: Buffer.from(escaped, 'latin1') },
    ];
  });
}

function forms(bytes: Buffer): readonly Form[] {
  const hex = bytes.toString('hex');
  return [
    { encoding: 'bytes', bytes },
    { encoding: 'hex', bytes: Buffer.from(hex, 'latin1') },
    { encoding: 'hex', bytes: Buffer.from(hex.toUpperCase(), 'latin1') },
    ...([0, 1, 2] as const).flatMap((offset) => [
      { encoding: `base64+${offset}`, bytes: base64At(bytes, offset, 'base64'), offset },
      { encoding: `base64url+${offset}`, bytes: base64At(bytes, offset, 'base64url'), offset },
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
