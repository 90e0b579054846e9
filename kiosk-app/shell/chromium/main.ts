import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { systemClock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { liesInMemory } from '../../../foundation/mounts.ts';
import { stderrLog } from '../../../foundation/stderr-log.ts';
import { findChromium } from '../../chromium/find-chromium.ts';
import { attachShell, type ShellLink } from '../client.ts';
import { bridgeFrom } from '../command-line.ts';
import { startChromiumShell } from './shell.ts';

/**
 * `main.ts (--bridge <ws url> | --runtime <file>) --token-file <file> [--binary <path>] [--headless] [--size 1080x1920]`
 * Exit 2: no Chromium found.
 */
const { values } = parseArgs({
  options: {
    bridge: { type: 'string' },
    runtime: { type: 'string' },
    'token-file': { type: 'string', default: '' },
    binary: { type: 'string' },
    headless: { type: 'boolean', default: false },
    size: { type: 'string', default: '1080x1920' },
  },
});
const clock = systemClock;
const log = stderrLog(clock);
const binary = values.binary ?? findChromium();
if (binary === null) {
  process.stderr.write(`${JSON.stringify({ reason: 'browser-missing' })}\n`);
  process.exit(2);
}
const [width = 1080, height = 1920] = values.size.split('x').map(Number);
let link: ShellLink | null = null;
if (!liesInMemory(tmpdir(), readFileSync('/proc/self/mountinfo', 'utf8')))
  log.event('warn', 'shell.profiles-on-disk', {});

try {
  const shell = await startChromiumShell({
    binary,
    headless: values.headless,
    size: { width, height },
    clock,
    log,
    onLost: (reason) => link?.lost(reason),
  });
  link = attachShell({
    shell,
    bridge: bridgeFrom({ bridge: values.bridge, runtime: values.runtime, tokenFile: values['token-file'] }),
    clock,
    log,
  });
  const leave = async () => {
    link?.close();
    await shell.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void leave());
  process.once('SIGINT', () => void leave());
} catch (thrown) {
  process.stderr.write(`${JSON.stringify({ reason: reasonOf(thrown) })}\n`);
  process.exit(2);
}
