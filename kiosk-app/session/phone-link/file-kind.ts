import type { FileRefusal } from '../../../portals/phone-relay/link/link-messages.ts';

type Signature = readonly [offset: number, bytes: string, kind: 'picture' | FileRefusal];

/** First bytes of files, as Latin-1. What is no picture is told by what it is, so that the person knows what to do. */
const SIGNATURES: readonly Signature[] = [
  [0, '\xff\xd8\xff', 'picture'],
  [0, '\x89PNG\r\n\x1a\n', 'picture'],
  [4, 'ftypheic', 'heic'],
  [4, 'ftypheix', 'heic'],
  [4, 'ftypmif1', 'heic'],
  [0, '%PDF-', 'pdf'],
  [0, 'MZ', 'program'],
  [0, '\x7fELF', 'program'],
  [0, '\xcf\xfa\xed\xfe', 'program'],
  [0, '\xca\xfe\xba\xbe', 'program'],
  [0, '#!', 'program'],
  [0, 'dex\n', 'program'],
  [0, '\xd0\xcf\x11\xe0', 'office'],
  [0, 'PK\x03\x04', 'archive'],
  [0, 'Rar!', 'archive'],
  [0, '7z\xbc\xaf', 'archive'],
  [0, '\x1f\x8b', 'archive'],
];
/** Bytes that are looked at. */
const HEAD = 512;

/** What a file is by its content, never by its name: a picture that we open, or why it is not taken. */
export function kindOfFile(bytes: Uint8Array): 'picture' | FileRefusal {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1');
  for (const [offset, signature, kind] of SIGNATURES) if (head.startsWith(signature, offset)) return kind;
  if (/<svg|<!doctype svg/i.test(head)) return 'drawing';
  return 'unknown-type';
}
