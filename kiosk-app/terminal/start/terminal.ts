import { PAYMENT_PORTAL } from '../../../config/schema/needs.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { Closure } from '../commands/closure.ts';
import { CommandDesk } from '../commands/command-desk.ts';
import { ConfigurationKeeper, type KeeperOptions } from '../configuration/bundles/configuration-keeper.ts';
import type { Configuration } from '../configuration/config.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import { PlaceWatch } from '../configuration/place-watch.ts';
import { CompoundWords, type SplitWords } from '../configuration/words/compound-words.ts';
import { createDeliveries } from '../delivery/deliveries.ts';
import type { Portals } from '../delivery/portals.ts';
import { startControl } from '../devices/control.ts';
import { DeviceTests } from '../devices/device-tests.ts';
import { createDevices } from '../devices/devices.ts';
import type { OwnDevices } from '../devices/own-devices.ts';
import { type FleetLinkOptions, startFleetLink } from '../fleet-link/fleet-link.ts';
import type { HubLink } from '../fleet-link/hub-link.ts';
import { ShownSession } from '../fleet-link/shown-session.ts';
import type { StatusBoard } from '../fleet-link/status-board.ts';
import { createMoney } from '../money/money.ts';
import { accountByNumber, lastAccount } from '../reconciliation/closings.ts';
import { scheduleEndOfDay } from '../reconciliation/end-of-day.ts';
import { moneyCases } from '../reconciliation/money-cases.ts';
import { NO_CARDS } from '../reconciliation/no-cards.ts';
import { createSessions, type SessionsOptions } from '../sessions/sessions.ts';
import { openBookkeeping } from '../store/bookkeeping.ts';
import { createClosureStore } from '../store/closure-notice.ts';
import type { ClockWatch } from '../store/keeping/clock-watch.ts';
import { commandActs } from './command-acts.ts';
import type { DataDirectory } from './data-directory.ts';
import { thisRun } from './this-run.ts';

export interface TerminalParts
  extends Pick<SessionsOptions, 'entries' | 'forked' | 'uiDirectory' | 'frameOrigins' | 'environment'> {
  readonly configuration: Configuration;
  /** Where versions of the configuration are kept, and which of them this is. */
  readonly versions: Pick<KeeperOptions, 'directory' | 'pointer' | 'local' | 'identityDirectory'>;
  readonly data: DataDirectory;
  readonly ownDevices: OwnDevices;
  readonly portals: Portals;
  /** Hears the dates of the portals' answers. */
  readonly clockWatch: ClockWatch;
  /** `null`: the site has no hub. */
  readonly connectHub:
    | ((...told: [...Parameters<NonNullable<FleetLinkOptions['connectHub']>>, ConfigurationKeeper]) => HubLink)
    | null;
  /** Ends this process; whoever watches it starts it anew. */
  readonly restart: () => void;
  /** Starts the machine anew. @throws Refusal `reboot-refused` */
  readonly reboot: () => Promise<void>;
  readonly version: string;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
  readonly random?: () => number;
  /** Left out: searches find no parts of compounds. */
  readonly splitWords?: SplitWords;
}

export interface RunningTerminal {
  readonly shellPort: number;
  readonly board: StatusBoard;
  stop(): Promise<void>;
}

/**
 * Brings the terminal up. Each wing is built from those before it; what a wing has to say to those after it goes through
 * its listeners (`onChange`, `onDelivery`, …).
 * @throws Refusal `already-running`, StoreRefusal
 */
