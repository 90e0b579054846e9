import { expect, test } from 'vitest';
import type { Level, Log } from '../../foundation/log.ts';
import { type Machine, reportWeaknesses, weaknesses } from './hardening.ts';

const HARDENED: Readonly<Record<string, string>> = {
  '/proc/swaps': 'Filename\tType\tSize\tUsed\tPriority\n',
  '/proc/self/limits':
    'Limit  Soft Limit  Hard Limit  Units\nMax core file size        0                    0                    bytes\n',
  '/proc/sys/kernel/core_pattern': '|/bin/false\n',
  '/proc/sys/kernel/yama/ptrace_scope': '3\n',
};
const machine = (files: Readonly<Record<string, string>> = {}, rest: Partial<Machine> = {}): Machine => ({
  read: (path) => ({ ...HARDENED, ...files })[path] ?? null,
  environment: {},
  execArgv: [],
  user: 999,
  ...rest,
});

test('a machine as the unit files make it has no weakness', () => {
  expect(weaknesses(machine())).toEqual([]);
});

test.each([
  ['swap', machine({ '/proc/swaps': 'Filename Type Size Used Priority\n/dev/zram0 partition 1 0 100\n' })],
  ['core-limit', machine({ '/proc/self/limits': 'Max core file size  0  unlimited  bytes\n' })],
  ['core-pattern', machine({ '/proc/sys/kernel/core_pattern': '|/usr/lib/systemd/systemd-coredump %P\n' })],
  ['ptrace', machine({ '/proc/sys/kernel/yama/ptrace_scope': '0\n' })],
  ['root', machine({}, { user: 0 })],
  ['node-options', machine({}, { environment: { NODE_OPTIONS: '--trace-warnings' } })],
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
