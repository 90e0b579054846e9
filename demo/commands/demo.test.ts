import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockDirectory } from '../../kiosk-app/terminal/store/database.ts';

test('a second demo on the same data says so and leaves the first one alone', () => {
  const data = mkdtempSync(join(tmpdir(), 'bt-demo-'));
  const first = lockDirectory(join(data, 'demo-lock.db'));
  try {
    const before = readdirSync(data);
    const demo = spawnSync(process.execPath, [join(import.meta.dirname, 'demo.ts'), '--no-window', '--data', data], {
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(demo.stdout).toContain('already running');
    expect(demo.status).toBe(1);
    expect(readdirSync(data)).toEqual(before);
  } finally {
    first.release();
    rmSync(data, { recursive: true });
  }
}, 40_000);
