import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { claimRun } from './run-directory.ts';

const COMMAND = 'commands/matrix-of-this-test.ts';
const OWN = { pid: process.pid, command: COMMAND };

function base(): string {
  const directory = mkdtempSync(join(tmpdir(), 'bt-runs-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
/** A process that has `args` on its command line and waits. */
async function waiting(...args: readonly string[]): Promise<ChildProcess & { readonly pid: number }> {
  const child = spawn(process.execPath, [
    '-e',
    'process.stdout.write("up"); setInterval(() => {}, 1000)',
    '--',
    ...args,
  ]);
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return Object.assign(child, { pid: child.pid ?? 0 });
}
/** No process has this id: it is larger than any (proc(5), pid_max). */
const NOBODY = 2 ** 22 + 1;

test('a stack that a dead run left is ended and said so, and its directory is gone', async () => {
  const runs = base();
  const left = join(runs, `run-${NOBODY}`);
  mkdirSync(join(left, 'corner-1'), { recursive: true });
  const [stack, stranger] = [await waiting('--data', join(left, 'corner-1/terminal')), await waiting('--data', runs)];
  const { others } = claimRun(runs, OWN);
  expect(others).toMatchObject([{ kind: 'left-over', pid: NOBODY, ended: [{ pid: stack.pid }] }]);
  await once(stack, 'exit');
  expect(stack.signalCode).toBe('SIGKILL');
  expect(existsSync(left)).toBe(false);
  expect(stranger.exitCode).toBeNull();
});

test('a run that goes on is left alone', async () => {
  const runs = base();
  const run = await waiting(COMMAND);
  const its = join(runs, `run-${run.pid}`);
  mkdirSync(its);
  expect(claimRun(runs, OWN)).toEqual({
    out: join(runs, `run-${process.pid}`),
    others: [{ kind: 'under-way', pid: run.pid }],
  });
  expect(existsSync(its)).toBe(true);
});
