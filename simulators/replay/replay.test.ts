import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createKeypad } from '../../device-drivers/keypad/index.ts';
import type { Recording } from '../../device-drivers/recording/format.ts';
import { SimulatedClock } from '../../foundation/clock.ts';
import { Bug } from '../../foundation/errors.ts';
import { silentLog } from '../../foundation/log.ts';
import { replayLine } from './channel.ts';
import { replayFiles } from './files.ts';
import { replayHid } from './hid.ts';
import { replayPosts } from './posts.ts';
import { replayProcesses } from './process.ts';
import { type ReplayedDevice, replayOnPath, replayOverTcp, replayOverWebSocket } from './servers.ts';
import {
  changePin,
  fixture,
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
} from './test-support/sessions.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

/** A simulated clock that moves while the kernel carries bytes: 5 ms at a time, at most two simulated minutes. */
function bench() {
  const clock = new SimulatedClock();
  const until = async (condition: () => boolean) => {
    for (let turns = 0; !condition(); turns++) {
      if (turns > 24_000) throw new Bug('did not happen in two simulated minutes');
      await clock.advance(5);
    }
  };
  return { clock, until };
}

async function over(serve: typeof replayOverTcp, recording: Recording) {
  const { clock, until } = bench();
  const device: ReplayedDevice = await serve(recording, clock);
  opened.push(() => device.close());
  return { clock, until, port: device.port, device };
}

test('ZVT: the driver is paid by the recorded payment terminal', async () => {
  const { device, ...bench } = await over(replayOverTcp, fixture('zvt-tcp'));
  const outcome = await payOnce(bench);
  expect(outcome).toMatchObject({ kind: 'paid', record: { amount: 3070, resultCode: 0 } });
  expect(await device.connections[0]).toEqual({ kind: 'complete' });
});

test('ESC/POS: the driver prints on the recorded printer', async () => {
  const { device, ...bench } = await over(replayOverTcp, fixture('escpos'));
  const { outcome, model } = await printOnce(bench);
  expect(outcome).toMatchObject({ ok: true });
  expect(model).not.toBeNull();
  expect(await device.connections[0]).toEqual({ kind: 'complete' });
});

test('AusweisApp: the PIN is changed, though the recording knows none', async () => {
  const { device, ...bench } = await over(replayOverWebSocket, fixture('ausweisapp-sdk'));
  const events = await changePin(bench);
  expect(events.at(-1)).toEqual({ kind: 'pin-changed' });
  expect(await device.connections[0]).toEqual({ kind: 'complete' });
});

test('SANE: a page of the recorded size comes, all grey', async () => {
  const { clock, until } = bench();
  const { spawn, runs } = replayProcesses(fixture('scanimage'), clock);
  const outcome = await scanOnce({
    spawn,
    clock,
    until,
    command: 'scanimage',
    device: 'muster:flat-and-feed',
    environment: {},
  });
  expect(outcome).toMatchObject({ ok: true, value: { pages: [{ widthPx: 118, heightPx: 118 }] } });
  expect(await Promise.all(runs.slice(0, 2))).toEqual([{ kind: 'complete' }, { kind: 'complete' }]);
});

test('code reader: a code of the recorded shape is read', async () => {
  const { device, ...bench } = await over(replayOverTcp, fixture('code-reader-lines'));
  expect(await readCode({ ...bench, show: () => {} })).toEqual([{ text: 'xxxxx xxxxxxxxxx 0000', symbology: ']Q0' }]);
  expect(device.connections).toHaveLength(1);
});

test('ZVT serial: the driver is paid over the recorded line, frames, acknowledgements and all', async () => {
  const { clock, until } = bench();
  const line = replayLine(fixture('zvt-serial'), clock);
  const outcome = await payOnLine({ connect: line.connect, clock, until });
  expect(outcome).toMatchObject({ kind: 'paid', record: { amount: 3070, resultCode: 0 } });
  expect(await line.connections[0]).toEqual({ kind: 'complete' });
});

