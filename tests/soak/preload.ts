import { appendFileSync } from 'node:fs';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Loaded first by the long-lived processes under test (`node --import`): after SIGUSR2 each writes what it holds once
 * the garbage is gone, as one line into the file named by BT_TEST_SOAK_FILE. No product code is asked.
 */
const file = process.env.BT_TEST_SOAK_FILE;
const role = /kiosk-app\/(terminal|drivers)\/main\.ts$/.exec(process.argv[1] ?? '')?.[1];
/** V8 keeps what it compiles in spaces of their own: bytecode among what it trusts, machine code apart. */
const codeSize = () =>
  getHeapSpaceStatistics()
    .filter(({ space_name }) => /^(code|trusted)/.test(space_name))
    .reduce((sum, { space_used_size }) => sum + space_used_size, 0);

if (file && role) {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  process.on('SIGUSR2', () => {
    collect();
    // What was only held by a finaliser goes with the second one.
    setImmediate(() => {
      collect();
      const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
      const resources = process.getActiveResourcesInfo().length;
      const line = { pid: process.pid, role, heapUsed, code: codeSize(), external, arrayBuffers, rss, resources };
      appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    });
  });
}
