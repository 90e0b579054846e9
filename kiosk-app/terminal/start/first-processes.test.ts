import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { startChild } from '../../../foundation/processes/child.ts';
import { temporaryDirectory } from '../test-support/fakes.ts';
import { startFirstProcesses, takeFirstProcesses } from './first-processes.ts';

/** Started, and gone with all its processes before its directory goes. */
function started(path: string, environment: NodeJS.ProcessEnv = {}) {
  const processes = startFirstProcesses(path, { PATH: process.env.PATH, ...environment });
  return {
    processes,
    async [Symbol.asyncDispose]() {
      takeFirstProcesses();
      await Promise.all([end(processes.forked.session), end(processes.forked.host)]);
      processes.data.lock.release();
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test('a second terminal is refused before it clears what the first one’s session uses', async () => {
  using directory = temporaryDirectory();
  await using first = started(directory.path);
  const used = join(first.processes.forked.directory, 'in-use');
  writeFileSync(used, '');
  expect(() => started(directory.path)).toThrow('already-running');
  expect(existsSync(used)).toBe(true);
});

test('what was started first is taken once', async () => {
  using directory = temporaryDirectory();
  await using first = started(directory.path);
  expect(takeFirstProcesses()).toBe(first.processes);
  expect(takeFirstProcesses()).toBeNull();
});

test('of our environment the first processes get what they need, nothing else', async () => {
  using directory = temporaryDirectory();
  await using first = started(directory.path, { BT_FIT_CONNECT_SECRET: 'secret', LANG: 'de_DE.UTF-8' });
  expect(Object.keys(first.processes.environment).sort()).toEqual(['LANG', 'NODE_COMPILE_CACHE', 'PATH']);
});

test('where our environment has a place for compiled code, theirs is the same', async () => {
  using directory = temporaryDirectory();
  const place = join(directory.path, 'compiled');
  await using first = started(directory.path, { NODE_COMPILE_CACHE: place });
  expect(first.processes.environment.NODE_COMPILE_CACHE).toBe(place);
});

test('one that ended before anybody listened counts as ended', async () => {
  using directory = temporaryDirectory();
  await using first = started(directory.path);
  const { forked, data } = first.processes;
  await end(forked.session);
  const child = startChild({
    entry: '',
    cwd: data.path,
    environment: {},
    forked: forked.session,
    clock: systemClock,
    log: silentLog,
  });
  expect(await child.exited).toBe('SIGKILL');
});
