import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { Refusal } from '../foundation/errors.ts';

/** How a relay is started; files are named, not read. */
export interface RelaySettings {
  readonly host: string;
  readonly port: number;
  /** `null`: the keys stand in the environment variable `PHONE_RELAY_KEYS`. */
  readonly keysFile: string | null;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  readonly proxies: readonly string[];
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/**
 * Reads the command line of `npm run phone-relay`.
 * @throws Refusal `no-tls` for an address that others reach, without TLS of its own and without a proxy that has it
 * @throws Refusal `bad-setting` with the name of what is wrong
 */
export function readSettings(args: readonly string[]): RelaySettings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '7106' },
      keys: { type: 'string' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      'behind-proxy': { type: 'string' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Refusal('bad-setting', 'port');
  const { 'tls-cert': certFile, 'tls-key': keyFile } = values;
  if ((certFile === undefined) !== (keyFile === undefined)) throw new Refusal('bad-setting', 'tls-cert and tls-key');
  const proxies = values['behind-proxy']?.split(',') ?? [];
  if (proxies.some((proxy) => isIP(proxy) === 0)) throw new Refusal('bad-setting', 'behind-proxy');
  const tls = certFile !== undefined && keyFile !== undefined ? { certFile, keyFile } : null;
  if (!tls && proxies.length === 0 && !LOOPBACK.includes(values.host)) throw new Refusal('no-tls', values.host);
  return { host: values.host, port, keysFile: values.keys ?? null, tls, proxies };
}
