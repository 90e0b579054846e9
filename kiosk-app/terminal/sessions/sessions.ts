import { siteDevicesIn } from '../../../device-drivers/registry.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { code } from '../../../foundation/log.ts';
import type { Configuration } from '../configuration/config.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { TerminalDevices } from '../devices/devices.ts';
import type { FleetLink } from '../fleet-link/fleet-link.ts';
import type { ShownSession } from '../fleet-link/shown-session.ts';
import type { MoneyDesk } from '../money/money.ts';
import type { ForkedPair } from '../processes/fork.ts';
import type { Bookkeeping } from '../store/bookkeeping.ts';
import { deskOptions } from './desk-options.ts';
import { FrameOrigins } from './frame-origins.ts';
import { sessionDesk } from './session-desk.ts';
import { type Pair, startPair } from './session-processes.ts';
import { startShellBridge } from './shell-bridge.ts';
import { startParams } from './start-params.ts';
import { SessionSupervisor } from './supervisor.ts';
import { type ToldOf, tellChanges, tellState } from './tell-session.ts';
import { ToldSession } from './told-session.ts';
import { VisitDesk } from './visit-counting.ts';

export interface SessionsOptions {
  readonly configuration: Configuration;
  readonly shown: ShownSession;
  readonly bookkeeping: Bookkeeping;
  readonly devices: TerminalDevices;
  readonly deliveries: Deliveries;
  readonly money: MoneyDesk;
  readonly fleetLink: FleetLink;
  readonly data: {
    /** Parent of the sessions' private directories. */
    readonly run: string;
    readonly shellToken: string;
    /** `null` if none is known. */
    readonly previousShellPort: number | null;
  };
  /** Entry files of the two processes of a session. */
  readonly entries: { readonly session: string; readonly attended: string };
  /** The first session's processes, if they were started before. */
  readonly forked?: ForkedPair | undefined;
  readonly uiDirectory: string;
  /** Framing origins known before any shell has said so; only outside production. */
  readonly frameOrigins: readonly string[];
  /** PATH, LANG, TZ: what child processes inherit. Nothing else of our environment reaches them. */
  readonly environment: Readonly<Record<string, string>>;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
}

/** Citizens, one after the other: their processes, their screen, and what the terminal does for them. */
export interface Sessions {
  readonly shellPort: number;
  /** The shown session's attended-device host; `null` while there is none. */
  attendedHost(): Pair['host'] | null;
  start(): void;
  stop(): Promise<void>;
}

/** Opens the shells' port; sessions begin with `start()`. */
export async function createSessions(options: SessionsOptions): Promise<Sessions> {
  const { configuration, shown, bookkeeping, devices, deliveries, money, fleetLink, delays, clock } = options;
  const { site } = configuration;
  const { statistics, log } = bookkeeping.books;
  const told = new ToldSession(shown);
  const wings: ToldOf = { devices, deliveries, money, help: fleetLink.help };
  const frameOrigins = new FrameOrigins(site.production, options.frameOrigins);
  const bridge = await startShellBridge({
    token: options.data.shellToken,
    production: site.production,
    preferredPort: options.data.previousShellPort,
    delays,
    clock,
    log,
    onFrameOrigin: (origin) => frameOrigins.add(origin),
    onIncident: (reason) => {
      statistics.count(`incident.${reason}`);
      log.event('error', 'shell.incident', { reason: code(reason) });
      fleetLink.board.changed();
    },
  });

  const { usage } = bookkeeping.books;
  const visits = new VisitDesk({ usage, services: configuration.services, languages: site.languages, clock });
  const desk = deskOptions({ ...options, told, visits, bridge });
  let { forked } = options;
  const takeForked = (): ForkedPair | undefined => {
    const taken = forked;
    forked = undefined;
    return taken;
  };
  const startSession = (): Promise<Pair> =>
    startPair({
      forked: takeForked(),
      runDirectory: options.data.run,
      sessionEntry: options.entries.session,
      hostEntry: options.entries.attended,
      environment: options.environment,
      devices: siteDevicesIn('attended', site.devices),
      startParams: startParams({
        configuration,
        uiDirectory: options.uiDirectory,
        frameAncestors: frameOrigins.latest(),
        devices: devices.states(),
        portals: deliveries.states(),
      }),
      handlers: (sessionId) => sessionDesk(desk, sessionId),
      onHealth: ({ device, ...health }) => devices.heard(device, health),
      delays,
      clock,
      log,
    });
  const supervisor = new SessionSupervisor({
    start: startSession,
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
    onShown: (pair) => {
      tellState(pair, wings);
      statistics.count('session.started');
      told.begin(pair);
    },
    onFinished: ({ sessionId }, { kind }) => {
      told.end();
      visits.gone(sessionId);
      fleetLink.help.end(sessionId);
      const hasDied = kind === 'crashed' || kind === 'hung';
      if (hasDied) statistics.count(`session.${kind}`);
      money.sessionGone(sessionId, hasDied ? 'died' : 'in-order');
    },
  });
  tellChanges(told, wings);
  // Nobody is in the middle of something at the attract screen: it may be replaced by one that can be framed.
  frameOrigins.onAdded(() => void supervisor.recycle(shown.isIdle()));

  return {
    shellPort: bridge.port,
    attendedHost: () => told.host,
    start: () => supervisor.start(),
    async stop() {
      await supervisor.stop();
      await bridge.close();
    },
  };
}
