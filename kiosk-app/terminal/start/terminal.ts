import { needsOf } from '../../../config/schema/needs.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { DeviceStates } from '../../channel/terminal.ts';
import type { Configuration } from '../configuration/config.ts';
import type { Delays } from '../configuration/delays.ts';
import { createDeliveries, type Deliveries } from '../delivery/deliveries.ts';
import { startControl } from '../devices/control.ts';
import { DeviceHost } from '../devices/health-board.ts';
import { createMaintenance, type Maintenance } from '../devices/maintenance.ts';
import { watchPresence } from '../devices/presence-watch.ts';
import { createPrintDesk } from '../devices/printing.ts';
import type { HubLink } from '../fleet-link/client.ts';
import { HelpDesk } from '../fleet-link/help-desk.ts';
import { StatusBoard } from '../fleet-link/status-board.ts';
import { noteForeign } from '../money/foreign-reports.ts';
import { InterruptedDesk } from '../money/interrupted-payments.ts';
import { createMoney, type Money } from '../money/money.ts';
import type { ForkedPair } from '../processes/fork.ts';
import { scheduleEndOfDay } from '../reconciliation/end-of-day.ts';
import { startPair } from '../sessions/pair.ts';
import { type SessionDeskOptions, sessionDesk } from '../sessions/session-desk.ts';
import { type ShellBridge, startShellBridge } from '../sessions/shell-bridge.ts';
import { startParams } from '../sessions/start-params.ts';
import { SessionSupervisor } from '../sessions/supervisor.ts';
import { openBooks } from '../store/books.ts';
import { watchBooks } from '../store/keeping/books-watch.ts';
import { ClockWatch } from '../store/keeping/clock-watch.ts';
import { createHousekeeping } from '../store/keeping/housekeeping.ts';
import { Reserve } from '../store/keeping/reserve.ts';
import { createReferences } from '../store/references.ts';
import type { DataDirectory } from './data-directory.ts';
import type { Outside } from './outside.ts';

export interface TerminalOptions {
  readonly configuration: Configuration;
  readonly data: DataDirectory;
  readonly outside: Outside;
  /** Entry files of the two processes of a session. */
  readonly entries: { readonly session: string; readonly attended: string };
  /** The first session's processes, if they were started before. */
  readonly forked?: ForkedPair;
  readonly uiDirectory: string;
  /** Framing origins known before any shell has said so; only outside production. */
  readonly frameOrigins: readonly string[];
  /** PATH, LANG, TZ: what child processes inherit. Nothing else of our environment reaches them. */
  readonly environment: Readonly<Record<string, string>>;
  readonly connectHub: ((board: StatusBoard, help: HelpDesk) => HubLink) | null;
  readonly version: string;
  readonly delays: Delays;
  readonly clock: Clock;
  readonly log: Log;
  readonly random?: () => number;
}

export interface Terminal {
  readonly shellPort: number;
  readonly board: StatusBoard;
  stop(): Promise<void>;
}

/**
 * Brings the terminal up: store, devices, recovery, portal, shell bridge, sessions, hub.
 * @throws Refusal `already-running`, StoreRefusal
 */
