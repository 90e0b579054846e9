import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../foundation/clock.ts';
import { Refusal, reasonOf } from '../foundation/errors.ts';
import { code } from '../foundation/log.ts';
import { stderrLog } from '../foundation/stderr-log.ts';
import { readPage } from './page-files.ts';
import { startPhoneRelay } from './relay.ts';
import { type RelaySettings, readSettings } from './settings.ts';
import { makeTerminalKey, readTerminalKeys } from './terminal-keys.ts';

/**
 * `npm run phone-relay -- [--host ADDRESS] [--port 7106] [--keys FILE] [--tls-cert FILE --tls-key FILE | --behind-proxy
 * ADDRESS,…]`: a process of its own in a DMZ that telephones and terminals can reach. Without `--keys` the lines of that
 * file stand in `PHONE_RELAY_KEYS`. SIGHUP reads keys and certificate anew.
 * `npm run phone-relay -- new-key NAME`: a key for a terminal, and the line for the file.
 */
const PAGE = join(import.meta.dirname, '../dist/phone');
const [command, name] = process.argv.slice(2);
const log = stderrLog(systemClock);
try {
  if (command === 'new-key') sayNewKey(name);
  else await serve(readSettings(process.argv.slice(2)));
} catch (thrown) {
  const detail = thrown instanceof Refusal && thrown.detail !== undefined ? ` (${thrown.detail})` : '';
  process.stderr.write(`phone-relay: ${reasonOf(thrown)}${detail}\n`);
  process.exit(1);
}

function sayNewKey(of: string | undefined): void {
  if (!of) throw new Refusal('no-name', 'npm run phone-relay -- new-key NAME');
  const { key, line } = makeTerminalKey(of);
  process.stdout.write(`Secret of the terminal: ${key}\nLine of the file of keys: ${line}\n`);
}

async function serve(settings: RelaySettings): Promise<void> {
  const page = readPage(PAGE);
  // Wallets need none; a link's code would lead nowhere.
  if (!page) log.event('warn', 'phone-relay.no-page');
  const relay = await startPhoneRelay({
    ...settings,
    ...readFiles(settings),
    page,
    clock: systemClock,
    log,
  });
  log.event('info', 'phone-relay.started', { port: relay.port });
  process.on('SIGHUP', () => {
    try {
      relay.renew(readFiles(settings));
      log.event('info', 'phone-relay.renewed');
    } catch (thrown) {
      // What was read before goes on.
      log.event('error', 'phone-relay.not-renewed', { reason: code(reasonOf(thrown)) });
    }
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void relay.close());
}

function readFiles({ keysFile, tls }: RelaySettings) {
  const read = (file: string) => readFileSync(file, 'utf8');
  return {
    keys: readTerminalKeys(keysFile === null ? (process.env.PHONE_RELAY_KEYS ?? '') : read(keysFile)),
    tls: tls && { cert: read(tls.certFile), key: read(tls.keyFile) },
  };
}
