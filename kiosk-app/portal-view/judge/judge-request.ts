import { type AllowedPart, coversHost, type WebPortalRules } from '../../../config/schema/web-portal.ts';
import type { BlockReason } from '../words.ts';
import { isEidClientAddress, judgeEidLink } from './judge-eid-link.ts';
import { ALLOW, block, type PortalRequest, type Verdict } from './verdict.ts';

export type PortalPolicy = Pick<WebPortalRules, 'allowed' | 'eid'>;

/** What a page makes by itself and no network is asked for. */
const OWN = ['about:blank', 'about:srcdoc'];

/**
 * Whether a portal's page may have what it asks for. Every request comes here: navigations, each redirect, parts of
 * pages, what workers fetch. Deny by default; what the site does not name is refused.
 */
export function judgeRequest(policy: PortalPolicy, request: PortalRequest): Verdict {
  const { url, use } = request;
  if (OWN.includes(url)) return ALLOW;
  const target = URL.parse(url);
  if (!target) return block('malformed');
  if (isEidClientAddress(target)) return judgeEidLink(policy.eid, target);
  switch (target.protocol) {
    case 'data:':
      // As a page it would be one without an origin, under nobody's name.
      return use === 'resource' ? ALLOW : block('scheme');
    case 'blob:':
      return use === 'resource' || use === 'frame' ? judgeMaker(policy, target) : block('scheme');
    case 'https:':
      return use === 'socket' ? block('scheme') : judgeAddress(policy, target, request);
    case 'wss:':
      return use === 'socket' ? judgeAddress(policy, target, request) : block('scheme');
    default:
      return block('scheme');
  }
}

/** A blob belongs to the origin that made it. */
function judgeMaker({ allowed }: PortalPolicy, blob: URL): Verdict {
  const maker = URL.parse(blob.pathname);
  return maker?.protocol === 'https:' && allowed.some(({ host }) => coversHost(host, maker.host))
    ? ALLOW
    : block('host');
}

/** How far a part comes before it refuses: the furthest reason tells the most. */
const FURTHEST: readonly BlockReason[] = ['host', 'port', 'resource-only', 'socket', 'path', 'method'];

function judgeAddress({ allowed }: PortalPolicy, target: URL, request: PortalRequest): Verdict {
  if (hasUser(target)) return block('credentials');
  const refusals = allowed.map((part) => refusalBy(part, target, request));
  if (refusals.includes(null)) return ALLOW;
  return block(FURTHEST.findLast((reason) => refusals.includes(reason)) ?? 'host');
}

function refusalBy(part: AllowedPart, target: URL, { method, use }: PortalRequest): BlockReason | null {
  if (!coversHost(part.host, target.host)) {
    const withoutPort = part.host.replace(/:\d+$/, '');
    return coversHost(withoutPort, target.hostname) ? 'port' : 'host';
  }
  if (use === 'page' && part.purpose === 'resource') return 'resource-only';
  if (use === 'socket' && !part.sockets) return 'socket';
  if (!part.paths.some((path) => isBelow(target.pathname, path))) return 'path';
  const isAsking = method === 'HEAD' || method === 'OPTIONS';
  return isAsking || part.methods.some((allowed) => allowed === method) ? null : 'method';
}

/**
 * "/termine" covers "/termine" and "/termine/neu", not "/termine-anderswo". A path that a server may read differently
 * than we do (encoded slashes, dots and backslashes, also encoded twice; "..;") is below "/" only.
 */
function isBelow(path: string, prefix: string): boolean {
  if (prefix === '/') return true;
  if (/%(25)*(2f|2e|5c|00)|\.\.;|\/\/|\\/i.test(path)) return false;
  return prefix.endsWith('/') ? path.startsWith(prefix) : path === prefix || path.startsWith(`${prefix}/`);
}

export const hasUser = (url: URL): boolean => url.username !== '' || url.password !== '';
