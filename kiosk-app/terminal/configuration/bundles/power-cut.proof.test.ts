import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConfiguration } from './open-configuration.ts';
import { readPointer } from './pointer.ts';
import { LOCAL } from './test-support/signing-hub.ts';
import { takeUntilProven } from './test-support/take-until-proven.ts';

const SUPPORT = join(import.meta.dirname, 'test-support');
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bt-power-cut-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** In a process of its own, which may be killed on the way. */
function take(directory: string, version: number, kill: Record<string, string> = {}) {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--import',
      join(SUPPORT, 'kill-at-write.ts'),
      join(SUPPORT, 'take-version.ts'),
      directory,
      `${version}`,
    ],
    { encoding: 'utf8', env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: join(root, 'code'), ...kill } },
  );
  if (status !== 0 && signal !== 'SIGKILL') throw new Error(`${status} ${signal} ${stderr}`);
  return { isKilled: signal === 'SIGKILL', calls: stdout ? (JSON.parse(stdout) as string[]) : [] };
}

/** What a start finds; a start on a copy, because it counts itself. */
function whatRuns(directory: string): string | undefined {
  const copy = `${directory}-copy`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(directory, copy, { recursive: true });
  const opened = openConfiguration(join(copy, 'configuration'), LOCAL);
  if (!opened.ok) throw new Error(`no start: ${opened.error.reason} ${opened.error.file}`);
  expect(opened.value.wentBack).toEqual([]);
  return opened.value.configuration.texts.de?.['site.location'];
}

test('killed at any call to the disk while a version is taken, a whole version runs, and then the new one', {
  timeout: 15 * 60_000,
}, async () => {
  const before = join(root, 'before');
  expect(take(before, 1).isKilled).toBe(false);
  const rehearsal = join(root, 'rehearsal');
  cpSync(before, rehearsal, { recursive: true });
  const { calls } = take(rehearsal, 2);
  expect(calls.length).toBeGreaterThan(50);
  const seen = new Set<string | undefined>();
  for (const [index, call] of calls.entries()) {
    const at = index + 1;
    for (const half of call === 'writeFileSync' ? ['0', '1'] : ['0']) {
      const directory = join(root, `at-${at}-${half}`);
      cpSync(before, directory, { recursive: true });
      expect(take(directory, 2, { KILL_AT: `${at}`, KILL_HALF: half }).isKilled).toBe(true);
      seen.add(whatRuns(directory));
      await takeUntilProven(directory, 2);
      expect(whatRuns(directory)).toBe('Version 2');
      expect(readPointer(join(directory, 'configuration'))).toMatchObject({ trial: null, trusted: 2, refused: null });
      rmSync(directory, { recursive: true, force: true });
      rmSync(`${directory}-copy`, { recursive: true, force: true });
    }
  }
  expect([...seen].sort()).toEqual(['Version 1', 'Version 2']);
  process.stdout.write(`power cut: ${calls.length} calls to the disk, each killed before and within\n`);
});
