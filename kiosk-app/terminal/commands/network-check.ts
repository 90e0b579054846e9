import { connect } from 'node:net';
import type { SiteDefinition } from '../../../config/schema/site.ts';
import type { CommandResult } from '../../../fleet-link/commands.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';

export interface NetworkTarget {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}
type Checked = Extract<CommandResult, { kind: 'network' }>['targets'][number];

/** Whatever this site's terminal must reach: hub and portals. One that stands in several places is named once. */
export function networkTargets({ hub, portals }: Pick<SiteDefinition, 'hub' | 'portals'>): readonly NetworkTarget[] {
  const { fitConnect, eidService, billRegister, paymentPortal, appointments, documentStatus, phoneRelay } = portals;
  const urls = [
    ['hub', hub?.url],
    ['fit-connect.token', fitConnect.tokenUrl],
    ['fit-connect.destinations', fitConnect.destinationApi],
    ['fit-connect.submissions', fitConnect.submissionApi],
    ['fit-connect.events', fitConnect.deliveryServiceIssuer],
    ['fit-connect.routing', fitConnect.routing?.api],
    ['fit-connect.portal', fitConnect.routing?.selfServicePortal],
    ['eid-service', eidService?.url],
    ['bill-register', billRegister?.url],
    ['payment-portal', paymentPortal?.url],
    ['appointments', appointments?.url],
    ['document-status', documentStatus?.url],
    ['phone-relay', phoneRelay?.url],
  ] as const;
  const targets = urls.flatMap(([name, url]) => (url && URL.canParse(url) ? [targetOf(name, new URL(url))] : []));
  return targets.filter(
    ({ host, port }, place) => targets.findIndex((one) => one.host === host && one.port === port) === place,
  );
}

function targetOf(name: string, { hostname, port, protocol }: URL): NetworkTarget {
  const isEncrypted = protocol === 'https:' || protocol === 'wss:';
  return { name, host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (isEncrypted ? 443 : 80) };
}

/** Opens a TCP connection to each and says how long it took, or why it failed. */
export function checkNetwork(
  targets: readonly NetworkTarget[],
  within: number,
  clock: Clock,
): Promise<readonly Checked[]> {
  return Promise.all(targets.map((target) => check(target, within, clock)));
}

function check(target: NetworkTarget, within: number, clock: Clock): Promise<Checked> {
  return new Promise((resolve) => {
    const began = clock.monotonic();
    const socket = connect({ host: target.host, port: target.port });
    const end = (reason: string | null) => {
      clock.clearTimeout(timer);
      socket.destroy();
      resolve({ ...target, ms: reason === null ? Math.round(clock.monotonic() - began) : null, reason });
    };
    const timer = clock.setTimeout(() => end('timeout'), within);
    socket.once('connect', () => end(null));
    socket.once('error', (thrown) => end(reasonOf(thrown)));
  });
}
