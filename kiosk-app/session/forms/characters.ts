/**
 * Characters of names and texts: a subset of DIN 91379, group "bnlreg" and the Latin letters, as regular expressions
 * over NFC text. Left out are the rarely used letters with combining signs that have no precomposed form and the
 * non-Latin extensions; a name from the card is never judged by this, only what is typed.
 */
const LETTERS =
  'A-Za-z\\u00AA\\u00BA\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u0131\\u0134-\\u0148\\u014A-\\u017E\\u018F\\u0197\\u01A0\\u01A1\\u01AF\\u01B0\\u01B7\\u01CD-\\u01DC\\u01DE\\u01DF\\u01E2-\\u01F0\\u01F4\\u01F5\\u01F8-\\u01FF\\u0212\\u0213\\u0218-\\u021B\\u021E\\u021F\\u0227-\\u0233\\u0259\\u0268\\u0292\\u1E02\\u1E03\\u1E06\\u1E07\\u1E0A-\\u1E11\\u1E17\\u1E1E-\\u1E2B\\u1E2F-\\u1E37\\u1E3A\\u1E3B\\u1E40-\\u1E49\\u1E52-\\u1E5B\\u1E5E-\\u1E63\\u1E6A-\\u1E6F\\u1E80-\\u1E87\\u1E8C-\\u1E97\\u1E9E\\u1EA0-\\u1EF9';

const NAME = new RegExp(`^[${LETTERS} '’ʹ·.,\\-]*$`, 'u');
const LETTER = new RegExp(`[${LETTERS}]`, 'u');
const TEXT = new RegExp(`^[${LETTERS}0-9 !"#$%&'()*+,\\-./:;<=>?@[\\]_|~€§°²³´·×–—‘’“”„…«»]*$`, 'u');

/** Only characters that may stand in a person's name. */
export const isName = (value: string): boolean => NAME.test(value);
export const hasLetter = (value: string): boolean => LETTER.test(value);
/** Only characters that may stand in free text of one line. */
export const isText = (value: string): boolean => TEXT.test(value);

/** NFC, blanks of any kind as one space, none at the ends: how every text is stored. */
export const tidy = (raw: string): string => raw.normalize('NFC').replace(/\s+/gu, ' ').trim();
