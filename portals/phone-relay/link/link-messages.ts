/** Why a file from a telephone is not taken; each has words on the telephone and on the terminal. */
export const FILE_REFUSALS = [
  /** No picture, and nothing else that we know. */
  'unknown-type',
  'heic',
  'program',
  'archive',
  'drawing',
  'office',
  'pdf',
  'picture-broken',
  'picture-too-small',
  'too-large',
  'too-many',
  /** What all pages together may have is reached. */
  'full',
  /** The screen at the terminal has moved on. */
  'not-asked',
] as const;
export type FileRefusal = (typeof FILE_REFUSALS)[number];

/** What a telephone says; behind `chunk` stand bytes. */
export type PhoneSays =
  | { readonly say: 'hello'; readonly language: string }
  /** A file of `size` bytes follows, in chunks. */
  | { readonly say: 'begin'; readonly id: string; readonly size: number }
  | { readonly say: 'chunk'; readonly id: string }
  | { readonly say: 'drop'; readonly id: string }
  | { readonly say: 'delete'; readonly page: string }
  | { readonly say: 'move'; readonly page: string; readonly to: number }
  /** A file of the session is complete on the telephone. */
  | { readonly say: 'have'; readonly id: string }
  /** Somebody touches the telephone. */
  | { readonly say: 'here' }
  | { readonly say: 'bye' };

export interface PhonePage {
  readonly id: string;
  readonly from: 'scanner' | 'phone';
}

/** What the telephone is there for now. */
export type PhoneTask =
  /** The number is being compared at the terminal. */
  | { readonly kind: 'checking' }
  | {
      readonly kind: 'pages';
      readonly title: string;
      readonly most: number;
      readonly pages: readonly PhonePage[];
    }
  | { readonly kind: 'waiting' };

/** What the session says; behind `chunk` stand bytes. */
export type SessionSays =
  | { readonly say: 'task'; readonly task: PhoneTask; readonly language: string; readonly second: boolean }
  /** The file is a page of the request from then on. */
  | { readonly say: 'taken'; readonly id: string; readonly page: string }
  | { readonly say: 'refused'; readonly id: string; readonly reason: FileRefusal }
  | {
      readonly say: 'file';
      readonly id: string;
      readonly name: string;
      readonly type: string;
      readonly title: string;
      readonly size: number;
    }
  | { readonly say: 'chunk'; readonly id: string };

const NOTHING = new Uint8Array(0);
const HEAD = 4;

/** A message as one part carries it: length of the JSON (4 bytes, big-endian), the JSON, the bytes behind it. */
export function encodeMessage(message: PhoneSays | SessionSays, bytes: Uint8Array = NOTHING): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(message));
  const all = new Uint8Array(HEAD + json.length + bytes.length);
  new DataView(all.buffer).setUint32(0, json.length);
  all.set(json, HEAD);
  all.set(bytes, HEAD + json.length);
  return all;
}

/** What a part says, unchecked. @returns `null` for anything that is no such message */
export function decodeMessage(
  part: Uint8Array<ArrayBuffer>,
): { readonly json: unknown; readonly bytes: Uint8Array<ArrayBuffer> } | null {
  if (part.length < HEAD) return null;
  const length = new DataView(part.buffer, part.byteOffset).getUint32(0);
  if (length > part.length - HEAD) return null;
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(part.subarray(HEAD, HEAD + length)));
    return { json, bytes: part.subarray(HEAD + length) };
  } catch {
    return null;
  }
}
