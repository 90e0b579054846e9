import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

/** A command that runs one child by `runChild`, which tells its process id in a file. */
function command(child: string): { readonly directory: string; readonly file: string } {
  const directory = mkdtempSync(join(tmpdir(), 'bt-children-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(
    join(directory, 'child.ts'),
    `import { writeFileSync } from 'node:fs';
     writeFileSync('${join(directory, 'pid')}', String(process.pid) + ' ' + String(process.env.BT_DEMO_PARENT_LINE));
     setInterval(() => {}, 1000);
     ${child}`,
  );
  const file = join(directory, 'command.ts');
  writeFileSync(
    file,
    `import { runChild } from '${join(import.meta.dirname, 'child-programs.ts')}';
     import { systemClock } from '${join(import.meta.dirname, '../foundation/clock.ts')}';
     const directory = '${directory}';
     runChild({ name: 'child', script: directory + '/child.ts', args: [], logs: directory, clock: systemClock, onDeath() {} });
     setInterval(() => {}, 1000);`,
  );
  return { directory, file };
}

async function until<T>(look: () => T | null): Promise<T> {
  for (;;) {
    const seen = look();
    if (seen !== null) return seen;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const told = (directory: string) => () => {
  try {
    const [pid, line] = readFileSync(join(directory, 'pid'), 'utf8').split(' ');
    return line === undefined ? null : { pid: Number(pid), line };
  } catch {
    return null;
  }
};
const isGone = (pid: number) => () => {
  try {
    // An ended process that nobody has waited for yet is still listed.
    return readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z ') || null;
  } catch {
    return true;
  }
};

test('a command that is killed takes its child with it', async () => {
  const { directory, file } = command('');
  const parent = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], { stdio: 'ignore' });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const { pid, line } = await until(told(directory));
  expect(line).toBe('undefined');
  expect(isGone(pid)()).toBeNull();
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await until(isGone(pid));
});

test('a child that does not end by itself is killed', async () => {
  const { directory, file } = command(`process.on('SIGTERM', () => {});`);
  const parent = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], { stdio: 'ignore' });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const { pid } = await until(told(directory));
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await until(isGone(pid));
});
