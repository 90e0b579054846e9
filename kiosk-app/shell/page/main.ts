import { parseArgs } from 'node:util';
import { systemClock } from '../../../foundation/clock.ts';
import { stderrLog } from '../../../foundation/stderr-log.ts';
import { attachShell, type ShellLink } from '../client.ts';
import { bridgeFrom } from '../command-line.ts';
import { startPageShell } from './server.ts';

/**
 * `main.ts --port <n> (--bridge <ws url> | --runtime <file>) --token-file <file> [--framed-by <origin>]`: prints `{"port":n}` when it is up.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    bridge: { type: 'string' },
    runtime: { type: 'string' },
    'token-file': { type: 'string', default: '' },
    'framed-by': { type: 'string', multiple: true, default: [] },
  },
});
const clock = systemClock;
const log = stderrLog(clock);
let link: ShellLink | null = null;

const shell = await startPageShell({
  port: Number(values.port),
  version: process.version,
  clock,
  log,
  framedBy: values['framed-by'],
  onNeedMore: () => link?.lost('new-page'),
});
link = attachShell({
  shell,
  bridge: bridgeFrom({ bridge: values.bridge, runtime: values.runtime, tokenFile: values['token-file'] }),
  clock,
  log,
});
process.stdout.write(`${JSON.stringify({ port: shell.port })}\n`);

async function leave(): Promise<void> {
  link?.close();
  await shell.close();
  process.exit(0);
}
process.once('SIGTERM', () => void leave());
process.once('SIGINT', () => void leave());
