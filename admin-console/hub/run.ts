import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, createLog } from '../../foundation/log.ts';
import { linkOf } from '../contract/access/access.ts';
import type { DatabaseAddress } from '../store/database.ts';
import { auditKeptOf } from './audit-kept.ts';
import { loopbackOrigin } from './loopback-origin.ts';
import { mailServerOf } from './mail-server.ts';
import { metricsAddressOf } from './metrics-address.ts';
import { previewsAtMost } from './previews/previews-at-most.ts';
import { readSignInProviders } from './sign-in-providers.ts';

/**
 * `npm run hub -- [--data DIR] [--console-port N] [--origin https://…] [--link-port N] [--link-host ADDRESS]
 * [--link-names NAME,…] [--sign-in FILE]`; writes DIR/runtime.json when up, and prints a link for the first owner where nobody can sign in
 * yet. `npm run hub -- owner-link`: such a link at any time.
 * `npm run hub -- change-configuration-key`, with the hub stopped: a new key signs configuration from then on.
 * `npm run hub -- backup TO`, beside a hub that runs; `npm run hub -- restore FROM`, into a DIR without one.
 * `HUB_METRICS` (a port, or `host:port`) serves metrics for Prometheus there.
 * `HUB_AUDIT_DAYS`: how long acts are kept.
 * `HUB_PREVIEWS`: how many previews of drafts there may be at once.
 * `DATABASE_URL` (`postgres://…`) names a PostgreSQL; without it the database is a SQLite file in DIR.
 */
const {
  values,
  positionals: [command, place],
} = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    'console-port': { type: 'string', default: '7103' },
    'link-port': { type: 'string', default: '7104' },
    'link-host': { type: 'string', default: '127.0.0.1' },
    'link-names': { type: 'string', default: 'localhost,127.0.0.1' },
    origin: { type: 'string' },
    'sign-in': { type: 'string' },
  },
});
const directory = values.data ?? '.data/hub';
mkdirSync(join(directory, 'logs'), { recursive: true });
const log = createLog((line) => appendFileSync(join(directory, 'logs/hub.log'), line), systemClock);

try {
  await run();
} catch (thrown) {
  log.event('error', 'hub.start.failed', { reason: code(reasonOf(thrown)) });
  const detail = thrown instanceof Refusal && thrown.detail !== undefined ? ` (${thrown.detail})` : '';
  process.stderr.write(`hub: ${reasonOf(thrown)}${detail}\n`);
  process.exit(1);
}

/** Each command loads what it needs, not the whole hub. */
async function run(): Promise<void> {
  const address = databaseOf(process.env.DATABASE_URL);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  if (command === undefined) return serve(address, say);
  if (command === 'change-configuration-key') {
    const { changeConfigurationKey } = await import('../link/configuration-key.ts');
    return changeConfigurationKey(join(directory, 'pki'));
  }
  if (command === 'owner-link') {
    const origin = values.origin ?? loopbackOrigin(Number(values['console-port']));
    const { ownerLink } = await import('./commands/owner-link.ts');
    return ownerLink({ directory, address, origin, clock: systemClock, say });
  }
  if (place === undefined) throw new Refusal('no-directory', `npm run hub -- ${command} DIR`);
  const { backup, restore } = await import('./commands/backup.ts');
  if (command === 'backup') return backup({ directory, address, to: place, clock: systemClock, say });
  if (command === 'restore') return restore({ directory, address, from: place, say });
  throw new Refusal('unknown-command', command);
}

async function serve(database: DatabaseAddress, say: (line: string) => void): Promise<void> {
  const { startHub } = await import('./hub.ts');
  const hub = await startHub({
    directory,
    database,
    webDirectory: join(import.meta.dirname, '../../dist/console'),
    consolePort: Number(values['console-port']),
    linkPort: Number(values['link-port']),
    linkHost: values['link-host'],
    linkNames: values['link-names'].split(','),
    mailServer: mailServerOf(process.env),
    metrics: metricsAddressOf(process.env),
    auditKeptMs: auditKeptOf(process.env),
    previews: { atMost: previewsAtMost(process.env), uiDirectory: join(import.meta.dirname, '../../dist/ui') },
    signInProviders: readSignInProviders(values['sign-in'], process.env),
    origin: values.origin,
    clock: systemClock,
    log,
  });
  writeFileSync(
    join(directory, 'runtime.json'),
    JSON.stringify({
      consolePort: hub.consolePort,
      linkPort: hub.linkPort,
      caFingerprint: hub.caFingerprint,
      ...(hub.metricsPort === null ? {} : { metricsPort: hub.metricsPort }),
      origin: values.origin,
    }),
  );
  if (hub.firstOwner) say(`First owner: ${linkOf(values.origin ?? loopbackOrigin(hub.consolePort), hub.firstOwner)}`);
  const stop = () => void hub.close().finally(() => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
}

function databaseOf(url: string | undefined): DatabaseAddress {
  if (!url) return { kind: 'sqlite', file: join(directory, 'hub.sqlite') };
  if (!/^postgres(ql)?:/.test(url)) throw new Refusal('unknown-database', 'DATABASE_URL must begin with postgres://');
  return { kind: 'postgres', url };
}
