import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eraseLeftovers, makePrivateDirectory } from './private-directory.ts';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'bt-test-'));
});
afterEach(() => rm(base, { recursive: true, force: true }));

test('nobody else may enter', async () => {
  const made = await makePrivateDirectory(base, join(base, 'nowhere'));
  expect((await stat(made)).mode & 0o777).toBe(0o700);
});

test('memory is preferred, the given directory is the fallback', async () => {
  const memory = join(base, 'memory');
  await mkdir(memory);
  expect(await makePrivateDirectory(join(base, 'disk'), memory)).toMatch(memory);
  expect(await makePrivateDirectory(join(base, 'disk'), join(base, 'nowhere'))).toMatch(join(base, 'disk'));
});

test('what a killed process left behind is erased, what a living one uses is not', async () => {
  const { pid: dead } = spawnSync('true');
  await mkdir(join(base, `bt-scan-${dead}-aaaaaa`));
  await writeFile(join(base, `bt-scan-${dead}-aaaaaa`, 'page1.pnm'), 'P5');
  await mkdir(join(base, `bt-scan-${process.pid}-bbbbbb`));
  await mkdir(join(base, 'somebody-else'));
  expect(await eraseLeftovers(base, join(base, 'nowhere'))).toBe(1);
  expect((await readdir(base)).sort()).toEqual([`bt-scan-${process.pid}-bbbbbb`, 'somebody-else']);
});
