import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { startZvtSerialSimulator, type ZvtSerialSimulator } from '../../simulators/payment/index.ts';
import { inService, tapWhenAsked, until } from '../../simulators/payment/test-support/real-time.ts';
import { createZvtSerialPaymentTerminal, type ZvtPaymentTerminal } from './index.ts';

const hasSocat = spawnSync('socat', ['-V']).status === 0;
if (!hasSocat && process.env.CI === 'true') throw new Error('socat is missing (Debian package socat)');
if (!hasSocat) test.skip('no socat here: serial line not tested on a pseudo-terminal pair', () => {});

describe.skipIf(!hasSocat)('a real pseudo-terminal pair', () => {
  let directory: string;
  let socat: ChildProcess;
  let simulator: ZvtSerialSimulator;
  let terminal: ZvtPaymentTerminal;
  const hooks = { onProgress: () => {}, commit: async () => {} };

  const plug = async () => {
    const [ecr, pt] = [join(directory, 'ecr'), join(directory, 'pt')];
    socat = spawn('socat', [`pty,raw,echo=0,link=${ecr}`, `pty,raw,echo=0,link=${pt}`], { stdio: 'ignore' });
    await until(() => existsSync(ecr) && existsSync(pt));
    simulator = await startZvtSerialSimulator({ path: pt, clock: systemClock, log: silentLog, pace: 0 });
  };

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'zvt-'));
    await plug();
    terminal = createZvtSerialPaymentTerminal({
      path: join(directory, 'ecr'),
      baudRate: 115_200,
      password: '000000',
      clock: systemClock,
      log: silentLog,
      delays: { reconnectFirst: 20, reconnectMost: 100 },
    });
  });

  afterEach(async () => {
    await terminal.close();
    simulator.close();
    socat.kill();
    rmSync(directory, { recursive: true });
  });

  test('a payment with receipts', async () => {
    await inService(terminal);
    tapWhenAsked(simulator, 'approved');
    const outcome = await terminal.authorise({ intentId: 'i', amount: 1010 }, hooks);
    expect(outcome).toMatchObject({ kind: 'paid', record: { amount: 1010 } });
    expect(outcome.kind === 'paid' && outcome.receipts.customer.map((l) => l.text)).toContain('Betrag 10,10 €');
  });

  test('cable cut while idle: offline, and usable again without anybody’s help once it is back', async () => {
    await inService(terminal);
    socat.kill();
    await until(() => terminal.health().state === 'offline');
    await plug();
    await inService(terminal);
    tapWhenAsked(simulator, 'approved');
    expect(await terminal.authorise({ intentId: 'i', amount: 100 }, hooks)).toMatchObject({ kind: 'paid' });
  });

  test('garbage on the line before a payment changes nothing', async () => {
    await inService(terminal);
    spawnSync('sh', ['-c', `head -c 300 /dev/urandom | tr -d '\\020\\006\\025' > ${join(directory, 'pt')}`]);
    tapWhenAsked(simulator, 'approved');
    expect(await terminal.authorise({ intentId: 'i', amount: 100 }, hooks)).toMatchObject({ kind: 'paid' });
  });
});
