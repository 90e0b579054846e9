import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS_ROUTES } from '../admin-console/contract/access/access.ts';
import type { TerminalPage, TerminalView } from '../admin-console/contract/terminals/terminal-view.ts';
import { withKey } from '../admin-console/hub/test-support/key-header.ts';
import { type Clock, delay } from '../foundation/clock.ts';
import { Refusal } from '../foundation/errors.ts';
import { createLog, type Log } from '../foundation/log.ts';
import { letters } from './bills.ts';
import { type Child, runChild } from './child-programs.ts';
import { DELAYS } from './delays.ts';
import { type EidChoice, RELAY_KEY_VARIABLE, siteFor, writeSite } from './demo-site.ts';
import { devicesOf } from './desk/devices.ts';
import { hubDoor } from './desk/hub-door.ts';
import { type Desk, startDesk } from './desk/server.ts';
import { enrolDemoTerminal } from './enrol.ts';
import { newHubKey, newHubLink } from './hub-access.ts';
import type { Ports } from './ports.ts';
import { openScanner } from './scanner.ts';
import { DEMO_CLIENT_SECRET, presenceDirectory, startWorld, type World, walletDirectory } from './simulated-world.ts';
import { openPhoneDoor, type PhoneDoor } from './wallet/phone-door.ts';
import { DEMO_RELAY_KEY } from './wallet/wallet-world.ts';

const ROOT = join(import.meta.dirname, '..');

export interface StackOptions {
  readonly directory: string;
  readonly keyDirectory: string;
  readonly ports: Ports;
  readonly scanner: 'sane' | 'simulator';
  readonly eid: EidChoice;
  /** A kiosk window besides the page. */
  readonly window: 'electron' | 'chromium' | null;
  /** What else that window is told on its command line. */
  readonly windowOptions?: readonly string[];
  readonly pace: number;
  /** The terminal keeps its compiled code among its data, as an installed one does, whatever `NODE_COMPILE_CACHE` says. */
  readonly keepsCompiledCode?: boolean;
  /** "HH:MM" at which the payment terminal's day is closed; never if left out. */
  readonly closeAt?: string | undefined;
  readonly clock: Clock;
  readonly onDeath: (name: string, how: string) => void;
  /** Of the hub, `postgres://…`; SQLite if left out. */
  readonly databaseUrl?: string;
  /** Telephones identify people, too (default: only identity cards). */
  readonly hasWallet?: boolean;
  /** Telephones of this network reach the relay, too. */
  readonly phoneDoor?: PhoneDoor | undefined;
}

export interface Stack {
  readonly links: { readonly screen: string; readonly desk: string; readonly inbox: string; readonly hub: string };
  /** Opens the hub for a program, as `Authorization: Bearer`. */
  readonly hubKey: string;
  readonly world: World;
  readonly terminal: Child;
  /** Where the terminal keeps its data. */
  readonly terminalData: string;
  readonly hub: Child;
  /** A link that signs in once at the hub as an owner. */
  openHub(): Promise<string>;
  stop(): Promise<void>;
}