export async function startTerminal(options: TerminalOptions): Promise<Terminal> {
  const { configuration, data, outside, delays, clock, log, random = Math.random } = options;
  const { site } = configuration;
  const books = openBooks({ file: data.database, services: configuration.services, clock, log });
  const { db, journal, outbox, statistics, alerts } = books;

  const attended = [
    ...(site.devices.eid ? (['eid'] as const) : []),
    ...(site.devices.scanner ? (['scanner'] as const) : []),
    ...(site.devices.codeReader ? (['code-reader'] as const) : []),
    ...(site.devices.pagePrinter ? (['page-printer'] as const) : []),
    ...(site.devices.keypad ? (['keypad'] as const) : []),
  ];
  const devices = new DeviceHost({
    payment: outside.payment,
    printer: outside.printer,
    attended,
    delays,
    clock,
    log,
    onChange: () => tellDevices(),
  });
  const keeping = createHousekeeping({
    ...books,
    clockWatch: outside.clockWatch ?? new ClockWatch(clock),
    reserve: new Reserve(db, data.path, data.reserve),
    retention: site.retention,
    onStorage: () => tellDevices(),
    delays,
    clock,
  });
  const interrupted = new InterruptedDesk({
    outbox,
    statistics,
    delays,
    clock,
    tell: (now) => tellSession((session) => session.notify('interrupted', { interrupted: now })),
  });
  const deliveries: Deliveries = createDeliveries({
    ...books,
    configuration,
    portal: outside.portal,
    otherPortals: outside.otherPortals,
    tell: ({ packageId, sessionId }, delivery) => {
      board.changed();
      interrupted.changed(packageId);
      tellSession((session) => session.notify('submission.delivery', { packageId, delivery }), sessionId);
    },
    onPortals: (states) => {
      tellSession((session) => session.notify('portals', states));
      board.changed();
    },
    onRefused: () => money.reversal.poke(),
    delays,
    clock,
    random,
  });
  const { runner } = deliveries;
  const money: Money = createMoney({
    ...books,
    device: outside.payment,
    news: deliveries.news,
    interrupted,
    liveSessions: () => (supervisor.current ? [supervisor.current.sessionId] : []),
    onReleased: (packageId) => runner.poke(packageId),
    onChange: () => board.changed(),
    delays,
    clock,
  });
  outside.payment?.onForeign(noteForeign(books));
  const printing = createPrintDesk({ printer: outside.printer, journal, statistics, delays, clock, log });
  const maintenance: Maintenance | null = outside.smartCard
    ? createMaintenance({
        reader: outside.smartCard,
        technicians: site.technicians,
        terminalId: site.terminalId,
        isIdle: () => board.isIdle(),
        onChange: () => {
          tellSession((session) => session.notify('maintenance', { on: maintenance?.isOn() ?? false }));
          board.changed();
        },
        statistics,
        clock,
        log,
      })
    : null;
  const presence = watchPresence(outside.presence ?? null, {
    tell: (present) => tellSession((session) => session.notify('presence', { present })),
    onChange: () => board.changed(),
  });
  const board = new StatusBoard({
    version: options.version,
    startedAt: clock.now(),
    timeZone: site.timeZone,
    clock,
    devices: () => [...devices.reports(), ...(maintenance?.reports() ?? []), ...presence.reports()],
    isInMaintenance: () => maintenance?.isOn() ?? false,
    portals: () => deliveries.states(),
    services: configuration.services.map((service) => ({ id: service.id, ...needsOf(service) })),
    outbox: () => outbox.counts(),
    counts: () => statistics.totals(),
    alerts: () => alerts.open(),
    journal: () => journal.head(),
  });
  const help = new HelpDesk(clock, (sessionId, state) =>
    tellSession((session) => session.notify('help', { state }), sessionId),
  );
  const hub = options.connectHub?.(board, help) ?? null;

  const desk: SessionDeskOptions = {
    configuration,
    portal: outside.portal,
    isPortalUp: (serviceId) => deliveries.isUp(serviceId),
    onPortalObserved: (destinationId, isUp) => deliveries.observed(destinationId, isUp),
    bills: outside.bills,
    references: createReferences(db, site.terminalId, clock),
    outbox,
    payment: money.payment,
    isStorageLow: () => keeping.isStorageLow(),
    interrupted,
    isShown: (sessionId) => supervisor.current?.sessionId === sessionId,
    printing,
    statistics,
    log,
    onReleased: (packageId) => runner.poke(packageId),
    onProgress: (sessionId, progress) =>
      tellSession(
        (session) => session.notify('payment.progress', { ...progress, text: progress.text?.slice(0, 400) ?? null }),
        sessionId,
      ),
    onStep: (sessionId, step, serviceId) => {
      if (supervisor.current?.sessionId === sessionId) board.step(step, serviceId);
    },
    onCover: (sessionId, covered) => {
      if (supervisor.current?.sessionId === sessionId) bridge.cover(covered);
    },
    help,
    onCardLeft: (sessionId, left) => {
      if (supervisor.current?.sessionId === sessionId) board.cardLeft(left);
    },
  };

  const bridge: ShellBridge = await startShellBridge({
    token: data.shellToken,
    production: site.production,
    preferredPort: data.previousShellPort,
    delays,
    clock,
    log,
    onFrameOrigin: (origin) => {
      if (knownOrigins.has(origin) || site.production) return;
      knownOrigins.add(origin);
      // Nobody is in the middle of something at the attract screen: it may be replaced by one that can be framed.
      void supervisor.recycle(board.isIdle());
    },
    onIncident: (reason) => {
      statistics.count(`incident.${reason}`);
      log.event('error', 'shell.incident', { reason: code(reason) });
      board.changed();
    },
  });
  const knownOrigins = new Set(site.production ? [] : options.frameOrigins);

  let { forked } = options;
  const takeForked = (): ForkedPair | undefined => {
    const taken = forked;
    forked = undefined;
    return taken;
  };
  const supervisor = new SessionSupervisor({
    start: () =>
      startPair({
        forked: takeForked(),
        runDirectory: data.run,
        sessionEntry: options.entries.session,
        hostEntry: options.entries.attended,
        environment: options.environment,
        devices: attendedDevices(site),
        startParams: startParams({
          configuration,
          uiDirectory: options.uiDirectory,
          frameAncestors: [...knownOrigins].slice(-2),
          devices: deviceStates(),
          portals: deliveries.states(),
        }),
        handlers: (sessionId) => sessionDesk(desk, sessionId),
        onHealth: ({ device, ...health }) => devices.heard(device, health),
        delays,
        clock,
        log,
      }),
    screen: {
      wipe: () => bridge.wipe(),
      show: async (address) => {
        await bridge.show(address);
        devices.open();
      },
    },
    delays,
    clock,
    log,
    onShown: ({ session }) => {
      // It was started ahead; much may have changed since.
      session.notify('devices', deviceStates());
      session.notify('portals', deliveries.states());
      if (maintenance?.isOn()) session.notify('maintenance', { on: true });
      const left = interrupted.now();
      if (left) session.notify('interrupted', { interrupted: left });
      statistics.count('session.started');
      board.step('attract', null);
    },
    onFinished: ({ sessionId }, { kind }) => {
      help.end(sessionId);
      const hasDied = kind === 'crashed' || kind === 'hung';
      if (hasDied) statistics.count(`session.${kind}`);
      money.sessionGone(sessionId, hasDied ? 'died' : 'in-order');
    },
  });

  /** As sessions see them: with too little space for what must be written, nobody is asked for money. */
  function deviceStates(): DeviceStates {
    const states = devices.states();
    return states.payment && keeping.isStorageLow()
      ? { ...states, payment: { usable: false, reason: 'storage-low' } }
      : states;
  }

  function tellDevices(): void {
    tellSession((session) => session.notify('devices', deviceStates()));
    board.changed();
  }

  function tellSession(
    tell: (session: NonNullable<typeof supervisor.current>['session']) => void,
    only?: string,
  ): void {
    const pair = supervisor.current;
    if (pair && (only === undefined || pair.sessionId === only)) tell(pair.session);
  }

  const booksWatch = watchBooks({
    db,
    onChange: () => {
      runner.pokeAll();
      board.changed();
    },
    delays,
    clock,
  });
  const endOfDay = scheduleEndOfDay({
    ...books,
    device: outside.payment,
    at: site.devices.payment?.endOfDayAt ?? null,
    till: {
      terminalId: site.terminalId,
      timeZone: site.devices.payment?.timeZone ?? 'Europe/Berlin',
      payees: site.payees,
    },
    mayRun: () => board.isIdle() && money.isQuiet(),
    delays,
    clock,
  });

  const control = startControl({
    directory: data.path,
    reports: () => board.report().devices,
    own: [outside.payment, outside.printer, outside.smartCard, outside.presence],
    attended: () => supervisor.current?.host ?? null,
    isIdle: () => board.isIdle(),
    clock,
    log,
  });
  data.writeRuntime({ shellPort: bridge.port });
  void money.start();
  keeping.start();
  deliveries.start();
  supervisor.start();
  // Whether or not there is anything to be seen yet: money may wait for its device.
  const devicesTimer = clock.setTimeout(() => devices.open(), delays.devicesOpenWithin);
  presence.open();
  if (maintenance) {
    board.onChange(() => maintenance.idleChanged());
    maintenance.open();
  }
  log.event('info', 'terminal.started', { version: code(options.version), shellPort: bridge.port });

  return {
    shellPort: bridge.port,
    board,
    async stop() {
      log.event('info', 'terminal.stopping', {});
      clock.clearTimeout(devicesTimer);
      endOfDay.stop();
      booksWatch.stop();
      await control.close();
      money.stop();
      keeping.stop();
      deliveries.stop();
      await maintenance?.close();
      await presence.close();
      hub?.close();
      await supervisor.stop();
      await bridge.close();
      await devices.close();
      data.clean();
      db.close();
      data.lock.release();
      log.event('info', 'terminal.stopped', {});
    },
  };
}

/** What the attended-device host of a session is to drive. */
const attendedDevices = ({
  devices: { eid, scanner, codeReader, pagePrinter, keypad },
}: Configuration['site']): unknown => ({ eid, scanner, codeReader, pagePrinter, keypad });
