import { systemClock } from '../../../foundation/clock.ts';
import { stderrLog } from '../../../foundation/stderr-log.ts';
import { startChromiumShell } from '../../../kiosk-app/shell/chromium/shell.ts';
import { startStubSession } from '../../../kiosk-app/shell/test-support/stub-session.ts';

/** Run by the screen's unit in place of its own program: a session, then the cover over it, until it is ended. */
const shell = await startChromiumShell({
  binary: '/usr/bin/chromium',
  headless: false,
  size: { width: 1080, height: 1920 },
  clock: systemClock,
  log: stderrLog(systemClock),
  onLost: () => {},
});
const stub = await startStubSession();
await shell.showSession(stub.address('plain'));
process.stderr.write('shown\n');
process.once('SIGUSR2', async () => {
  await shell.cover(true);
  process.stderr.write('covered\n');
});
