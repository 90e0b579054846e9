import { Bug } from '../../foundation/errors.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Checks a configured address once, when a client is made: tokens and ciphertext leave the machine over TLS only.
 * @throws Bug for anything but https, or http on loopback; the configuration check should have refused it before
 */
export function endpoint(url: string): string {
  const parsed = URL.parse(url);
  const secure = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && LOOPBACK.has(parsed.hostname));
  if (!secure) throw new Bug('a portal address must be https, or http on loopback');
  return url.replace(/\/+$/, '');
}
