import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeProfile } from './profile.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'profiles-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

test('a killed shell’s profile is removed by the next one', () => {
  const dead = spawnSync(process.execPath, ['-e', '0']).pid;
  const left = join(parent, `bt-browser-${dead}-abc`);
  mkdirSync(left);
  makeProfile(parent);
  expect(existsSync(left)).toBe(false);
});

test('a living shell’s profile is left alone, and so is what is not ours', () => {
  const other = makeProfile(parent);
  mkdirSync(join(parent, 'somebody-elses'));
  makeProfile(parent);
  expect([existsSync(other), existsSync(join(parent, 'somebody-elses'))]).toEqual([true, true]);
});

test('the browser’s own translate bubble is off', () => {
  expect(JSON.parse(readFileSync(join(makeProfile(parent), 'Default/Preferences'), 'utf8')).translate).toEqual({
    enabled: false,
  });
});
