import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SiteDefinition } from '../../config/schema/site.ts';
import { RELAY_KEY_VARIABLE, siteFor, writeSite } from '../../demo/demo-site.ts';
import { choosePorts } from '../../demo/ports.ts';
import { openScanner } from '../../demo/scanner.ts';
import {
  DEMO_CLIENT_SECRET,
  presenceDirectory,
  startWorld,
  type World,
  walletDirectory,
} from '../../demo/simulated-world.ts';
import { fileLog } from '../../demo/stack.ts';
import { DEMO_RELAY_KEY } from '../../demo/wallet/wallet-world.ts';
import { type Clock, systemClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { delays as session } from '../../kiosk-app/session/delays.ts';
import { DELAYS as terminalDelays } from '../../kiosk-app/terminal/configuration/delays.ts';
import { DELAYS } from './delays.ts';
import { type HeadlessScreen, openScreen } from './screen.ts';
import { where } from './screen-name.ts';
import { runTerminal, type TerminalProcess } from './terminal-process.ts';
import { play, type Visit } from './visit.ts';
import type { Wishes } from './visit-options.ts';

const ROOT = join(import.meta.dirname, '../..');
const PRELOAD = join(import.meta.dirname, 'preload');
/** Pauses for people's eyes and the polling of an authority that here decides at once; see preload/shorten-pauses.ts. */
const SHORTENED = {
  session: Object.fromEntries([session.paidShown, session.eidGreeting].map((pause) => [pause, 50])),
  terminal: { [terminalDelays.eventsPollFirst]: 50 },
};
const NEXT_SESSION_AFTER = 50;
/** Timers of the simulated world up to this length are its mechanics (paper, card reader); longer ones are its patience. */
const MECHANICS_AT_MOST = 3_000;
const MECHANICS_FASTER = 10;
/** Milliseconds between a submission and the authority's decision. */
const DECIDES_AFTER = 20;

export interface HeadlessOptions {
  /** Emptied by nobody: a second stack on the same directory goes on with the first one's books. */
  readonly directory: string;
  readonly clock?: Clock;
  /** Modules that the terminal and all its processes load first (`node --import`), as absolute paths. */
  readonly preload?: readonly string[];
  /** Pauses made for people's eyes are cut short (default). */
  readonly hurries?: boolean;
  /** Besides the usual environment of the terminal's main process. */
  readonly env?: Readonly<Record<string, string>>;
  /** The terminal is started again when it ends (default), or waits for `terminal.start`. */
  readonly restarts?: boolean;
  readonly onDeath?: (how: string) => void;
  /** Last changes to the site before it is written: other ports, other services. */
  readonly site?: (site: SiteDefinition) => SiteDefinition | Promise<SiteDefinition>;
  /** Where the terminal keeps its books; default `<directory>/terminal`. */
  readonly terminalDirectory?: string;
  /** Directory of services, texts, schemas, receipts, instead of the repository's own. */
  readonly config?: string;
  /** Milliseconds from one session's screen to the start of the next one's processes; default 50. Needs `hurries`. */
  readonly nextSessionAfter?: number;
  /** People are identified by the wallet on their telephone, too. */
  readonly hasWallet?: boolean;
}

/** A town hall corner without window and hub: the real terminal, the real simulators, and who stands before it. */
export interface HeadlessStack {
  readonly world: World;
  readonly terminal: TerminalProcess;
  readonly screen: HeadlessScreen;
  readonly terminalDirectory: string;
  /** Plays one visit from the first touch to the next attract screen (or until the screen is lost). Never throws for what happens. */
  play(service: string, wishes?: Wishes): Promise<Visit>;
  /** Resolves once a screen waits for people. @throws Refusal `not-up` */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export async function startHeadless(options: HeadlessOptions): Promise<HeadlessStack> {
  const { clock = systemClock, preload = [], env = {}, restarts = true, hurries = true, onDeath = () => {} } = options;
  const directory = resolve(options.directory);
  const at = (...path: string[]) => join(directory, ...path);
  const terminalDirectory = options.terminalDirectory ?? at('terminal');
  for (const path of [at('logs'), at('world'), terminalDirectory]) mkdirSync(path, { recursive: true, mode: 0o700 });
  const { nextSessionAfter = NEXT_SESSION_AFTER } = options;
  const shortened = {
    ...SHORTENED,
    terminal: { ...SHORTENED.terminal, [terminalDelays.nextSessionAfter]: nextSessionAfter },
  };
  const log = fileLog(at('logs/world.log'), clock);
  const ports = await choosePorts('free', () => {});
  const scanner = openScanner('simulator', at('world/scanner'), 0);
  const plain = siteFor(ports, {
    scanner: scanner.site,
    eid: { kind: 'simulator' },
    eidCaFile: at('eid-ca.pem'),
    rootsFile: at('portal-roots.pem'),
    presenceDirectory: presenceDirectory(at('world')),
    walletDirectory: options.hasWallet ? walletDirectory(at('world')) : null,
    hub: false,
  });
  const site = (await options.site?.(plain)) ?? plain;
  const world = await startWorld({
    ports,
    directory: at('world'),
    keyDirectory: join(ROOT, '.cache/demo-keys'),
    site,
    scanner,
    pace: 0,
    clock: hurries ? withFastMechanics(clock) : clock,
    log,
  });
  world.portal.acceptAfter(DECIDES_AFTER);
  writeFileSync(at('eid-ca.pem'), world.eidServer.caPem);
  writeFileSync(at('portal-roots.pem'), world.portal.rootPem);
  writeSite(at('site.json'), site);
  const terminal = runTerminal({
    siteFile: at('site.json'),
    data: terminalDirectory,
    outFile: at('logs/terminal.out'),
    config: options.config ?? null,
    env: {
      BT_FIT_CONNECT_SECRET: DEMO_CLIENT_SECRET,
      [RELAY_KEY_VARIABLE]: DEMO_RELAY_KEY,
      // main.ts does the same for itself, but what is loaded before it would be compiled at every start.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(terminalDirectory, 'code-cache'),
      BT_TEST_SHORTEN: JSON.stringify(hurries ? shortened : {}),
      NODE_OPTIONS: [join(PRELOAD, 'pass-on-environment.ts'), join(PRELOAD, 'shorten-pauses.ts'), ...preload]
        .map((path) => `--import ${path}`)
        .join(' '),
      ...env,
    },
    restarts,
    onDeath,
    clock,
  });
  terminal.start();
  const screen = openScreen({ terminalDirectory, clock, log });
  const stack: HeadlessStack = {
    world,
    terminal,
    screen,
    terminalDirectory,
    play: (service, wishes = {}) => play({ screen, world, clock }, service, wishes),
    async ready() {
      const waits = () => screen.snapshot !== null && where(screen.snapshot.screen) === 'attract';
      const until = clock.monotonic() + DELAYS.up;
      while (!waits()) {
        if (clock.monotonic() > until) throw new Refusal('not-up', 'terminal');
        await new Promise<void>((done) => void clock.setTimeout(() => done(), DELAYS.lookEvery));
      }
    },
    async stop() {
      screen.close();
      await terminal.stop();
      await world.stop();
    },
  };
  return stack;
}

function withFastMechanics(clock: Clock): Clock {
  return {
    ...clock,
    setTimeout: (fn, ms) => clock.setTimeout(fn, ms <= MECHANICS_AT_MOST ? ms / MECHANICS_FASTER : ms),
  };
}
