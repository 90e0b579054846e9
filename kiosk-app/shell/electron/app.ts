import { parseArgs } from 'node:util';
import { app, Menu } from 'electron';
import { systemClock } from '../../../foundation/clock.ts';
import { stderrLog } from '../../../foundation/stderr-log.ts';
import { attachShell, type ShellLink } from '../client.ts';
import { bridgeFrom } from '../command-line.ts';
import { createElectronShell } from './shell.ts';

/** Runs inside Electron; started by main.ts with the same options. */
for (const flag of ['disable-background-networking', 'disable-component-update', 'disable-sync', 'disable-breakpad']) {
  app.commandLine.appendSwitch(flag);
}
app.enableSandbox();
Menu.setApplicationMenu(null);
if (!app.requestSingleInstanceLock()) app.exit(0);
app.on('window-all-closed', () => app.exit(1));
// This shell makes no BrowserWindow, so any that appears is destroyed.
app.on('browser-window-created', (_, window) => window.destroy());

const { values } = parseArgs({
  args: process.argv.slice(process.argv.indexOf('--') + 1),
  options: {
    bridge: { type: 'string' },
    runtime: { type: 'string' },
    'token-file': { type: 'string', default: '' },
  },
});
const clock = systemClock;
const log = stderrLog(clock);
let link: ShellLink | null = null;

await app.whenReady();
const shell = await createElectronShell({ log, onLost: (reason) => link?.lost(reason) });
link = attachShell({
  shell,
  bridge: bridgeFrom({ bridge: values.bridge, runtime: values.runtime, tokenFile: values['token-file'] }),
  clock,
  log,
});
process.once('SIGTERM', () => app.exit(0));
process.once('SIGINT', () => app.exit(0));
