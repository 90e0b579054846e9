import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { delay, systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { startEscPosSimulator } from '../../../simulators/receipt-printer/index.ts';
import { createEscPosFilePrinter } from '../index.ts';

const hasSocat = spawnSync('socat', ['-V']).status === 0;
const mayskip = !hasSocat && process.env.CI !== 'true';
const title = 'a printer on a device file prints, and its removal is noticed';

test.skipIf(mayskip)(mayskip ? `${title} (skipped: socat is not installed)` : title, async () => {
  const clock = systemClock;
  const directory = mkdtempSync(join(tmpdir(), 'printer-'));
  const path = join(directory, 'lp0');
  const simulator = await startEscPosSimulator({ port: 0, clock, log: silentLog, paperWidth: 80 });
  const socat = spawn('socat', [`PTY,link=${path},raw,echo=0`, `TCP:127.0.0.1:${simulator.port}`]);
  const printer = createEscPosFilePrinter({ path, paperWidth: 80, clock, log: silentLog });
  const until = async (condition: () => boolean) => {
    while (!condition()) await delay(clock, 20);
  };
  try {
    await until(() => existsSync(path));
    printer.open();
    await until(() => printer.health().state === 'ready');
    const outcome = await printer.print({ id: 'r1', blocks: [{ type: 'text', text: 'Grüße über USB' }] });
    await simulator.settled();
    expect(outcome).toMatchObject({ ok: true });
    expect(simulator.papers().map((paper) => paper.text)).toEqual([['Grüße über USB']]);
    socat.kill();
    await until(() => printer.health().state === 'offline');
  } finally {
    socat.kill();
    await printer.close();
    await simulator.close();
    rmSync(directory, { recursive: true });
  }
});
