import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { delay, systemClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { processes } from '../faults/processes.ts';

const Line = z.object({
  pid: z.int(),
  role: z.enum(['terminal', 'drivers']),
  heapUsed: z.number(),
  code: z.number(),
  external: z.number(),
  arrayBuffers: z.number(),
  rss: z.number(),
  resources: z.number(),
});
/** A process that does not answer the signal within this, in milliseconds, has hung. */
const ANSWERS_WITHIN = 20_000;
const LOOK_EVERY = 20;

/** What stands at one moment between two citizens. Bytes, or counts. */
export type Sample = Readonly<Record<Measure, number>>;
export const MEASURES = {
  heap: 'objects on the heap of the terminal after collection',
  buffers: 'buffers of the terminal outside its heap',
  resident: 'resident memory of the terminal',
  driverHeap: 'objects on the heaps of its drivers after collection',
  code: 'compiled code of the terminal and its drivers',
  resources: 'timers, sockets and pipes of the terminal and its drivers',
  files: 'open files of the terminal and its drivers',
  children: 'processes below the terminal',
  zombies: 'processes nobody has collected',
  entries: 'files and directories in the data directory',
  scratch: 'bytes in the sessions’ private directories',
  wal: 'write-ahead log of the database',
  database: 'database',
  logs: 'log files',
} as const;
export type Measure = keyof typeof MEASURES;

export async function measure(terminal: number, data: string, answers: string): Promise<Sample> {
  const below = processes().filter(({ parent }) => parent === terminal);
  const longLived = [terminal, ...below.filter(({ command }) => command.includes('driver/main.ts')).map((p) => p.pid)];
  const before = linesOf(answers).length;
  for (const pid of longLived) process.kill(pid, 'SIGUSR2');
  const until = systemClock.monotonic() + ANSWERS_WITHIN;
  while (linesOf(answers).length < before + longLived.length) {
    if (systemClock.monotonic() > until) throw new Refusal('no-answer', 'soak');
    await delay(systemClock, LOOK_EVERY);
  }
  const said = linesOf(answers).slice(before);
  const own = said.find(({ pid }) => pid === terminal);
  if (!own) throw new Refusal('no-answer', 'terminal');
  const drivers = said.filter(({ role }) => role === 'drivers');
  const sizes = [...walk(data)];
  const sizeOf = (test: (path: string) => boolean) =>
    sizes.reduce((sum, { path, bytes }) => (test(path) ? sum + bytes : sum), 0);
  return {
    heap: own.heapUsed - own.code,
    buffers: own.external + own.arrayBuffers,
    resident: own.rss,
    driverHeap: drivers.reduce((sum, { heapUsed, code }) => sum + heapUsed - code, 0),
    code: said.reduce((sum, { code }) => sum + code, 0),
    resources: said.reduce((sum, { resources }) => sum + resources, 0),
    files: longLived.reduce((sum, pid) => sum + openFiles(pid), 0),
    children: below.filter(({ command }) => command !== '').length,
    zombies: below.filter(({ command }) => command === '').length,
    entries: sizes.length,
    scratch: sizeOf((path) => path.includes('/run/')),
    wal: sizeOf((path) => path.endsWith('-wal')),
    database: sizeOf((path) => path.endsWith('.db')),
    logs: sizeOf((path) => path.includes('/logs/')),
  };
}

function linesOf(file: string): readonly z.infer<typeof Line>[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => Line.parse(JSON.parse(line)));
}

function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

function* walk(directory: string): Generator<{ readonly path: string; readonly bytes: number }> {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    // Compiled code: grows once, when a module is first used.
    if (entry.name === 'code-cache') continue;
    yield { path, bytes: entry.isFile() ? (statSync(path, { throwIfNoEntry: false })?.size ?? 0) : 0 };
    if (entry.isDirectory()) yield* walk(path);
  }
}
