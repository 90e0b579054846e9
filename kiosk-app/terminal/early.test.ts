import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { type Early, startEarly, takeEarly } from './early.ts';
import { startChild } from './sessions/child.ts';
import { temporaryDirectory } from './test-support/fakes.ts';

const started: Early[] = [];
const start = (path: string, environment: NodeJS.ProcessEnv = {}) => {
  const early = startEarly(path, { PATH: process.env.PATH, ...environment });
  started.push(early);
  return early;
};
afterEach(() => {
  takeEarly();
  for (const { data, forked } of started.splice(0)) {
    forked.session.kill('SIGKILL');
    forked.host.kill('SIGKILL');
    data.lock.release();
  }
});

test('a second terminal is refused before it clears what the first one’s session uses', () => {
  using directory = temporaryDirectory();
  const { forked } = start(directory.path);
  writeFileSync(join(forked.directory, 'in-use'), '');
  expect(() => start(directory.path)).toThrow('already-running');
  expect(existsSync(join(forked.directory, 'in-use'))).toBe(true);
});

test('what was started early is taken once', () => {
  using directory = temporaryDirectory();
  const early = start(directory.path);
  expect(takeEarly()).toBe(early);
  expect(takeEarly()).toBeNull();
});

test('of our environment the early processes get what they need, nothing else', () => {
  using directory = temporaryDirectory();
  const { environment } = start(directory.path, { BT_FIT_CONNECT_SECRET: 'secret', LANG: 'de_DE.UTF-8' });
  expect(Object.keys(environment).sort()).toEqual(['LANG', 'NODE_COMPILE_CACHE', 'PATH']);
});

test('one that ended before anybody listened counts as ended', async () => {
  using directory = temporaryDirectory();
  const { forked, data } = start(directory.path);
  const ended = new Promise((resolve) => forked.session.once('exit', resolve));
  forked.session.kill('SIGKILL');
  await ended;
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
