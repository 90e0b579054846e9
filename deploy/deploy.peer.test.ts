import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DELAYS } from '../demo/delays.ts';

const UNITS = join(import.meta.dirname, 'systemd');
const OURS = ['bt-terminal.service', 'bt-shell.service'] as const;
/** On a machine of its own. */
const RELAY = 'bt-phone-relay.service';
const ANALYZE = '/usr/bin/systemd-analyze';
const hasSystemd = existsSync(ANALYZE);
if (!hasSystemd && process.env.CI !== 'true')
  process.stderr.write('unit files are only read, not verified: the Debian package systemd is not installed\n');
const verified = test.skipIf(!hasSystemd && process.env.CI !== 'true');

const SYSUSERS = readFileSync(join(import.meta.dirname, 'sysusers.d/bt.conf'), 'utf8').split('\n');

/** Settings of a unit file; one given several times is joined with blanks, as systemd adds them up. */
function settings(unit: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of readFileSync(join(UNITS, unit), 'utf8').split('\n')) {
    const [, key, value = ''] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (key) found.set(key, [found.get(key), value].filter((part) => part !== undefined).join(' '));
  }
  return found;
}

test.each([...OURS, RELAY])('%s: what a process held does not outlive it', (unit) => {
  const of = settings(unit);
  expect(of.get('LimitCORE')).toBe('0');
  expect(of.get('MemorySwapMax')).toBe('0');
  expect(of.get('KillMode')).toBe('control-group');
  expect(of.get('UnsetEnvironment')).toContain('NODE_OPTIONS');
});

test.each(OURS)('%s: no swap on a machine where persons are served', (unit) => {
  expect(settings(unit).get('Requires')).toContain('bt-no-swap.service');
});

test.each([...OURS, RELAY])('%s: started again at once, however often it fails', (unit) => {
  const of = settings(unit);
  expect(of.get('Restart')).toBe('always');
  expect(of.get('StartLimitIntervalSec')).toBe('0');
  expect(of.get('RestartSec')).toMatch(/^\d{1,3}ms$/);
});

test('the terminal and the screen are two users, and the screen’s reaches neither devices nor books', () => {
  const [terminal, shell] = [settings('bt-terminal.service'), settings('bt-shell.service')];
  expect(shell.get('User')).not.toBe(terminal.get('User'));
  // Screen, its renderer, sound: what the seat does not hand over.
  expect(shell.get('SupplementaryGroups')).toBe('video render audio');
  expect(shell.get('InaccessiblePaths')).toContain('/var/lib/bt-terminal');
  expect(terminal.get('StateDirectoryMode')).toBe('0700');
});

// What they come to in a running service: tests/deploy/units.proof.test.ts.
test.each(OURS)('%s: no setting that silently undoes another', (unit) => {
  const of = settings(unit);
  expect(of.get('TemporaryFileSystem')).toMatch(/^\/tmp:\S* \/var\/tmp:/);
  // Mounts a directory of the disk over the two.
  expect(of.get('PrivateTmp')).toBeUndefined();
  // Moves what is started out of the unit's control group, and sets other limits.
  expect(of.get('PAMName')).toBeUndefined();
});

test('descriptions of users have no colon: systemd-sysusers would leave them out', () => {
  const users = SYSUSERS.filter((line) => line.startsWith('u '));
  expect(users).toHaveLength(2);
  expect(users.filter((line) => line.includes(':'))).toEqual([]);
});

test('every group that a unit names is made', () => {
  const named = OURS.flatMap((unit) => settings(unit).get('SupplementaryGroups')?.split(' ') ?? []);
  expect(named.filter((group) => !SYSUSERS.some((line) => line.startsWith(`g ${group} `)))).toEqual([]);
});

test('kinds of devices are named as the kernel names them in /proc/devices', () => {
  const named = OURS.flatMap(
    (unit) =>
      settings(unit)
        .get('DeviceAllow')
        ?.match(/char-\w+/g) ?? [],
  );
  // A name that is not there allows nothing, and nothing says so. Names: register_chrdev() and alloc_chrdev_region() of
  // the drivers in the Linux sources; usblp has its number from "usb".
  const KERNEL = ['ttyS', 'ttyUSB', 'ttyACM', 'usb_device', 'usb', 'hidraw', 'drm', 'input', 'tty', 'alsa'];
  expect(named.filter((name) => !KERNEL.includes(name.slice('char-'.length)))).toEqual([]);
  expect(named).toContain('char-usb');
});

test('setpriv, which ends the eID client with its host, may do what it does', () => {
  expect(settings('bt-terminal.service').get('SystemCallFilter')).toMatch(/~@privileged.* capset$/);
});

test('install.md names every package that the screen needs', () => {
  const text = readFileSync(join(import.meta.dirname, '../docs/install.md'), 'utf8');
  for (const name of ['chromium', 'cage', 'xwayland', 'seatd']) expect(text).toContain(`\`${name}\``);
});

test('the demo restarts a dead process as fast as the unit file does', () => {
  expect(settings('bt-terminal.service').get('RestartSec')).toBe(`${DELAYS.restart}ms`);
});

test('what the units start is there', () => {
  for (const unit of [...OURS, RELAY]) {
    const script = /((?:kiosk-app|phone-relay)\/\S+\.ts)/.exec(settings(unit).get('ExecStart') ?? '')?.[1] ?? 'none';
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
  ['bt-phone-relay.service', 20],
])('systemd rates the exposure of %s at %d tenths or less', (unit, most) => {
  const { status, stdout } = spawnSync(
    ANALYZE,
    ['security', '--offline=true', '--no-pager', `--threshold=${most}`, join(UNITS, unit)],
    { encoding: 'utf8' },
  );
  expect(status, stdout.split('\n').filter(Boolean).at(-1)).toBe(0);
});
