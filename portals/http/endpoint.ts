import { Bug } from '../../foundation/errors.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** https, or http on this machine itself. */
export function isSecure(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && LOOPBACK.has(parsed.hostname));
}

/**
 * Checks a configured address once, when a client is made: tokens and ciphertext leave the machine over TLS only.
 * @throws Bug for anything but https, or http on loopback; the configuration check should have refused it before
 */
export function endpoint(url: string): string {
  if (!isSecure(url)) throw new Bug('a portal address must be https, or http on loopback');
  return url.replace(/\/+$/, '');
}
