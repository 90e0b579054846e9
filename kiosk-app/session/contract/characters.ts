import type { FieldType } from './screens/form.ts';

/**
 * Characters that may be typed, by what they are for: the one source of the validator (what is accepted) and of the
 * on-screen keyboard (what can be typed). Letters, sequences and groups of signs are those of DIN 91379:2022-08
 * "Characters and defined character sequences in Unicode for the electronic processing of names and data exchange in
 * Europe" (String.Latin+ 1.3), as published in machine-readable form at
 * https://github.com/String-Latin/DIN-91379-Characters-and-Sequences, latin_list_1.3.txt. Everything is NFC.
 */

/** Code points of the Latin letters (group "bll", normative), hexadecimal: single ones and ranges. */
const LETTER_RANGES =
  '41-5A 61-7A C0-D6 D8-F6 F8-17E 187-188 18F 197 1A0-1A1 1AF-1B0 1B7 1CD-1DC 1DE-1DF 1E2-1F0 1F4-1F5 1F8-1FF 212-213 218-21B 21E-21F 227-233 259 268 292 1E02-1E03 1E06-1E07 1E0A-1E11 1E17 1E1C-1E2B 1E2F-1E37 1E3A-1E3B 1E40-1E49 1E52-1E5B 1E5E-1E63 1E6A-1E6F 1E80-1E87 1E8C-1E97 1E9E 1EA0-1EF9';

/** Letters that Unicode has only as a sequence (group "bll", "seq"): what follows, and the letters it follows. */
const SEQUENCES: readonly (readonly [after: string, letters: string])[] = [
  ['\u030B', 'Aa'],
  ['\u0300', 'CFGKMPSTZcfgkmpstz'],
  ['\u0304', 'CFHKNPSTZcfhknpstzÛûḲḳṢṣṬṭỤụ'],
  ['\u0306', 'CMNRZcmnrzÇç'],
  ['\u0308', 'CTZczẠạỌọỤụ'],
  ['\u0315', 'CKPTckptČč'],
  ['\u0323', 'CPcpČč'],
  ['\u0326', 'CHKLNchklnŽž'],
  ['\u0328\u0306', 'Cc'],
  ['\u0302', 'DKLMNdklmn'],
  ['\u0331', 'HSs'],
  ['\u0301', 'JjÿĪī'],
  ['\u030C', 'J'],
  ['\u0307', 'KUku'],
  ['\u031B', 'KTkt'],
  ['\u035FH', 'K'],
  ['\u035Fh', 'Kk'],
  ['\u0325', 'LRlr'],
  ['\u0325\u0304', 'LRlr'],
  ['\u0310', 'Mm'],
  ['\u031B\u0304', 'Ss'],
  ['\u0327', 'ZzŽž'],
  ['\u030D', 'ēō'],
];

const DIGITS = [...'0123456789'];

/** 649 letters, in the order of their code points, sequences last. */
export const LETTERS: readonly string[] = [
  ...LETTER_RANGES.split(' ').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map((point) => Number.parseInt(point, 16));
    return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i));
  }),
  ...SEQUENCES.flatMap(([after, letters]) => [...letters].map((letter) => letter + after)),
];

/** Group "bnlreq" (N1): signs in names. */
const NAME_SIGNS = [..." '’-.,·`´¨~ʹʺʾʿˈˌ‡"];

/**
 * Groups "bnl" (N2) and "bnlopt" (N3) without digits: with letters and N1 what the standard calls datatype C. The last
 * ones are dashes and quotation marks, without which no German sentence is printed (extended group "enl", and dashes).
 */
const TEXT_SIGNS = [...'!"#$%&()*+/:;<=>?@[\\]^_{|}¡¢£¥§©ª«¬®¯°±²³µ¶¹º»¿×÷€¤¦¸¼½¾', ...'–—‘‚“”„…'];

/** RFC 5322, 3.2.3 "atext" without letters and digits, and what parts an address. */
const EMAIL_SIGNS = [..."@.-_+!#$%&'*/=?^`{|}~"];

/** Characters of the longest answer. */
export const MAX_TYPED = 2000;

/** Kinds of fields that are typed, not chosen. */
export type TypedKind = Exclude<FieldType, 'choice' | 'yes-no' | 'multi-choice' | 'signature' | 'computed'>;

/** Every character a field of the kind may hold in the end. Letters of a plate and a reference are capitals. */
export const CHARACTERS: Readonly<Record<TypedKind, readonly string[]>> = {
  name: [...LETTERS, ...NAME_SIGNS],
  text: [...LETTERS, ...DIGITS, ...NAME_SIGNS, ...TEXT_SIGNS],
  street: [...LETTERS, ...DIGITS, ...NAME_SIGNS, ...TEXT_SIGNS],
  town: [...LETTERS, ..." .,'’/()-"],
  email: [...LETTERS, ...DIGITS, ...EMAIL_SIGNS],
  phone: [...DIGITS, ...'+ ()/-'],
  date: [...DIGITS, '.'],
  number: [...DIGITS, '-'],
  'long-text': [...LETTERS, ...DIGITS, ...NAME_SIGNS, ...TEXT_SIGNS, '\n'],
  amount: [...DIGITS, ','],
  iban: [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ', ...DIGITS, ' '],
  'partial-date': [...DIGITS, '.'],
  plate: [...'ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ', ...DIGITS, ...' -/'],
  'postal-code': DIGITS,
  'bill-reference': [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ', ...DIGITS, ...' ./-:'],
};

const NO_SIGNS: ReadonlySet<string> = new Set([...LETTERS, ...DIGITS, ' ', '\n']);
/** What a kind accepts besides letters, digits, the blank and the end of a line. */
export const signsOf = (kind: TypedKind): readonly string[] => CHARACTERS[kind].filter((char) => !NO_SIGNS.has(char));
