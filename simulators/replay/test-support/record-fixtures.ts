import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelPair } from '../../../device-drivers/payment/transport/channel.ts';
import { serialLink } from '../../../device-drivers/payment/transport/serial-link.ts';
import { plain } from '../../../device-drivers/recording/mask.ts';
import { createRecorder } from '../../../device-drivers/recording/recorder.ts';
import type { Tap } from '../../../device-drivers/recording/tap.ts';
import { recordingMasks } from '../../../device-drivers/registry.ts';
import { spawnScanimage } from '../../../device-drivers/scanner/scanimage/process.ts';
import { tappedSpawn } from '../../../device-drivers/scanner/scanimage/tapped-spawn.ts';
import { systemClock as clock, delay } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { silentLog as log } from '../../../foundation/log.ts';
import { ok } from '../../../foundation/result.ts';
import { startCodeReaderSimulator } from '../../code-reader/index.ts';
import { DEMO_CARD, startAusweisAppSimulator } from '../../eid/index.ts';
import { createKeypadSimulator } from '../../keypad/index.ts';
import { startPagePrinterSimulator } from '../../page-printer/index.ts';
import { startZvtSimulator } from '../../payment/index.ts';
import { createSimulatorCore } from '../../payment/simulator-core.ts';
import { createPresenceSimulator } from '../../presence/index.ts';
import { startEscPosSimulator } from '../../receipt-printer/index.ts';
import {
  createScannerDesk,
  DIRECTORY_VARIABLE,
  PACE_VARIABLE,
  SCANIMAGE_SIMULATOR,
  SIMULATED_DEVICE,
} from '../../scanner/index.ts';
import { plainCard, simulateDaemon } from '../../smart-card/index.ts';
import {
  changePin,
  FIXTURES,
  payOnce,
  payOnLine,
  pressKeys,
  printOnce,
  printPage,
  readCode,
  readHidCode,
  scanOnce,
  seeCard,
  standBefore,
} from './sessions.ts';

/** `node simulators/replay/test-support/record-fixtures.ts`: makes the fixtures anew from the simulators. */
const MASKS = await recordingMasks();
const GIVE_UP_AFTER = 20_000;
const until = async (condition: () => boolean) => {
  for (const end = clock.monotonic() + GIVE_UP_AFTER; !condition(); ) {
    if (clock.monotonic() > end) throw new Refusal('did-not-happen');
    await delay(clock, 5);
  }
};

async function record(protocol: string, run: (tap: Tap) => Promise<unknown>): Promise<void> {
  const lines: string[] = [];
  await run(createRecorder(protocol, MASKS[protocol] ?? plain, clock, (line) => lines.push(line)));
  writeFileSync(join(FIXTURES, `${protocol}.jsonl`), lines.join(''));
}

mkdirSync(FIXTURES, { recursive: true });
await record('zvt-tcp', async (tap) => {
  const simulator = await startZvtSimulator({ port: 0, clock, log, pace: 0 });
  simulator.onChange(() => {
    if (simulator.state().waitingFor === 'card') queueMicrotask(() => simulator.tapCard('approved'));
  });
  await payOnce({ port: simulator.port, clock, tap, until });
  await simulator.close();
});
await record('escpos', async (tap) => {
  const simulator = await startEscPosSimulator({ port: 0, clock, log, paperWidth: 80 });
  await printOnce({ port: simulator.port, clock, tap, until });
  await simulator.close();
});
await record('ausweisapp-sdk', async (tap) => {
  const simulator = await startAusweisAppSimulator({ port: 0, clock, log, stepMs: 0 });
  simulator.layCard({ ...DEMO_CARD });
  await changePin({ port: simulator.port, clock, tap, until });
  await simulator.close();
});
await record('scanimage', async (tap) => {
  const directory = mkdtempSync(join(tmpdir(), 'bt-record-'));
  const desk = createScannerDesk(directory);
  desk.layDocument('letter');
  const environment = { [DIRECTORY_VARIABLE]: directory, [PACE_VARIABLE]: '0' };
  const spawn = tappedSpawn(spawnScanimage, tap);
  await scanOnce({ spawn, command: SCANIMAGE_SIMULATOR, device: SIMULATED_DEVICE, environment, clock, until });
  desk.close();
  rmSync(directory, { recursive: true });
});
await record('code-reader-lines', async (tap) => {
  const simulator = await startCodeReaderSimulator({ port: 0, aimIdentifier: ']Q0' });
  await readCode({ port: simulator.port, clock, tap, until, show: () => simulator.show('Erika Mustermann 4711') });
  await simulator.close();
});
await record('zvt-serial', async (tap) => {
  const core = createSimulatorCore({ clock, log, pace: 0 });
  core.desk.onChange(() => {
    if (core.desk.state().waitingFor === 'card') queueMicrotask(() => core.desk.tapCard('approved'));
  });
  const connect = async () => {
    const [ours, theirs] = channelPair();
    core.attach(theirs, serialLink);
    return ok(ours);
  };
  await payOnLine({ connect, clock, tap, until });
});
await record('code-reader-hid-pos', async (tap) => {
  const device = Object.assign(new EventEmitter(), { close: async () => {} });
  const show = () => {
    for (const [text, continues] of [
      ['Erika Mustermann, Heidestraße 17, 51147 Köln; Bild ', 1],
      ['4711', 0],
    ] as const) {
      const report = Buffer.alloc(64);
      const data = Buffer.from(text);
      report.set([2, data.length, ...Buffer.from(']Q0')]);
      report.set(data, 5);
      report[63] = continues;
      device.emit('data', report);
    }
  };
  await readHidCode({ openHid: async () => device, clock, tap, until, show });
});
await record('keypad-hid', async (tap) => {
  const { openHid, press, release } = createKeypadSimulator();
  const pressing = async () => {
    for (const usage of [0x51, 0x51, 0x28, 0x68]) {
      press(usage);
      await delay(clock, 30);
      release();
      await delay(clock, 30);
    }
  };
  await pressKeys({ openHid, clock, tap, until, press: pressing });
});
await record('ipp', async (tap) => {
  const simulator = await startPagePrinterSimulator({ port: 0, clock });
  simulator.slow(0.1);
  await printPage({ uri: simulator.uri, clock, tap, until });
  await simulator.close();
});
await record('pcsc', async (tap) => {
  const directory = mkdtempSync(join(tmpdir(), 'bt-record-'));
  const socket = join(directory, 'pcscd.comm');
  const daemon = await simulateDaemon(socket);
  await seeCard({ socket, clock, tap, until, lay: () => daemon.lay(plainCard()), takeAway: () => daemon.takeAway() });
  await daemon.stop();
  rmSync(directory, { recursive: true });
});
await record('iio', async (tap) => {
  const directory = mkdtempSync(join(tmpdir(), 'bt-record-'));
  const sensor = createPresenceSimulator(directory);
  const go = () => sensor.setPresent(false);
  await standBefore({ directory, clock, tap, until, go, comeBack: () => sensor.setPresent(true) });
  rmSync(directory, { recursive: true });
});
process.exit(0);