/** Terminal, screen, hub and the simulated world around them, on this machine. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { directory, ports, clock, onDeath } = options;
  const at = (...path: string[]) => join(directory, ...path);
  const logs = at('logs');
  for (const path of [directory, logs, at('world'), at('terminal'), at('hub')])
    mkdirSync(path, { recursive: true, mode: 0o700 });
  const log = fileLog(at('logs', 'world.log'), clock);
  const child = (name: string, script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    runChild({ name, script: join(ROOT, script), args, env, logs, clock, onDeath });

  const database = options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl };
  const hub = child(
    'hub',
    'admin-console/hub/main.ts',
    ['--data', at('hub'), '--console-port', `${ports.console}`, '--link-port', `${ports.fleetLink}`],
    database,
  );
  const openHub = () => newHubLink(at('hub'), database);
  const children: Child[] = [hub];
  const scanner = openScanner(options.scanner, at('world', 'scanner'), options.pace);
  const site = siteFor(ports, {
    scanner: scanner.site,
    eid: options.eid,
    eidCaFile: at('eid-ca.pem'),
    rootsFile: at('portal-roots.pem'),
    presenceDirectory: presenceDirectory(at('world')),
    walletDirectory: options.hasWallet ? walletDirectory(at('world')) : null,
    hub: true,
    phoneDoor: options.phoneDoor,
    closeAt: options.closeAt ?? null,
  });
  let world: World | null = null;
  let desk: Desk | null = null;
  let door: { close(): void } | null = null;
  const stop = async () => {
    await Promise.all(children.map((c) => c.stop()));
    await desk?.close();
    door?.close();
    await world?.stop();
  };

  try {
    world = await startWorld({
      ports,
      directory: at('world'),
      keyDirectory: options.keyDirectory,
      site,
      scanner,
      pace: options.pace,
      clock,
      log,
    });
    door = options.phoneDoor ? await openPhoneDoor(options.phoneDoor, ports.phoneLine) : null;
    writeFileSync(at('eid-ca.pem'), world.eidServer.caPem);
    writeFileSync(at('portal-roots.pem'), world.portal.rootPem);
    writeSite(at('site.json'), site);
    const until = clock.monotonic() + DELAYS.upWithin;
    await reachable(`http://127.0.0.1:${ports.console}${ACCESS_ROUTES.signIn}`, 'hub', clock, until);
    const hubKey = await newHubKey(await openHub());
    await enrolDemoTerminal({
      directory: at('terminal', 'hub-identity'),
      terminalId: site.terminalId,
      consolePort: ports.console,
      key: hubKey,
      linkPort: ports.fleetLink,
      clock,
      log,
    });
    const terminal = child(
      'terminal',
      'kiosk-app/terminal/main.ts',
      [
        '--site',
        at('site.json'),
        '--data',
        at('terminal'),
        '--frame-origin',
        origin(ports.desk),
        '--frame-origin',
        origin(ports.screen),
      ],
      {
        BT_FIT_CONNECT_SECRET: DEMO_CLIENT_SECRET,
        [RELAY_KEY_VARIABLE]: DEMO_RELAY_KEY,
        ...(options.keepsCompiledCode ? { NODE_COMPILE_CACHE: '' } : {}),
      },
    );
    const bridge = ['--runtime', at('terminal', 'runtime.json'), '--token-file', at('terminal', 'shell-token')];
    children.push(
      terminal,
      child('page-shell', 'kiosk-app/shell/page/main.ts', [
        '--port',
        `${ports.screen}`,
        '--framed-by',
        origin(ports.desk),
        ...bridge,
      ]),
    );
    if (options.window)
      children.push(
        child(`${options.window}-shell`, `kiosk-app/shell/${options.window}/main.ts`, [
          ...bridge,
          ...(options.windowOptions ?? []),
        ]),
      );
    const links = {
      screen: `http://127.0.0.1:${ports.screen}/`,
      desk: `http://127.0.0.1:${ports.desk}/`,
      inbox: world.portal.inboxUrl,
      hub: `http://127.0.0.1:${ports.console}/`,
    };
    const { screen, inbox } = links;
    desk = await startDesk({
      port: ports.desk,
      devices: devicesOf(world, { letters: letters(), setPresent: world.presence.setPresent }),
      links: { screen, inbox, hub: hubDoor(links.desk) },
      openHub,
      clock,
      log,
    });
    await reachable(links.screen, 'page-shell', clock, until);
    await sessionShown(ports.console, hubKey, clock, until);
    return {
      links,
      hubKey,
      world,
      terminal,
      terminalData: at('terminal'),
      hub,
      openHub,
      stop,
    };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

const origin = (port: number) => `http://127.0.0.1:${port}`;

/** Log of the simulated world: same rules as the product's, no prose. */
export function fileLog(file: string, clock: Clock): Log {
  return createLog((line) => writeFileSync(file, line, { flag: 'a', mode: 0o600 }), clock);
}

/** Resolves once something answers there. @throws Refusal `not-up` with the name */
async function reachable(url: string, name: string, clock: Clock, until: number): Promise<void> {
  for (;;) {
    if (await answers(url)) return;
    if (clock.monotonic() > until) throw new Refusal('not-up', name);
    await delay(clock, DELAYS.lookEvery);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

/** The terminal tells the hub which step it is at: once it waits for people, the screen can be used. */
async function sessionShown(consolePort: number, key: string, clock: Clock, until: number): Promise<void> {
  for (;;) {
    const { terminals } = await ask<TerminalPage>(consolePort, key, 'terminals');
    const views = await Promise.all(terminals.map(({ id }) => ask<TerminalView>(consolePort, key, `terminals/${id}`)));
    if (views.some(({ online, status }) => online && status?.step === 'attract')) return;
    if (clock.monotonic() > until) throw new Refusal('not-up', 'terminal');
    await delay(clock, DELAYS.lookEvery);
  }
}

async function ask<T>(consolePort: number, key: string, path: string): Promise<T> {
  const address = `http://127.0.0.1:${consolePort}/api/tenants/all/${path}`;
  return (await (await fetch(address, { headers: withKey(key) })).json()) as T;
}
