import { createHash, randomBytes } from 'node:crypto';

/** 256 bits nobody can guess, base64url: a session, a one-time link, a key. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token: with so many bits a plain hash cannot be turned back. SHA-256, lower-case hex. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Crockford's alphabet: nothing in it is mistaken for something else. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const CODES = 10;

/** Ten codes of 80 bits, each good once in place of a code of the app. */
export const newRecoveryCodes = (): readonly string[] =>
  Array.from({ length: CODES }, () =>
    [...randomBytes(16)]
      .map((byte) => LETTERS[byte % 32])
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-'),
  );

/** As people type it: capitals, blanks and hyphens do not count. */
export const hashOfRecoveryCode = (typed: string): string => hashOfToken(typed.toLowerCase().replace(/[\s-]/g, ''));
