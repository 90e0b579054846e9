import { Refusal } from '../../foundation/errors.ts';
import type { MetricsAddress } from '../metrics/metrics.ts';

const LOOPBACK = '127.0.0.1';

/**
 * Where the environment wants metrics to be served: `HUB_METRICS`, a port (on this machine only) or `host:port`
 * (`[address]:port` for IPv6). `null`: nowhere. Refuses with `bad-metrics-address`.
 */
export function metricsAddressOf({ HUB_METRICS }: NodeJS.ProcessEnv): MetricsAddress | null {
  if (!HUB_METRICS) return null;
  const [, ipv6, name, digits] = /^(?:(?:\[([\da-f:.]+)\]|([\w.-]+)):)?(\d{1,5})$/i.exec(HUB_METRICS) ?? [];
  const port = Number(digits ?? Number.NaN);
  if (!(port <= 65_535)) throw new Refusal('bad-metrics-address', 'HUB_METRICS must be a port, or host:port');
  return { host: ipv6 ?? name ?? LOOPBACK, port };
}
