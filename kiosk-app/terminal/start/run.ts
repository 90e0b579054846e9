import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { RECORD_VARIABLE, tapsFromEnvironment } from '../../../device-drivers/recording/variable.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, createLog } from '../../../foundation/log.ts';
import { openConfiguration } from '../configuration/bundles/open-configuration.ts';
import { DELAYS } from '../configuration/delays.ts';
import { splitInThread } from '../configuration/words/split-in-thread.ts';
import { createPortals } from '../delivery/portals.ts';
import { createOwnDevices } from '../devices/own-devices.ts';
import { connectHub } from '../fleet-link/hub-link.ts';
import { keySecretOf } from '../fleet-link/identity/key-secret.ts';
import { RecentLines } from '../fleet-link/recent-lines.ts';
import { ENTRIES } from '../processes/entry-files.ts';
import { ClockWatch } from '../store/keeping/clock-watch.ts';
import {
  type FirstProcesses,
  mayStartFirstProcesses,
  startFirstProcesses,
  takeFirstProcesses,
} from './first-processes.ts';
import { reportWeaknesses } from './hardening.ts';
import { createLogFile } from './log-file.ts';
import { reboot } from './reboot.ts';
import { keepNoRequestTimings } from './request-timings.ts';

import { type RunningTerminal, startTerminal } from './terminal.ts';

/** What main.ts starts; see there for the command line. */
// A diagnostic report would write the environment and the stack to a file.
if (process.report) process.report.reportOnFatalError = false;

const ROOT = join(import.meta.dirname, '../../..');
const clock = systemClock;

function fail(status: number, fault: object): never {
  process.stderr.write(`${JSON.stringify(fault)}\n`);
  process.exit(status);
}

/** Takes what main.ts has started. If that was refused, it is tried again here, where the refusal is reported. */
function firstProcesses(): FirstProcesses {
  try {
    return takeFirstProcesses() ?? startFirstProcesses(resolve(args.data), process.env);
  } catch (thrown) {
    return fail(1, { reason: reasonOf(thrown) });
  }
}

function commandLine() {
  try {
    const { values } = parseArgs({
      options: {
        site: { type: 'string' },
        data: { type: 'string' },
        config: { type: 'string', default: join(ROOT, 'config') },
        ui: { type: 'string', default: join(ROOT, 'dist', 'ui') },
        'frame-origin': { type: 'string', multiple: true, default: [] },
      },
    });
    if (values.site && values.data) return { ...values, site: values.site, data: values.data };
  } catch {
    // Reported below, together with what is missing.
  }
  return fail(2, { reason: 'usage', detail: '--site <file> --data <dir> [--config <dir>] [--ui <dir>]' });
}

const args = commandLine();
const early = mayStartFirstProcesses(process.env) ? firstProcesses() : null;
const local = { siteFile: args.site, directory: args.config, environment: process.env };
const versions = join(resolve(args.data), 'configuration');
const loaded = openConfiguration(versions, local);
if (!loaded.ok) fail(2, loaded.error);
const { configuration, pointer, wentBack } = loaded.value;
const { site } = configuration;
if (site.production && process.env[RECORD_VARIABLE]) {
  fail(2, { reason: 'not-for-production', file: args.site, path: RECORD_VARIABLE, detail: 'recording' });
}

const { data, environment, forked } = early ?? firstProcesses();
const lines = new RecentLines();
const log = createLog(lines.beside(createLogFile(data.logFile)), clock, { terminal: code(site.terminalId) });
for (const reason of wentBack) log.event('error', 'configuration.gone-back', { reason: code(reason) });
reportWeaknesses(log, site.production);
keepNoRequestTimings();
const clockWatch = new ClockWatch(clock, DELAYS);
const version = softwareVersion();
let terminal: RunningTerminal | null = null;
let isLeaving = false;

async function leave(status: number): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  clock.setTimeout(() => process.exit(1), DELAYS.shutdownWithin);
  try {
    await terminal?.stop();
    process.exit(status);
  } catch (thrown) {
    log.event('error', 'terminal.not-stopped', { reason: code(reasonOf(thrown)) });
    process.exit(1);
  }
}

process.on('SIGTERM', () => void leave(0));
process.on('SIGINT', () => void leave(0));
process.on('uncaughtException', (thrown) => {
  log.event('error', 'terminal.failed', { reason: code(reasonOf(thrown)), where: code(placeOf(thrown)) });
  void leave(1);
});

try {
  terminal = await startTerminal({
    configuration,
    versions: { directory: versions, pointer, local, identityDirectory: identityDirectory() },
    data,
    ownDevices: await createOwnDevices(
      site,
      { entry: ENTRIES.driver, cwd: data.path, environment, delays: DELAYS, clock, log },
      tapsFromEnvironment(process.env, { clock, log }),
    ),
    portals: createPortals(configuration, { clock, log, fetch: clockWatch.watching(globalThis.fetch) }),
    clockWatch,
    entries: ENTRIES,
    forked,
    uiDirectory: resolve(args.ui),
    frameOrigins: args['frame-origin'],
    environment,
    connectHub: hubConnector(),
    // The unit starts it anew whatever it ended with (Restart=always).
    restart: () => void leave(0),
    reboot,
    splitWords: splitInThread,
    version,
    delays: DELAYS,
    clock,
    log,
  });
} catch (thrown) {
  log.event('error', 'terminal.not-started', { reason: code(reasonOf(thrown)), where: code(placeOf(thrown)) });
  fail(1, { reason: reasonOf(thrown) });
}

function hubConnector(): Parameters<typeof startTerminal>[0]['connectHub'] {
  const { hub } = site;
  if (!hub) return null;
  return (board, help, usage, commands, treasury, keeper) =>
    connectHub({
      url: hub.url,
      dialling: hub.dial ?? { by: 'terminal' },
      directory: identityDirectory() ?? '',
      keySecret: keySecretOf(process.env),
      terminalId: site.terminalId,
      site: site.id,
      board,
      help,
      usage,
      commands,
      treasury,
      configuration: keeper,
      lines,
      delays: DELAYS,
      clock,
      log,
      random: Math.random,
    });
}

/** Holds what enrolment left; `null` where the site has no hub. */
function identityDirectory(): string | null {
  return site.hub && resolve(args.data, site.hub.directory);
}

function softwareVersion(): string {
  const text = readFileSync(join(ROOT, 'package.json'), 'utf8');
  return /"version": "([\w.+-]{1,40})"/.exec(text)?.[1] ?? 'unknown';
}

/** File and line of the first frame of ours: code, not content. */
function placeOf(thrown: unknown): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  return /([\w-]+\.ts:\d+)/.exec(stack)?.[1] ?? 'unknown';
}
