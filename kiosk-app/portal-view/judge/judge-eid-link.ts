import { coversHost, type WebPortalRules } from '../../../config/schema/web-portal.ts';
import { block, type Verdict } from './verdict.ts';

type EidPolicy = WebPortalRules['eid'];

/** Port of the local eID client (BSI TR-03124-1, section 2.2.1.1). */
const EID_PORT = '24727';

/** `http://127.0.0.1:24727/eID-Client?…`, or the same with the scheme `eid`. Whatever else is asked of it likewise. */
export function isEidClientAddress(url: URL): boolean {
  if (url.protocol === 'eid:') return true;
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return (url.protocol === 'http:' || url.protocol === 'https:') && isLoopback && url.port === EID_PORT;
}

/** Which identification a portal's link starts, if the portal may. */
export function judgeEidLink(eid: EidPolicy, link: URL): Verdict {
  if (!eid) return block('eid-not-offered');
  const named = [...link.searchParams].filter(([name]) => name.toLowerCase() === 'tctokenurl');
  const [only, ...others] = named.map(([, value]) => value);
  // Twice: the eID client could read the other one.
  if (only === undefined || others.length > 0) return block('eid-address');
  return isOf(eid.tcTokenHosts, only) ? { kind: 'eid', tcTokenUrl: only } : block('eid-address');
}

/** Whether a portal may go on there once the eID client is done, well or not. */
export const mayReturnTo = (eid: EidPolicy, url: string): boolean => eid !== null && isOf(eid.refreshHosts, url);

function isOf(hosts: readonly string[], address: string): boolean {
  const url = URL.parse(address);
  const isPlain = url?.protocol === 'https:' && url.username === '' && url.password === '';
  return isPlain && hosts.some((host) => coversHost(host, url.host));
}
