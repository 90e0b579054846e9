import { connect, type Socket } from 'node:net';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { type EscPosSimulator, startEscPosSimulator } from './index.ts';

/** These tests write bytes by hand, from the ESC/POS reference, so that they do not depend on our own encoder. */
let clock: SimulatedClock;
let simulator: EscPosSimulator;
let socket: Socket;
let answers: number[];

beforeEach(async () => {
  clock = new SimulatedClock();
  simulator = await startEscPosSimulator({ port: 0, clock, log: silentLog, paperWidth: 80 });
  socket = await dial();
  answers = [];
  socket.on('data', (bytes) => answers.push(...bytes));
});
afterEach(async () => {
  socket.destroy();
  await simulator.close();
});

const dial = () =>
  new Promise<Socket>((resolve) => {
    const opened = connect(simulator.port, '127.0.0.1', () => resolve(opened));
  });

async function flow(ms: number): Promise<void> {
  for (let i = 0; i < ms / 20; i++) {
    await clock.advance(20);
    for (let turn = 0; turn < 4; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
async function receive(...parts: readonly (string | readonly number[])[]): Promise<void> {
  socket.write(
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)))),
  );
  await flow(4_000);
  await simulator.settled();
}
const FEED_AND_CUT = [0x1d, 0x56, 66, 0];
const texts = () => simulator.papers().map((paper) => paper.text);

test('text is decoded by the code page chosen', async () => {
  await receive([0x1b, 0x74, 16], 'Gr\u00fc\u00dfe \u0080\n', [0x1b, 0x74, 0], '\u0081\n', FEED_AND_CUT);
  expect(texts()).toEqual([['Grüße €', 'ü']]);
});

test('a line longer than the paper is broken by the printer', async () => {
  await receive('x'.repeat(43), '\n', FEED_AND_CUT);
  expect(texts()).toEqual([['x'.repeat(42), 'x']]);
});

test('double width halves the line', async () => {
  await receive([0x1d, 0x21, 0x10], 'x'.repeat(22), '\n', FEED_AND_CUT);
  expect(texts()).toEqual([['x'.repeat(21), 'x']]);
});

test('a cut without feeding goes through what still stands behind the cutter', async () => {
  await receive('oben\n\n\n\n\n\nunten\n', [0x1d, 0x56, 1], FEED_AND_CUT);
  expect(texts()).toEqual([['oben'], ['unten']]);
});

test('a process id is answered only after the paper before it is out', async () => {
  socket.write(Buffer.from(`${'\n'.repeat(100)}\u001d(H\u0006\u0000000042`, 'latin1'));
  await flow(1_000);
  expect(answers).toEqual([]);
  await flow(4_000);
  expect(answers).toEqual([0x37, 0x22, 0x30, 0x30, 0x34, 0x32, 0]);
});

test('real-time status is answered while it prints', async () => {
  socket.write(Buffer.from(`${'\n'.repeat(100)}\u0010\u0004\u0001`, 'latin1'));
  await flow(200);
  expect(answers).toEqual([0x16]);
});

test('a real-time command inside of picture data is obeyed, as by a real printer', async () => {
  await receive([0x1d, 0x76, 0x30, 0, 3, 0, 1, 0, 0x10, 0x04, 0x04], FEED_AND_CUT);
  expect(answers).toEqual([0x12]);
  expect(simulator.papers()).toHaveLength(1);
});

test('clearing the buffers drops what is not printed yet', async () => {
  socket.write(Buffer.from('eins\nzwei\n', 'latin1'));
  simulator.pullPaper();
  await flow(100);
  socket.write(Buffer.from([0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8]));
  await flow(100);
  expect(answers).toEqual([0x37, 0x25, 0]);
  simulator.loadPaper();
  await receive('drei\n', FEED_AND_CUT);
  expect(texts().at(-1)).toEqual(['drei']);
});

test('automatic status tells a change, and ESC @ ends it', async () => {
  await receive([0x1d, 0x61, 0x0e]);
  expect(answers).toEqual([0x14, 0, 0, 0x0f]);
  simulator.openCover();
  await flow(100);
  expect(answers.slice(4)).toEqual([0x3c, 0, 0, 0x0f]);
  simulator.closeCover();
  await receive([0x1b, 0x40]);
  answers.length = 0;
  simulator.openCover();
  await flow(100);
  expect(answers).toEqual([]);
});

test('a cutter error stays until what was stuck is out and DLE ENQ came', async () => {
  simulator.jamCutter();
  await receive('x\n', FEED_AND_CUT);
  expect(simulator.state().cutter).toBe('error');
  await receive([0x10, 0x05, 2]);
  expect(simulator.state().cutter).toBe('error');
  simulator.freeCutter();
  expect(simulator.state().cutter).toBe('error');
  await receive([0x10, 0x05, 2]);
  expect(simulator.state().cutter).toBe('ok');
});

test('a second host is turned away while the first is connected', async () => {
  const second = await dial();
  await new Promise<void>((resolve) => second.on('close', () => resolve()));
  expect(simulator.state().connected).toBe(true);
});

test('a picture is on the paper where it was printed', async () => {
  const rows = 40;
  await receive([0x1d, 0x76, 0x30, 0, 5, 0, rows, 0, ...new Array(5 * rows).fill(0xff)], FEED_AND_CUT);
  const [paper] = simulator.papers();
  const { data, info } = await sharp(paper?.png).greyscale().raw().toBuffer({ resolveWithObject: true });
  const dark = (x: number, y: number) => (data[y * info.width + x] ?? 255) < 100;
  expect(info.width).toBe(567);
  // 14 mm blank lead, then 40 × 40 dots at the left margin.
  expect([dark(30, 105), dark(66, 135), dark(70, 105), dark(30, 90)]).toEqual([true, true, false, false]);
});

test('text and QR code leave ink on the paper', async () => {
  const inkOf = async () => {
    const stats = await sharp(simulator.papers().at(-1)?.png).greyscale().stats();
    return 255 - (stats.channels[0]?.mean ?? 255);
  };
  await receive('\n', FEED_AND_CUT);
  const blank = await inkOf();
  await receive('Musterstadt\n', FEED_AND_CUT);
  expect(await inkOf()).toBeGreaterThan(blank + 1);
  const store = [0x1d, 0x28, 0x6b, 8, 0, 49, 80, 48, ...Buffer.from('hallo')];
  await receive([0x1d, 0x28, 0x6b, 3, 0, 49, 67, 8], store, [0x1d, 0x28, 0x6b, 3, 0, 49, 81, 48], FEED_AND_CUT);
  expect(simulator.papers().at(-1)?.codes).toEqual(['hallo']);
  expect(await inkOf()).toBeGreaterThan(blank + 10);
});

test('a piece of paper taken away is gone', async () => {
  await receive('x\n', FEED_AND_CUT);
  const id = simulator.papers()[0]?.id ?? '';
  expect(simulator.takePaper(id)?.text).toEqual(['x']);
  expect(simulator.papers()).toEqual([]);
  expect(simulator.takePaper(id)).toBeUndefined();
});
