import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('a log whose reader was killed: no line comes back as an uncaught exception', async () => {
  const child = fork(join(import.meta.dirname, 'test-support', 'stderr-logger.ts'), [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
  });
  child.stderr?.destroy();
  child.send('log');
  const [uncaught] = await once(child, 'message');
  child.kill('SIGKILL');
  expect(uncaught).toBe(0);
});
