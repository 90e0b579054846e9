import type { PortalPolicy } from './judge-request.ts';

/**
 * The same for the network stack, by scheme, host and port only: Chromium's proxy bypass rules ("Proxy support in
 * Chrome"), joined with ";". What they do not name goes to a proxy that does not exist, from whatever frame, worker or
 * popup, and WebSockets, which no interception sees, go to those hosts only that the site names for them.
 */
export const networkBypass = ({ allowed }: PortalPolicy): string =>
  allowed
    .flatMap(({ host, sockets }) => {
      const address = /:\d+$/.test(host) ? host : `${host}:443`;
      return [`https://${address}`, ...(sockets ? [`wss://${address}`] : [])];
    })
    .join(';');

/** "--host-resolver-rules": other names are not even asked for. */
export const resolverRules = ({ allowed }: PortalPolicy): string =>
  ['MAP * ~NOTFOUND', ...new Set(allowed.map(({ host }) => `EXCLUDE ${host.replace(/:\d+$/, '')}`))].join(', ');
