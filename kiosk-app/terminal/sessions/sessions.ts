import { siteDevicesIn } from '../../../device-drivers/registry.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { code } from '../../../foundation/log.ts';
import type { Closure } from '../commands/closure.ts';
import type { ConfigurationKeeper } from '../configuration/bundles/configuration-keeper.ts';
import type { Configuration } from '../configuration/config.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { PlaceWatch } from '../configuration/place-watch.ts';
import type { CompoundWords } from '../configuration/words/compound-words.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { TerminalDevices } from '../devices/devices.ts';
import type { FleetLink } from '../fleet-link/fleet-link.ts';
import type { ShownSession } from '../fleet-link/shown-session.ts';
import type { MoneyDesk } from '../money/money.ts';
import type { ForkedPair } from '../processes/fork-pair.ts';
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
  /** Hears how its version fares. */
  readonly keeper: Pick<ConfigurationKeeper, 'sessionShown' | 'sessionFinished'>;
  readonly shown: ShownSession;
  readonly bookkeeping: Bookkeeping;
  readonly devices: TerminalDevices;
  readonly deliveries: Deliveries;
  readonly money: MoneyDesk;
  readonly fleetLink: FleetLink;
  readonly closure: Closure;
  readonly place: PlaceWatch;
  readonly words: CompoundWords;
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
  /**
   * Replaces the shown session, its device host and the windows, whoever is being served.
   * @throws Refusal `no-screen` if none is shown again in time
   */
  restart(): Promise<void>;
  /**
   * The screen as PNG, while nobody is being served.
   * @throws Refusal `in-service`, `no-screen`, `not-supported`
   */
  screenshot(): Promise<Buffer>;
  start(): void;
  stop(): Promise<void>;
}

/** Why a session ended that a command replaced: to its citizen as if it had died. */
const RESTARTED = 'restarted';

/** Opens the shells' port; sessions begin with `start()`. */
export async function createSessions(options: SessionsOptions): Promise<Sessions> {
  const { configuration, shown, bookkeeping, devices, deliveries, money, fleetLink, delays, clock } = options;
  const { site } = configuration;
  const { statistics, log } = bookkeeping.books;
  const told = new ToldSession(shown);
  const { usage } = bookkeeping.books;
  const wings: ToldOf = { ...options, help: fleetLink.help, usage };
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
        place: options.place.now(),
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
      options.keeper.sessionShown();
    },
    onFinished: ({ sessionId }, { kind, reason }) => {
      told.end();
      visits.gone(sessionId);
      deliveries.portals.appointments?.gone(sessionId);
      fleetLink.help.end(sessionId);
      const hasFailed = kind === 'crashed' || kind === 'hung';
      if (hasFailed) statistics.count(`session.${kind}`);
      const hasDied = hasFailed || reason === RESTARTED;
      money.sessionGone(sessionId, hasDied ? 'died' : 'in-order');
      options.keeper.sessionFinished(kind);
    },
  });
  tellChanges(told, wings);
  // Nobody is in the middle of something at the attract screen: it may be replaced by one that can be framed.
  frameOrigins.onAdded(() => void supervisor.recycle(shown.isIdle()));

  return {
    shellPort: bridge.port,
    attendedHost: () => told.host,
    async restart() {
      const before = shown.id;
      const isBack = () => shown.id !== null && shown.id !== before;
      await supervisor.recycle(true, RESTARTED);
      await bridge.restart();
      await becomes(isBack, delays.screenBackWithin, options);
    },
    async screenshot() {
      const { visits } = shown;
      if (!shown.isIdle()) throw new Refusal('in-service');
      const png = await bridge.screenshot();
      // Whoever began meanwhile must not be on the picture.
      if (!shown.isIdle() || shown.visits !== visits) throw new Refusal('in-service');
      return png;
    },
    start: () => supervisor.start(),
    async stop() {
      await supervisor.stop();
      await bridge.close();
    },
  };
}

/** Waits until a change of the shown session makes it true. @throws Refusal `no-screen` */
function becomes(
  holds: () => boolean,
  within: number,
  { shown, clock }: Pick<SessionsOptions, 'shown' | 'clock'>,
): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = shown.onChange(() => {
      if (!holds()) return;
      clock.clearTimeout(timer);
      stop();
      resolve();
    });
    const timer = clock.setTimeout(() => {
      stop();
      reject(new Refusal('no-screen'));
    }, within);
  });
}
