import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../free-port.ts';
import { type FilterKind, writeFilterDriver } from './cups-filter.ts';
import { filesWith, startIppEvePrinter } from './ippeveprinter.ts';
import type { Peer } from './peer.ts';
import { eventually, run } from './process.ts';

const execute = promisify(execFile);

export interface CupsPeer extends Peer {
  stopQueue(): Promise<void>;
  startQueue(): Promise<void>;
  /** Documents go through a filter from now on; `undefined`: as they are. */
  filter(kind: FilterKind | undefined): Promise<void>;
}

/**
 * A real scheduler with a configuration of its own, set as cups.md says, in front of an ippeveprinter.
 * @throws Error if either cannot be started here
 */
export async function startCups(settings: readonly string[] = []): Promise<CupsPeer> {
  const printer = await startIppEvePrinter();
  const root = await mkdtemp(join(tmpdir(), 'bt-cups-'));
  // Backends run as another user and must get through to the spool.
  await chmod(root, 0o755);
  for (const name of ['spool/tmp', 'cache', 'state', 'server', 'log'])
    await mkdir(join(root, name), { recursive: true });
  const port = await freePort();
  await writeFile(join(root, 'cups-files.conf'), filesConf(root));
  await writeFile(join(root, 'cupsd.conf'), cupsdConf(port, settings));
  const scheduler = run('/usr/sbin/cupsd', ['-f', '-c', join(root, 'cupsd.conf'), '-s', join(root, 'cups-files.conf')]);
  const server = `127.0.0.1:${port}`;
  const stop = async () => {
    await printer.release();
    await scheduler.stop();
    await printer.stop();
    await rm(root, { recursive: true, force: true });
  };
  const queue = ['-p', 'page', '-E', '-v', printer.uri, '-m', 'raw', '-o', 'printer-error-policy=abort-job'];
  try {
    await eventually(() =>
      execute('lpadmin', ['-h', server, ...queue]).then(
        () => true,
        () => false,
      ),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...printer,
    uri: `ipp://${server}/printers/page`,
    // CUPS looks after its printer every ten seconds.
    haste: 1,
    traces: (text) => filesWith(root, text),
    stopQueue: () => execute('cupsdisable', ['-h', server, 'page']).then(() => {}),
    startQueue: () => execute('cupsenable', ['-h', server, 'page']).then(() => {}),
    filter: async (kind) => {
      const how = kind ? ['-p', 'page', '-P', await writeFilterDriver(root, kind)] : queue;
      await execute('lpadmin', ['-h', server, ...how]);
    },
    stop,
  };
}

const filesConf = (root: string) => `SystemGroup root
ServerRoot ${root}/server
RequestRoot ${root}/spool
TempDir ${root}/spool/tmp
CacheDir ${root}/cache
StateDir ${root}/state
Printcap
AccessLog ${root}/log/access
ErrorLog ${root}/log/error
PageLog ${root}/log/page
SyncOnClose No
`;

const cupsdConf = (port: number, settings: readonly string[]) => `Listen 127.0.0.1:${port}
Browsing No
WebInterface No
DefaultShared No
LogLevel debug
AccessLogLevel none
PageLogFormat
PreserveJobFiles No
PreserveJobHistory 600
ErrorPolicy abort-job
${settings.join('\n')}
<Location />
  Order allow,deny
  Allow 127.0.0.1
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow 127.0.0.1
  </Limit>
</Policy>
`;
