import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { silentLog } from '../../../foundation/log.ts';
import { showService } from './show-service.ts';

/**
 * `npm run config -- preview SERVICE [--site FILE] [--directory DIR] [--once]`: the citizen's screen at this service, in
 * any browser of this machine, with terminal, devices and portals played. Ends with Ctrl+C; `--once` as soon as the
 * screen stands, for tests. Exit codes: 0 shown, 1 it cannot be shown.
 */
const ROOT = join(import.meta.dirname, '../../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    site: { type: 'string', default: join(ROOT, 'config/sites/musterstadt.json') },
    directory: { type: 'string', default: join(ROOT, 'config') },
    once: { type: 'boolean', default: false },
  },
});
const [serviceId = ''] = positionals;
try {
  const shown = await showService({
    ...{ site: values.site, directory: values.directory, serviceId, clock: systemClock, log: silentLog },
    uiDirectory: join(ROOT, 'dist/ui'),
    onAddress(address) {
      process.stdout.write(`${address}\n`);
      if (!values.once) open(address);
    },
  });
  process.stdout.write(`${shown.screen.screen} ${shown.screen.serviceId}\n`);
  if (values.once) {
    await shown.close();
    process.exit(0);
  }
} catch (thrown) {
  process.stderr.write(`${serviceId}: ${reasonOf(thrown)}\n`);
  process.exit(1);
}

/** With the browser of whoever sits here, where there is a desktop. */
function open(address: string): void {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  if (!existsSync('/usr/bin/xdg-open')) return;
  spawn('/usr/bin/xdg-open', [address], { stdio: 'ignore', detached: true }).on('error', () => {
    // The address stands on the terminal all the same.
  });
}
