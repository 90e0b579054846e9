import sharp from 'sharp';
import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { startEscPosSimulator } from '../../../simulators/receipt-printer/index.ts';
import { createEscPosPrinter, loadLogo } from '../index.ts';

const crest = () =>
  sharp({ create: { width: 100, height: 60, channels: 3, background: '#000' } })
    .png()
    .toBuffer();

test('a logo is padded to whole bytes and never wider than the paper', async () => {
  const small = await loadLogo(await crest(), 80);
  expect([small.width, small.height]).toEqual([104, 64]);
  const wide = await sharp({ create: { width: 2000, height: 300, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  expect((await loadLogo(wide, 58)).width).toBe(384);
});

test('a file that is no picture is refused', async () => {
  await expect(loadLogo(Buffer.from('no picture'), 80)).rejects.toThrow();
});

test('a logo reaches the paper', async () => {
  const clock = new SimulatedClock();
  const simulator = await startEscPosSimulator({ port: 0, clock, log: silentLog, paperWidth: 80 });
  const logos = new Map([['crest', await loadLogo(await crest(), 80)]]);
  const { port } = simulator;
  const printer = createEscPosPrinter({ host: '127.0.0.1', port, paperWidth: 80, clock, log: silentLog, logos });
  let step = 'opening';
  const done = (async () => {
    printer.open();
    while (printer.health().model === null) await new Promise<void>((resolve) => setImmediate(resolve));
    const outcome = await printer.print({ id: 'r1', blocks: [{ type: 'logo', name: 'crest' }] });
    step = 'done';
    return outcome;
  })();
  while (step !== 'done') {
    await clock.advance(20);
    for (let turn = 0; turn < 4; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
  }
  expect(await done).toMatchObject({ ok: true });
  await simulator.settled();
  const stats = await sharp(simulator.papers()[0]?.png).greyscale().stats();
  expect(255 - (stats.channels[0]?.mean ?? 255)).toBeGreaterThan(10);
  await printer.close();
  await simulator.close();
});
