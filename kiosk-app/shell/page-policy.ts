/**
 * Which addresses a window may load. Deny by default; pure, shared by the Chromium and the Electron shell.
 *
 * An entry of an allow-list is `host`, `*.host`, or an address with scheme and an optional path prefix
 * (`https://stadt.example/termine/`). An entry without scheme means https.
 */
export interface PagePolicy {
  /**
   * The same for the network stack, by host and port only: Chromium's proxy bypass rules ("Proxy support in Chrome"),
   * joined with ";". What they do not name goes to a proxy that does not exist, from whatever frame, worker or popup.
   */
  readonly networkBypass: string;
  /** It may be heard before anybody has touched it: our own page reminds of a forgotten card. */
  readonly mayRing: boolean;
  /** Whether a document or a part of it may be loaded from this address. */
  allows(url: string): boolean;
}

/** A session: its own loopback origin, the WebSocket beside it, and what it makes itself (blob:, data:). */
export function sessionPolicy(sessionUrl: string): PagePolicy {
  const { host } = new URL(sessionUrl);
  return {
    networkBypass: host,
    mayRing: true,
    allows(url) {
      if (url === 'about:blank') return true;
      const target = parse(url);
      if (!target) return false;
      if (target.protocol === 'data:') return true;
      if (target.protocol === 'blob:') return target.pathname.startsWith(`http://${host}/`);
      return (target.protocol === 'http:' || target.protocol === 'ws:') && target.host === host && !hasUser(target);
    },
  };
}

/** A portal: what its allow-list says, over TLS only. Loopback and private names are never a portal. */
export function portalPolicy(allow: readonly string[]): PagePolicy {
  const entries = allow.map(parseEntry).filter((entry) => entry !== null);
  return {
    mayRing: false,
    networkBypass: entries.map(({ hosts }) => `https://${hosts}:443;wss://${hosts}:443`).join(';'),
    allows(url) {
      if (url === 'about:blank') return true;
      const target = parse(url);
      if (!target) return false;
      if (target.protocol === 'data:' || target.protocol === 'blob:') return true;
      if ((target.protocol !== 'https:' && target.protocol !== 'wss:') || hasUser(target)) return false;
      return entries.some((entry) => entry.covers(target));
    },
  };
}

/** Loopback addresses of a session with its token, as in contract.ts; the shells check again what they are told. */
export function isSessionUrl(url: string): boolean {
  return /^http:\/\/127\.0\.0\.1:\d{1,5}\/#[\w-]+$/.test(url);
}

interface Entry {
  /** Host or `*.host`; a port other than 443 is never a portal's. */
  readonly hosts: string;
  covers(target: URL): boolean;
}

function parseEntry(entry: string): Entry | null {
  if (entry.startsWith('*.')) {
    const host = parse(`https://${entry.slice(2)}`)?.hostname;
    // "*.de" would be no list at all.
    if (!host?.includes('.')) return null;
    return { hosts: `*.${host}`, covers: (target) => target.hostname.endsWith(`.${host}`) && target.port === '' };
  }
  const wanted = parse(entry.includes('://') ? entry : `https://${entry}`);
  if (wanted?.protocol !== 'https:' || wanted.port !== '' || hasUser(wanted)) return null;
  return {
    hosts: wanted.hostname,
    covers: (target) => target.host === wanted.host && isBelow(target.pathname, wanted.pathname),
  };
}

/** "/termine" covers "/termine" and "/termine/neu", not "/termine-anderswo". */
function isBelow(path: string, prefix: string): boolean {
  // An encoded slash or dot may be read differently at the other end.
  if (/%2f|%2e|%5c/i.test(path)) return prefix === '/';
  return prefix.endsWith('/') ? path.startsWith(prefix) : path === prefix || path.startsWith(`${prefix}/`);
}

function hasUser(url: URL): boolean {
  return url.username !== '' || url.password !== '';
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
