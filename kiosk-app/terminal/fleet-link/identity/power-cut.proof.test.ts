import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../test-support/fakes.ts';
import { readIdentity, writeIdentity } from './identity.ts';

const KILL = join(import.meta.dirname, '../../configuration/bundles/test-support/kill-at-write.ts');
const CHANGE = join(import.meta.dirname, 'test-support/change-identity.ts');
const pem = (label: string, text: string) => `-----BEGIN ${label}-----\n${text}\n-----END ${label}-----`;
const identity = (text: string) => ({ key: pem('PRIVATE KEY', text), cert: pem('CERTIFICATE', text) });
const [OLD, NEW] = [identity('b2xk'), identity('bmV3')];
const CA = pem('CERTIFICATE', 'Y2E=');

/** In a process of its own, which may be killed on the way. */
function change(directory: string, kill: Record<string, string> = {}) {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', KILL, CHANGE, directory, NEW.key, NEW.cert],
    { encoding: 'utf8', env: { PATH: process.env.PATH, ...kill } },
  );
  if (status !== 0 && signal !== 'SIGKILL') throw new Error(`${status} ${signal} ${stderr}`);
  return { isKilled: signal === 'SIGKILL', stdout };
}

function whoItIs(directory: string): string {
  const read = readIdentity(directory);
  if (!read.ok) return read.error;
  const { key, cert } = read.value;
  for (const [name, { key: itsKey, cert: itsCert }] of Object.entries({ old: OLD, new: NEW }))
    if (key.trim() === itsKey && cert.trim() === itsCert) return name;
  return 'mixed';
}

test('killed at any call to the disk while it is enrolled again, a terminal has one whole identity that the hub knows', {
  timeout: 120_000,
}, () => {
  using root = temporaryDirectory();
  const before = join(root.path, 'before');
  writeIdentity(before, { ...OLD, ca: CA });
  const rehearsal = join(root.path, 'rehearsal');
  cpSync(before, rehearsal, { recursive: true });
  const { taken, calls } = JSON.parse(change(rehearsal).stdout) as { taken: number; calls: string[] };
  expect(whoItIs(rehearsal)).toBe('new');
  for (const [index, call] of calls.entries()) {
    for (const half of call === 'writeFileSync' ? ['0', '1'] : ['0']) {
      const directory = join(root.path, `at-${index}-${half}`);
      cpSync(before, directory, { recursive: true });
      expect(change(directory, { KILL_AT: `${index + 1}`, KILL_HALF: half }).isKilled).toBe(true);
      // Once the new one was used, the hub knows no other.
      const known = index < taken ? ['old', 'new'] : ['new'];
      expect(known, `${call} ${index + 1}`).toContain(whoItIs(directory));
      change(directory);
      expect(whoItIs(directory)).toBe('new');
    }
  }
});