test('HID-POS: a code of the recorded shape is put together from its reports', async () => {
  const { clock, until } = bench();
  const { openHid, connections } = replayHid(fixture('code-reader-hid-pos'), clock);
  const codes = await readHidCode({ openHid, clock, until, show: () => {} });
  expect(codes).toEqual([{ text: 'xxxxx xxxxxxxxxx, xxxxxxxxx??x 00, 00000 x??xx; xxxx 0000', symbology: ']Q0' }]);
  expect(await connections[0]).toEqual({ kind: 'complete' });
});

test('HID keypad: the recorded keys are pressed, and the headset is plugged in', async () => {
  const { clock, until } = bench();
  const { openHid, connections } = replayHid(fixture('keypad-hid'), clock);
  const keys = await pressKeys({ openHid, clock, until, press: () => {} });
  expect(keys).toEqual(['down down', 'down up', 'down down', 'down up', 'select down', 'select up']);
  expect(connections).toHaveLength(1);
});

test('HID device pulled out in the recording: the driver hears of it', async () => {
  const { clock, until } = bench();
  const recording = fixture('keypad-hid');
  const events = [...recording.events.slice(0, 3), { t: 100, c: 0, d: 'closed' as const, reason: 'disconnected' }];
  const { openHid } = replayHid({ ...recording, events }, clock);
  const keypad = createKeypad({ path: '1eab:0022', keyMap: {}, clock, log: silentLog, openHid });
  keypad.open();
  await until(() => keypad.health().state === 'offline');
  expect(keypad.health().reason).toBe('disconnected');
  await keypad.close();
});

test('IPP: a document of the recorded size is printed on the recorded printer', async () => {
  const { clock, until } = bench();
  const { post, connections } = replayPosts(fixture('ipp'), clock);
  const outcome = await printPage({ uri: 'ipp://printer.example/ipp/print', post, clock, until });
  expect(outcome).toEqual({ ok: true, value: { printed: true, retained: false } });
  expect(await Promise.all(connections)).toEqual(connections.map(() => ({ kind: 'complete' })));
});

test('PC/SC: the recorded card is laid, answers, and is taken away', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'bt-replay-'));
  const socket = join(directory, 'pcscd.comm');
  opened.push(async () => rmSync(directory, { recursive: true }));
  const { clock, until, device } = await over((recording, at) => replayOnPath(recording, at, socket), fixture('pcsc'));
  const { atr, said } = await seeCard({ socket, clock, until, lay: () => {}, takeAway: () => {} });
  expect(atr).toBe('3b80800101');
  expect(said).toEqual({ ok: true, value: Uint8Array.of(0x6a, 0x82) });
  expect(await Promise.all(device.connections)).toEqual([{ kind: 'complete' }, { kind: 'complete' }]);
});

test('presence: who went then goes now, and comes back', async () => {
  const { clock, until } = bench();
  const { read, finished } = replayFiles(fixture('iio'), clock);
  const seen = await standBefore({ directory: '/dev/iio', read, clock, until, go: () => {}, comeBack: () => {} });
  expect(seen).toEqual(['present', 'absent', 'present', 'unknown']);
  expect(await finished).toEqual({ kind: 'complete' });
});

test('a driver that says something else than in the recording is told', async () => {
  const recording = fixture('escpos');
  const [first] = recording.events.filter(({ d }) => d === 'sent');
  const changed = recording.events.map((event) =>
    event === first ? { t: 0, c: 0, d: 'sent' as const, hex: '1b40' } : event,
  );
  const { device, ...bench } = await over(replayOverTcp, { ...recording, events: changed });
  void printOnce(bench).catch(() => {});
  await bench.until(() => device.connections.length > 0);
  let end: unknown;
  void device.connections[0]?.then((how) => {
    end = how;
  });
  await bench.until(() => end !== undefined);
  expect(end).toMatchObject({ kind: 'mismatch', expected: '1b40' });
});

test('scanimage with other arguments than in the recording does not start', async () => {
  const { spawn, runs } = replayProcesses(fixture('scanimage'), new SimulatedClock());
  spawn('scanimage', ['-L'], {});
  expect(await runs[0]).toEqual({ kind: 'other-arguments', got: ['-L'] });
});
