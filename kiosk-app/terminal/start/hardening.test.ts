import { expect, test } from 'vitest';
import type { Level, Log } from '../../../foundation/log.ts';
import { type Machine, reportWeaknesses, weaknesses } from './hardening.ts';

const HARDENED: Readonly<Record<string, string>> = {
  '/proc/swaps': 'Filename\tType\tSize\tUsed\tPriority\n',
  '/proc/self/limits':
    'Limit  Soft Limit  Hard Limit  Units\nMax core file size        0                    0                    bytes\n',
  '/proc/self/mountinfo': [
    '158 1 254:0 / / ro,relatime shared:1 - ext4 /dev/vda rw',
    '165 158 0:46 / /run rw,nosuid,relatime shared:47 - tmpfs tmpfs rw,mode=755',
    '196 158 0:59 / /tmp rw,nosuid,nodev shared:98 - tmpfs tmpfs rw,size=262144k',
    '198 158 0:60 / /var/tmp rw,nosuid,nodev shared:100 - tmpfs tmpfs rw,size=16384k',
  ].join('\n'),
  '/proc/sys/kernel/core_pattern': '|/bin/false\n',
  '/proc/sys/kernel/yama/ptrace_scope': '3\n',
};
const IN_MEMORY = { RUNTIME_DIRECTORY: '/run/bt-terminal' };
/** What PrivateTmp=yes makes of TemporaryFileSystem=/tmp, whichever stands first (systemd 252). */
const PRIVATE_TMP =
  '196 158 254:0 /tmp/systemd-private-4bbc1b2f-bt-terminal.service-2W5Riy/tmp /tmp rw,nosuid shared:78 - ext4 /dev/vda rw';
const mountedOver = (line: string) => ({ '/proc/self/mountinfo': `${HARDENED['/proc/self/mountinfo']}\n${line}` });
const machine = (files: Readonly<Record<string, string>> = {}, rest: Partial<Machine> = {}): Machine => ({
  read: (path) => ({ ...HARDENED, ...files })[path] ?? null,
  environment: IN_MEMORY,
  execArgv: [],
  user: 999,
  ...rest,
});

test('a machine as the unit files make it has no weakness', () => {
  expect(weaknesses(machine())).toEqual([]);
});

test.each([
  ['swap', machine({ '/proc/swaps': 'Filename Type Size Used Priority\n/dev/zram0 partition 1 0 100\n' })],
  ['temporary-files', machine(mountedOver(PRIVATE_TMP))],
  ['session-files', machine({}, { environment: {} })],
  ['core-limit', machine({ '/proc/self/limits': 'Max core file size  0  unlimited  bytes\n' })],
  ['core-pattern', machine({ '/proc/sys/kernel/core_pattern': '|/usr/lib/systemd/systemd-coredump %P\n' })],
  ['ptrace', machine({ '/proc/sys/kernel/yama/ptrace_scope': '0\n' })],
  ['root', machine({}, { user: 0 })],
  ['node-options', machine({}, { environment: { ...IN_MEMORY, NODE_OPTIONS: '--trace-warnings' } })],
  ['debugger', machine({}, { execArgv: ['--inspect=127.0.0.1:9229'] })],
  ['diagnostic-report', machine({}, { execArgv: ['--heapsnapshot-signal=SIGUSR2'] })],
] as const)('%s is seen', (weakness, weak) => {
  expect(weaknesses(weak)).toEqual([weakness]);
});

test('in production a weakness is an error, elsewhere a remark', () => {
  const levels: Level[] = [];
  const log: Log = { event: (level) => void levels.push(level), with: () => log };
  const weak = machine({}, { user: 0 });
  reportWeaknesses(log, true, weak);
  reportWeaknesses(log, false, weak);
  expect(levels).toEqual(['error', 'debug']);
});
