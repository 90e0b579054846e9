import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const UNITS = join(import.meta.dirname, 'systemd');
const OURS = ['bt-terminal.service', 'bt-shell.service'] as const;
const ANALYZE = '/usr/bin/systemd-analyze';
const hasSystemd = existsSync(ANALYZE);
if (!hasSystemd && process.env.CI !== 'true')
  process.stderr.write('unit files are only read, not verified: the Debian package systemd is not installed\n');
const verified = test.skipIf(!hasSystemd && process.env.CI !== 'true');

/** Settings of a unit file; one given several times is joined with blanks, as systemd adds them up. */
function settings(unit: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of readFileSync(join(UNITS, unit), 'utf8').split('\n')) {
    const [, key, value = ''] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (key) found.set(key, [found.get(key), value].filter((part) => part !== undefined).join(' '));
  }
  return found;
}

test.each(OURS)('%s: what a process held does not outlive it', (unit) => {
  const of = settings(unit);
  expect(of.get('LimitCORE')).toBe('0');
  expect(of.get('MemorySwapMax')).toBe('0');
  expect(of.get('KillMode')).toBe('control-group');
  expect(of.get('Requires')).toContain('bt-no-swap.service');
  expect(of.get('UnsetEnvironment')).toContain('NODE_OPTIONS');
});

test.each(OURS)('%s: started again at once, however often it fails', (unit) => {
  const of = settings(unit);
  expect(of.get('Restart')).toBe('always');
  expect(of.get('StartLimitIntervalSec')).toBe('0');
  expect(of.get('RestartSec')).toMatch(/^\d{1,3}ms$/);
});

test('the terminal and the screen are two users, and the screen’s reaches neither devices nor books', () => {
  const [terminal, shell] = [settings('bt-terminal.service'), settings('bt-shell.service')];
  expect(shell.get('User')).not.toBe(terminal.get('User'));
  expect(shell.has('SupplementaryGroups')).toBe(false);
  expect(shell.get('InaccessiblePaths')).toContain('/var/lib/bt-terminal');
  expect(terminal.get('StateDirectoryMode')).toBe('0700');
});

test('profiles of the browser lie in memory', () => {
  expect(settings('bt-shell.service').get('TemporaryFileSystem')).toMatch(/^\/tmp:/);
});

test('the demo restarts a dead process as fast as the unit file does', () => {
  const demo = readFileSync(join(import.meta.dirname, '../demo/children.ts'), 'utf8');
  const after = /RESTART_AFTER = (\d+)/.exec(demo)?.[1];
  expect(settings('bt-terminal.service').get('RestartSec')).toBe(`${after}ms`);
});

test('what the units start is there', () => {
  for (const unit of OURS) {
    const script = /(kiosk-app\/\S+\.ts)/.exec(settings(unit).get('ExecStart') ?? '')?.[1] ?? 'none';
    expect(existsSync(join(import.meta.dirname, '..', script)), script).toBe(true);
  }
});

verified.each(readdirSync(UNITS).filter((name) => name.endsWith('.service')))('systemd understands %s', (unit) => {
  const { stderr } = spawnSync(ANALYZE, ['verify', '--man=no', '--recursive-errors=no', join(UNITS, unit)], {
    encoding: 'utf8',
  });
  // The programs are not installed on the machine of a developer.
  const complaints = stderr.split('\n').filter((line) => line.includes('bt-') && !/is not executable/.test(line));
  expect(complaints).toEqual([]);
});

verified.each([
  ['bt-terminal.service', 20],
  ['bt-shell.service', 40],
])('systemd rates the exposure of %s at %d tenths or less', (unit, most) => {
  const { status, stdout } = spawnSync(
    ANALYZE,
    ['security', '--offline=true', '--no-pager', `--threshold=${most}`, join(UNITS, unit)],
    { encoding: 'utf8' },
  );
  expect(status, stdout.split('\n').filter(Boolean).at(-1)).toBe(0);
});
