import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followKeys } from '../../fleet-link/bundle.ts';
import { changeConfigurationKey, openConfigurationKey } from './configuration-key.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hub-key-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('the key is made once and is for nobody else to read', () => {
  const first = openConfigurationKey(directory);
  const again = openConfigurationKey(directory);
  expect([again.firstKey, again.sign('a')]).toEqual([first.firstKey, first.sign('a')]);
  expect(statSync(join(directory, 'configuration-key.json')).mode & 0o777).toBe(0o600);
});

test('a terminal follows from any former key to the one of today', () => {
  const { firstKey, sign } = openConfigurationKey(directory);
  changeConfigurationKey(directory);
  changeConfigurationKey(directory);
  const now = openConfigurationKey(directory);
  const today = now.keyChanges.at(-1)?.to;
  expect(now.sign('a')).not.toBe(sign('a'));
  for (const trusted of [firstKey, ...now.keyChanges.map(({ to }) => to)]) {
    expect(followKeys(trusted, now.firstKey, now.keyChanges)).toEqual({ ok: true, value: today });
  }
});
