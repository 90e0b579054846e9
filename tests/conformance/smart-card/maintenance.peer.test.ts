import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createSmartCardReader } from '../../../device-drivers/smart-card/index.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { createLog } from '../../../foundation/log.ts';
import { childEnvironment } from '../../../foundation/test-support/child-environment.ts';
import { loadConfiguration } from '../../../kiosk-app/terminal/configuration/config.ts';
import { DELAYS } from '../../../kiosk-app/terminal/configuration/delays.ts';
import { prepareDataDirectory } from '../../../kiosk-app/terminal/start/data-directory.ts';
import { startTerminal } from '../../../kiosk-app/terminal/start/terminal.ts';
import { ClockWatch } from '../../../kiosk-app/terminal/store/keeping/clock-watch.ts';
import {
  FakePaymentTerminal,
  FakePortal,
  FakePrinter,
  noVersions,
  temporaryDirectory,
} from '../../../kiosk-app/terminal/test-support/fakes.ts';
import { until } from '../../../kiosk-app/terminal/test-support/processes.ts';
import { bridgeOf, stubShell } from '../../../kiosk-app/terminal/test-support/stub-shell.ts';
import { plainCard } from '../../../simulators/smart-card/card.ts';
import { createTechnicianCard } from '../../../simulators/smart-card/technician-card.ts';
import { realPcscd, whyNoPcscd } from '../../../simulators/smart-card/test-support/real-pcscd.ts';
import { layOnVpcd } from '../../../simulators/smart-card/vpcd.ts';

/** A technician's card through the real PC/SC daemon into a running terminal; only card and citizen are ours. */
const CONFIG = join(import.meta.dirname, '..', '..', '..', 'config');
const SUPPORT = join(import.meta.dirname, '..', '..', '..', 'kiosk-app', 'terminal', 'test-support');
const missing = whyNoPcscd();
if (missing) process.stderr.write(`skipped: maintenance mode through the real pcscd, ${missing}\n`);

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function terminalWith(known: readonly { readonly publicKey: string }[]) {
  if (missing) throw new Error(missing);
  const pcscd = await realPcscd();
  cleanUps.push(() => pcscd.remove());
  await pcscd.start();
  const loaded = loadConfiguration({
    siteFile: join(CONFIG, 'sites', 'musterstadt.json'),
    directory: CONFIG,
    environment: { BT_FIT_CONNECT_SECRET: 'x' },
  });
  if (!loaded.ok) throw new Error('sample configuration');
  const configuration = {
    ...loaded.value,
    site: {
      ...loaded.value.site,
      technicians: known.map(({ publicKey }, i) => ({ id: `tech-${i + 1}`, publicKey })),
    },
  };
  const directory = temporaryDirectory();
  cleanUps.push(() => directory[Symbol.dispose]());
  const data = join(directory.path, 'data');
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line), systemClock);
  const terminal = await startTerminal({
    configuration,
    data: prepareDataDirectory(data),
    versions: noVersions(data),
    ownDevices: {
      payment: new FakePaymentTerminal(),
      printer: new FakePrinter(),
      smartCard: createSmartCardReader({ socket: pcscd.socket, clock: systemClock, log }),
    },
    portals: { portal: new FakePortal(), bills: null },
    clockWatch: new ClockWatch(systemClock, DELAYS),
    entries: { session: join(SUPPORT, 'fake-session.ts'), attended: join(SUPPORT, 'fake-attended.ts') },
    uiDirectory: '/nowhere',
    frameOrigins: [],
    environment: childEnvironment(),
    connectHub: null,
    restart: () => {},
    reboot: async () => {},
    version: '0.1.0',
    delays: { ...DELAYS, nextSessionAfter: 50 },
    clock: systemClock,
    log,
  });
  cleanUps.push(() => terminal.stop());
  const shell = stubShell(bridgeOf(data));
  cleanUps.push(() => shell.close());
  const shown = () => shell.orders.filter((order) => order.startsWith('show ')).map((order) => order.slice(5));
  const mode = () => terminal.board.report().mode;
  await until(() => shown().length === 1);
  await until(() => mode() === 'in-service');
  const ask = async (path: string) => (await fetch(new URL(path, shown().at(-1)))).text();
  return { terminal, pcscd, lines, shown, mode, ask, isClosed: async () => (await ask('/maintenance')) === 'true' };
}

describe.skipIf(missing !== null && process.env.CI !== 'true')('a technician’s card at a running terminal', () => {
  test('laid while nobody is served: the screen closes, the hub is told, the log names the technician', async () => {
    const card = createTechnicianCard();
    const { pcscd, mode, isClosed, lines, terminal } = await terminalWith([card]);
    const laid = await layOnVpcd(card, pcscd.ports[0]);
    await until(() => mode() === 'maintenance');
    await until(isClosed);
    expect(terminal.board.report().devices).toContainEqual(
      expect.objectContaining({ kind: 'smart-card', state: 'ready', model: 'Virtual PCD 00 00' }),
    );
    expect(terminal.board.report().counts).toMatchObject({ 'maintenance.begun': 1 });
    laid.takeAway();
    await until(() => mode() === 'in-service');
    await until(async () => !(await isClosed()));
    const said = lines.map((line) => JSON.parse(line)).filter(({ event }) => event.startsWith('maintenance.'));
    expect(said).toMatchObject([
      { event: 'maintenance.begun', technician: 'tech-1' },
      { event: 'maintenance.ended', technician: 'tech-1' },
    ]);
  });

  test('laid while a citizen is served: it waits for the end, and the next session is closed from its start', async () => {
    const card = createTechnicianCard();
    const { pcscd, mode, ask, shown, isClosed, terminal } = await terminalWith([card]);
    await ask('/busy');
    await until(() => terminal.board.report().step === 'form');
    await layOnVpcd(card, pcscd.ports[0]);
    await new Promise((done) => setTimeout(done, 1_500));
    expect([mode(), card.signatures()]).toEqual(['in-service', 0]);
    await ask('/end');
    await until(() => shown().length === 2);
    await until(() => mode() === 'maintenance');
    await until(isClosed);
  });

  test('a session that follows another during maintenance is closed too', async () => {
    const card = createTechnicianCard();
    const { pcscd, mode, ask, shown, isClosed } = await terminalWith([card]);
    await layOnVpcd(card, pcscd.ports[0]);
    await until(() => mode() === 'maintenance');
    await ask('/end');
    await until(() => shown().length === 2);
    await until(isClosed);
    expect(mode()).toBe('maintenance');
  });

  test('a citizen’s card changes nothing, a stranger’s technician card is counted', async () => {
    const { pcscd, mode, isClosed, terminal, lines } = await terminalWith([createTechnicianCard()]);
    const citizen = await layOnVpcd(plainCard(), pcscd.ports[0]);
    await until(() => lines.some((line) => line.includes('not-a-technician-card')));
    citizen.takeAway();
    await layOnVpcd(createTechnicianCard(), pcscd.ports[1]);
    await until(() => terminal.board.report().counts['maintenance.refused.unknown-key'] === 1);
    expect([mode(), await isClosed()]).toEqual(['in-service', false]);
  });

  test('the daemon crashes during maintenance: back in service, and the hub sees the reader gone', async () => {
    const card = createTechnicianCard();
    const { pcscd, mode, terminal } = await terminalWith([card]);
    await layOnVpcd(card, pcscd.ports[0]);
    await until(() => mode() === 'maintenance');
    await pcscd.kill();
    await until(() => mode() === 'in-service');
    expect(terminal.board.report().devices).toContainEqual(
      expect.objectContaining({ kind: 'smart-card', state: 'offline' }),
    );
  });
});
