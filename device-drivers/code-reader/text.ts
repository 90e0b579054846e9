import type { ScannedCode } from './contract.ts';

/** Character sets of EPC069-12, third line, as the Encoding Standard names them. */
const GIROCODE_CHARSETS: Readonly<Record<string, string>> = {
  2: 'iso-8859-1',
  3: 'iso-8859-2',
  4: 'iso-8859-4',
  5: 'iso-8859-5',
  6: 'iso-8859-7',
  7: 'iso-8859-10',
  8: 'iso-8859-15',
};

/**
 * "]" and two more: AIM symbology identifier (ISO/IEC 15424), if the reader is set to send it. Behind it some readers
 * name the character set of the code (AIM ECI protocol: a backslash and six digits).
 */
const AIM = /^(\][A-Za-z]\d)(?:\\\d{6})?/;
const GIROCODE = /^BCD\s*?\r?\n[^\r\n]{0,8}\r?\n\s*([1-8])\s*?\r?\n/i;

/**
 * Text of a code. UTF-8 where it is valid UTF-8, the character set a GiroCode names otherwise, else Windows-1252,
 * which is what readers send for codes of byte mode.
 */
export function decodeCode(bytes: Uint8Array, symbology: string | null = null): ScannedCode {
  if (symbology !== null) return { text: decodeText(bytes), symbology };
  const [head, identifier] = AIM.exec(Buffer.from(bytes.subarray(0, 10)).toString('latin1')) ?? [];
  return head !== undefined && identifier !== undefined
    ? { text: decodeText(bytes.subarray(head.length)), symbology: identifier }
    : { text: decodeText(bytes), symbology: null };
}

export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: an older code in one of the eight-bit sets.
    const charset = GIROCODE.exec(Buffer.from(bytes.subarray(0, 32)).toString('latin1'))?.[1];
    return new TextDecoder((charset && GIROCODE_CHARSETS[charset]) ?? 'windows-1252').decode(bytes);
  }
}
