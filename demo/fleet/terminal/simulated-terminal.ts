import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { code, createLog, type Log, silentLog } from '../../../foundation/log.ts';
import { type CommandActs, DONE } from '../../../kiosk-app/terminal/commands/command-acts.ts';
import { CommandDesk, type CommandDeskOptions } from '../../../kiosk-app/terminal/commands/command-desk.ts';
import { ConfigurationKeeper } from '../../../kiosk-app/terminal/configuration/bundles/configuration-keeper.ts';
import { openConfiguration } from '../../../kiosk-app/terminal/configuration/bundles/open-configuration.ts';
import type { Configuration } from '../../../kiosk-app/terminal/configuration/config.ts';
import type { TerminalDelays } from '../../../kiosk-app/terminal/configuration/delays.ts';
import { HelpDesk } from '../../../kiosk-app/terminal/fleet-link/help-desk.ts';
import { connectHub, type HubLinkOptions } from '../../../kiosk-app/terminal/fleet-link/hub-link.ts';
import { enrolTerminal } from '../../../kiosk-app/terminal/fleet-link/identity/enrol.ts';
import { RecentLines } from '../../../kiosk-app/terminal/fleet-link/recent-lines.ts';
import type { ShownSession } from '../../../kiosk-app/terminal/fleet-link/shown-session.ts';
import type { StatusBoardOptions } from '../../../kiosk-app/terminal/fleet-link/status-board.ts';
import { openStore } from '../../../kiosk-app/terminal/store/database.ts';
import { createReceivedCommands } from '../../../kiosk-app/terminal/store/received-commands.ts';
import { idleBoard } from '../../../kiosk-app/terminal/test-support/idle-board.ts';

const CONFIG = join(import.meta.dirname, '../../../config');
/** What lies on the machine itself. */
const LOCAL = {
  siteFile: join(CONFIG, 'sites/musterstadt.json'),
  directory: CONFIG,
  environment: { BT_FIT_CONNECT_SECRET: 'x' },
};

export interface FleetTerminalOptions {
  /** For identity, journal and versions; they outlive a start. */
  readonly directory: string;
  readonly terminalId: string;
  /** `https://…` of the hub. */
  readonly url: string;
  readonly delays: TerminalDelays;
  readonly acts?: CommandActs;
  /** What its board tells, of the version that it runs; the rest is that of a terminal with nothing to tell. */
  readonly told?: (configuration: Configuration) => Partial<StatusBoardOptions>;
  /** This start of it; the same twice is one that was not restarted. */
  readonly run?: CommandDeskOptions['run'];
  /** Counts for the hub, and what it tells of money. */
  readonly link?: Partial<Pick<HubLinkOptions, 'usage' | 'treasury' | 'site'>>;
  /** From 0 to 1, for the jitter of its dials. */
  readonly random?: () => number;
}

/** One start of a terminal. */
export interface FleetTerminal {
  /** Where somebody there calls for help. */
  readonly help: HelpDesk;
  /** Whom it serves, as it tells. */
  readonly shown: ShownSession;
  /** Read along at the hub, kept nowhere. */
  readonly log: Log;
  /** Where it says that it stands, in the version that it runs. */
  readonly location: string | undefined;
  /** Resolves when it has stopped to start anew with another version. */
  readonly restarts: Promise<void>;
  isLinked(): boolean;
  /** Something that it reports is another than before. */
  changed(): void;
  stop(): void;
}

/** @throws Refusal with the reason for which it was not enrolled */
export async function enrolFleetTerminal(
  { directory, terminalId, url }: Pick<FleetTerminalOptions, 'directory' | 'terminalId' | 'url'>,
  { code, caFingerprint }: { readonly code: string; readonly caFingerprint: string },
): Promise<void> {
  const enrolled = await enrolTerminal({
    url,
    directory: join(directory, 'identity'),
    terminalId,
    code,
    caFingerprint,
    clock: systemClock,
    log: silentLog,
  });
  if (!enrolled.ok) throw new Refusal(enrolled.error);
}

/** The terminal's own code of link, commands and configuration, in service and with nobody before it. */
export function startFleetTerminal(options: FleetTerminalOptions): FleetTerminal {
  const { directory, terminalId, delays, acts = {}, told = () => ({}), random = () => 0.5 } = options;
  const { run = { run: 'test', boot: null } } = options;
  const versions = join(directory, 'configuration');
  mkdirSync(versions, { recursive: true });
  const opened = openConfiguration(versions, LOCAL);
  if (!opened.ok) throw new Refusal(opened.error.reason);
  const restarted = Promise.withResolvers<void>();
  const lines = new RecentLines();
  const log = createLog(
    lines.beside(() => {}),
    systemClock,
    { terminal: code(terminalId) },
  );
  const common = { delays, clock: systemClock, log };
  const db = openStore(join(directory, 'terminal.db'));
  const desk = new CommandDesk({
    ...common,
    received: createReceivedCommands(db, systemClock),
    run,
    mayRun: () => true,
  });
  const keeper = new ConfigurationKeeper({
    ...common,
    directory: versions,
    pointer: opened.value.pointer,
    local: LOCAL,
    identityDirectory: join(directory, 'identity'),
    terminalId,
    software: '0.1.0',
    mayRestart: () => !desk.isBusy,
    restart: () => {
      stop();
      restarted.resolve();
    },
  });
  const { board, shown } = idleBoard(told(opened.value.configuration));
  const help = new HelpDesk(systemClock);
  const link = connectHub({
    ...common,
    url: options.url,
    dialling: { by: 'terminal' },
    directory: join(directory, 'identity'),
    terminalId,
    site: 'musterstadt-rathaus',
    board,
    help,
    usage: { unsent: () => [], settled: () => {} },
    configuration: keeper,
    commands: desk,
    treasury: { cases: () => [], newest: () => 0, account: () => null },
    lines,
    ...options.link,
    random,
  });
  desk.start({
    're-enrol': async (order) => {
      await link.reenrol(order);
      return DONE;
    },
    ...acts,
  });
  keeper.sessionShown();

  let isStopped = false;
  function stop(): void {
    if (isStopped) return;
    isStopped = true;
    keeper.stop();
    link.close();
    desk.stop();
    db.close();
  }
  return {
    help,
    shown,
    log,
    location: opened.value.configuration.texts.de?.['site.location'],
    restarts: restarted.promise,
    isLinked: () => link.isConnected(),
    changed: () => board.changed(),
    stop,
  };
}