export async function startTerminal(options: TerminalParts): Promise<RunningTerminal> {
  const { configuration, data, version, delays, clock, log, random = Math.random } = options;
  const { site, services } = configuration;
  const shown = new ShownSession();
  const bookkeeping = openBookkeeping({
    files: data,
    terminalId: site.terminalId,
    services,
    timeZone: site.timeZone,
    retention: site.retention,
    clockWatch: options.clockWatch,
    delays,
    clock,
    log,
  });
  const { books } = bookkeeping;
  const devices = createDevices({ own: options.ownDevices, site, bookkeeping, service: shown, delays, clock });
  const deliveries = createDeliveries({ ...options, bookkeeping, random });
  const money = createMoney({
    ...books,
    device: options.ownDevices.payment,
    online: options.portals.online ?? null,
    onPortalObserved: (isUp) => deliveries.observed(PAYMENT_PORTAL, isUp),
    deliveries,
    liveSessions: () => (shown.id === null ? [] : [shown.id]),
    delays,
    clock,
  });
  const commands = new CommandDesk({
    received: books.commands,
    run: thisRun(),
    mayRun: () => shown.isIdle() && money.isQuiet(),
    delays,
    clock,
    log,
  });
  const closure = new Closure(createClosureStore(books.db), clock, delays);
  const place = new PlaceWatch(site, clock);
  const words = new CompoundWords({ configuration, split: options.splitWords ?? null, delays, clock, log });
  const keeper = new ConfigurationKeeper({
    ...options.versions,
    terminalId: site.terminalId,
    software: version,
    mayRestart: () => shown.isIdle() && money.isQuiet() && !commands.isBusy,
    restart: options.restart,
    delays,
    clock,
    log,
  });
  const { connectHub } = options;
  const fleetLink = startFleetLink({
    ...options,
    connectHub: connectHub && ((...told) => connectHub(...told, keeper)),
    commands,
    treasury: {
      cases: () => moneyCases(books),
      newest: () => lastAccount(books.db)?.number ?? 0,
      account: (number) => accountByNumber(books.db, number),
    },
    timeZone: site.timeZone,
    hours: site,
    services,
    texts: configuration.texts,
    phoneWays: {
      wallet: site.portals.wallet !== null,
      link: site.portals.phoneRelay?.link === true,
      online: site.portals.paymentPortal !== null,
    },
    shown,
    books,
    devices: () => devices.reports(),
    meters: () => devices.meters(),
    isInMaintenance: () => devices.isInMaintenance(),
    portals: () => deliveries.states(),
  });
  bookkeeping.onWrittenByOthers(() => fleetLink.board.changed());
  for (const wing of [devices, deliveries, money]) wing.onChange(() => fleetLink.board.changed());
  const sessions = await createSessions({
    ...options,
    shown,
    keeper,
    bookkeeping,
    devices,
    deliveries,
    money,
    fleetLink,
    closure,
    place,
    words,
  });
  const endOfDay = scheduleEndOfDay({
    ...books,
    device: options.ownDevices.payment ?? (options.portals.online ? NO_CARDS : null),
    at: (site.devices.payment ?? site.portals.paymentPortal)?.endOfDayAt ?? null,
    till: {
      terminalId: site.terminalId,
      timeZone: site.devices.payment?.timeZone ?? 'Europe/Berlin',
      payees: site.payees,
    },
    mayRun: () => shown.isIdle() && money.isQuiet(),
    delays,
    clock,
  });
  const tests = new DeviceTests({
    own: Object.values(options.ownDevices),
    attended: () => sessions.attendedHost(),
    isIdle: () => shown.isIdle(),
  });
  const control = startControl({
    directory: data.path,
    reports: () => devices.reports(),
    tests,
    clock,
    log,
  });

  data.writeRuntime({ shellPort: sessions.shellPort });
  void money.start();
  bookkeeping.start();
  deliveries.start();
  sessions.start();
  // Whether or not there is anything to be seen yet: money may wait for its device.
  const devicesTimer = clock.setTimeout(() => devices.open(), delays.devicesOpenWithin);
  devices.watch();
  shown.onChange(() => commands.look());
  money.onChange(() => commands.look());
  commands.start(
    commandActs({
      ...options,
      bookkeeping,
      devices,
      tests,
      deliveries,
      sessions,
      endOfDay,
      closure,
      fleetLink,
      logFile: data.logFile,
    }),
  );
  log.event('info', 'terminal.started', { version: code(version), shellPort: sessions.shellPort });

  return {
    shellPort: sessions.shellPort,
    board: fleetLink.board,
    async stop() {
      log.event('info', 'terminal.stopping', {});
      clock.clearTimeout(devicesTimer);
      keeper.stop();
      commands.stop();
      closure.stop();
      place.stop();
      words.stop();
      endOfDay.stop();
      await control.close();
      money.stop();
      bookkeeping.stop();
      deliveries.stop();
      fleetLink.stop();
      await sessions.stop();
      await devices.close();
      data.clean();
      bookkeeping.close();
      data.lock.release();
      log.event('info', 'terminal.stopped', {});
    },
  };
}
