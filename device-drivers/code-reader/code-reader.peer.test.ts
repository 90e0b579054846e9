import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { SimulatedClock, systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { startCodeReaderSimulator } from '../../simulators/code-reader/index.ts';
import { LINK_DELAYS } from '../links/delays.ts';
import type { CodeReader } from './contract.ts';
import { createCodeReader } from './index.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
const until = (check: () => void) => vi.waitFor(check, { timeout: 8_000, interval: 10 });

function listen(reader: CodeReader): string[] {
  const heard: string[] = [];
  reader.onCode(({ text }) => heard.push(text));
  reader.open();
  cleanUps.push(() => reader.close());
  return heard;
}

describe('over TCP', () => {
  const start = async (options: { aimIdentifier?: string } = {}) => {
    const simulator = await startCodeReaderSimulator({ port: 0, ...options });
    cleanUps.push(() => simulator.close());
    const path = `127.0.0.1:${simulator.port}`;
    const reader = createCodeReader({ protocol: 'tcp', path, clock: systemClock, log: silentLog });
    const heard = listen(reader);
    await until(() => expect(simulator.state().listeners).toBe(1));
    await until(() => expect(reader.health().state).toBe('ready'));
    return { simulator, reader, heard };
  };

  test('a code is heard with its line ends', async () => {
    const { simulator, heard } = await start();
    simulator.show('BCD\n002\n1\nSCT');
    await until(() => expect(heard).toEqual(['BCD\n002\n1\nSCT']));
  });

  test('a reader whose cable was pulled is offline, and works again without a restart', async () => {
    const { simulator, reader, heard } = await start();
    simulator.pullCable();
    await until(() => expect(reader.health()).toMatchObject({ state: 'offline', reason: 'disconnected' }));
    expect(simulator.show('lost')).toBe(false);
    await simulator.plugCable();
    await until(() => expect(simulator.state().listeners).toBe(1));
    simulator.show('4711');
    await until(() => expect(heard).toEqual(['4711']));
    expect(reader.statistics()).toMatchObject({ codes: 1, connections: 2 });
  });

  test('a code cut off by the cable is not heard', async () => {
    const { simulator, reader, heard } = await start();
    simulator.sendRaw(Buffer.from('47'));
    // The bytes have to arrive before the line breaks.
    await until(() => expect(reader.health().seenAt).not.toBeNull());
    simulator.pullCable();
    await until(() => expect(reader.health().state).toBe('offline'));
    expect(heard).toEqual([]);
  });

  test('nobody there is unreachable', async () => {
    const { simulator, reader } = await start();
    simulator.pullCable();
    await until(() => expect(reader.health().reason).toBe('unreachable'));
    expect((await reader.checkHealth()).passed).toBe(false);
  });
});

test('an address that is none is told apart, and asked again ever more rarely', async () => {
  const clock = new SimulatedClock();
  const reader = createCodeReader({ protocol: 'tcp', path: 'nonsense', clock, log: silentLog });
  listen(reader);
  await clock.advance(0);
  expect(reader.health()).toMatchObject({ state: 'offline', reason: 'bad-address' });
  await clock.advance(60_000);
  expect(reader.statistics().connectionFaults).toBeLessThan(60_000 / LINK_DELAYS.reconnectAtMost + 8);
  await reader.close();
  expect(clock.waiting).toBe(0);
});

describe('over HID', () => {
  test('a report of a code is heard, a device pulled out is offline', async () => {
    const device = Object.assign(new EventEmitter(), { close: async () => {} });
    const clock = new SimulatedClock();
    const reader = createCodeReader({
      protocol: 'hid-pos',
      path: '1eab:0022:8c',
      clock,
      log: silentLog,
      openHid: async (selector) => {
        expect(selector).toEqual({ vendorId: 0x1eab, productId: 0x22, usagePage: 0x8c });
        return device;
      },
    });
    const heard = listen(reader);
    await clock.advance(0);
    const report = Buffer.alloc(64);
    report.set([2, 4, 0x5d, 0x51, 0x30, 0x34, 0x37, 0x31, 0x31]);
    device.emit('data', report);
    expect(heard).toEqual(['4711']);
    device.emit('error', new Error('gone'));
    expect(reader.health()).toMatchObject({ state: 'offline', reason: 'disconnected' });
  });

  test('without such a device, and with real node-hid, it is missing', async () => {
    const reader = createCodeReader({ protocol: 'hid-pos', path: 'ffff:ffff', clock: systemClock, log: silentLog });
    listen(reader);
    await until(() => expect(reader.health()).toMatchObject({ state: 'offline', reason: 'no-such-port' }));
  });

  test('a path that names no device is refused', async () => {
    const reader = createCodeReader({ protocol: 'hid-pos', path: 'reader', clock: systemClock, log: silentLog });
    listen(reader);
    await until(() => expect(reader.health().reason).toBe('bad-address'));
  });
});

const hasSocat = spawnSync('socat', ['-V']).status === 0;
const isCi = process.env.CI === 'true';
if (!hasSocat && !isCi) process.stderr.write('skipped: code reader on a serial line, socat is not installed\n');

describe.skipIf(!hasSocat && !isCi)('on a serial line (pseudo-terminal pair)', () => {
  async function line() {
    const directory = await mkdtemp(join(tmpdir(), 'bt-tty-'));
    cleanUps.push(() => rm(directory, { recursive: true, force: true }));
    const [near, far] = [join(directory, 'near'), join(directory, 'far')];
    let socat: ChildProcess;
    const plug = async () => {
      socat = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], { stdio: 'ignore' });
      const child = socat;
      cleanUps.push(() => child.kill('SIGKILL'));
      await until(async () => void (await readlink(far)));
    };
    await plug();
    const write = (text: string | Uint8Array) => {
      const stream = createWriteStream(far, { flags: 'a' });
      stream.end(text);
    };
    const reader = createCodeReader({ protocol: 'serial', path: near, clock: systemClock, log: silentLog });
    const heard = listen(reader);
    await until(() => expect(reader.health().state).toBe('ready'));
    return { reader, heard, write, plug, cut: () => socat.kill('SIGTERM') };
  }

  test('a code is heard, although a pseudo-terminal has no DTR and RTS', async () => {
    const { reader, heard, write } = await line();
    write('5.0123.456789.0\r\n');
    await until(() => expect(heard).toEqual(['5.0123.456789.0']));
    expect(reader.health().state).toBe('ready');
  });

  test('garbage on the line does not spoil the next code', async () => {
    const { reader, heard, write } = await line();
    write(Uint8Array.from([0x00, 0xff, 0xfe, 0x13, 0x80]));
    await until(() => expect(reader.statistics().discarded).toBe(1));
    write('4711\r');
    await until(() => expect(heard).toEqual(['4711']));
  });

  test('a cut cable is noticed, and the line works again once it is back', async () => {
    const { reader, heard, write, plug, cut } = await line();
    cut();
    await until(() => expect(reader.health().state).toBe('offline'));
    await plug();
    await until(() => expect(reader.health().state).toBe('ready'));
    write('4711\r\n');
    await until(() => expect(heard).toEqual(['4711']));
  });

  test('a port that does not exist is told apart', async () => {
    const path = '/dev/serial/by-id/none';
    const reader = createCodeReader({ protocol: 'serial', path, clock: systemClock, log: silentLog });
    listen(reader);
    await until(() => expect(reader.health()).toMatchObject({ state: 'offline', reason: 'no-such-port' }));
  });

  test('a port another program holds is told apart', async () => {
    const { reader } = await line();
    const path = String((await reader.checkHealth()).steps[0]?.detail);
    const second = createCodeReader({ protocol: 'serial', path, clock: systemClock, log: silentLog });
    listen(second);
    await until(() => expect(second.health()).toMatchObject({ state: 'offline', reason: 'in-use-elsewhere' }));
  });
});
