import { ACCESS_DELAYS } from '../../domain/access/delays.ts';
import type { CookieKind } from '../route.ts';

/** As which the browser knows the hub. */
export interface Site {
  readonly isSecure: boolean;
  /** With the port. */
  readonly host: string;
}

/**
 * `__Host-` over HTTPS: no other host can set it (RFC 6265bis, section 4.1.3.2). On the loopback interface cookies of
 * all ports lie together, so that the name tells one hub from another.
 */
const nameOf = (kind: CookieKind, { isSecure, host }: Site): string =>
  isSecure ? `__Host-bt-${kind}` : `bt-${kind}-${/:(\d+)$/.exec(host)?.[1] ?? '80'}`;

export function readCookie(header: string | undefined, kind: CookieKind, site: Site): string | undefined {
  const name = nameOf(kind, site);
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return undefined;
}

/**
 * No script reads it. Another site's page sends no session with anything (`Strict`); what began a sign-in must come back
 * from another server (`Lax`). @param value URL-safe; `null` takes the cookie away
 */
export function cookieText(kind: CookieKind, value: string | null, site: Site): string {
  const maxAge = kind === 'session' ? ACCESS_DELAYS.sessionLongest : ACCESS_DELAYS.challenge;
  return [
    `${nameOf(kind, site)}=${value ?? ''}`,
    'Path=/',
    'HttpOnly',
    `SameSite=${kind === 'session' ? 'Strict' : 'Lax'}`,
    `Max-Age=${value === null ? 0 : maxAge / 1_000}`,
    ...(site.isSecure ? ['Secure'] : []),
  ].join('; ');
}
