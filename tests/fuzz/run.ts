import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../foundation/clock.ts';
import { createRandom, seedOf } from '../../foundation/random.ts';
import { makeInput } from './mutators.ts';
import { samplesOf } from './samples.ts';
import { type FoundTarget, targetsIn } from './targets.ts';
import type { WorkerFinding, WorkerTask } from './worker.ts';

/** Every delay of the fuzz command, in milliseconds of the injected clock. */
export const DELAYS = {
  /** One run may take so long; on a busy machine a thread can be left waiting for many times its own work. */
  runWithin: 5_000,
  /** Between two looks at where the thread is. */
  lookEvery: 250,
  /** Loading a target's modules. */
  loadWithin: 60_000,
} as const;

/** The heap of one target's thread, in MiB: a parser that needs more holds what it should have let go. */
const HEAP_MIB = 192;
/** After so many different findings a target is not asked any further. */
export const MAX_FINDINGS = 5;

export interface Finding {
  readonly kind: 'crash' | 'hang' | 'memory';
  readonly run: number;
  readonly message: string;
  /** The input that does it, in hexadecimal; found again with the same seed and run. */
  readonly hex: string;
}

export interface TargetReport {
  readonly room: string;
  readonly name: string;
  readonly runs: number;
  readonly findings: readonly Finding[];
  readonly ms: number;
}

export interface FuzzOptions {
  /** Number of the first run; default 0. */
  readonly from?: number;
  /** Number behind the last one. */
  readonly runs: number;
  readonly seed: number;
  readonly clock: Clock;
  /** Other limits than `DELAYS.runWithin`, for tests of the command itself. */
  readonly runWithin?: number;
}

export async function fuzzTarget(target: FoundTarget, options: FuzzOptions): Promise<TargetReport> {
  const { from: first = 0, runs, seed, clock, runWithin = DELAYS.runWithin } = options;
  const began = clock.monotonic();
  const findings: Finding[] = [];
  let from = first;
  while (from < runs) {
    const known = findings.map(({ message }) => message);
    const found = await runOnce({ file: target.file, name: target.name, seed, from, runs, known }, clock, runWithin);
    from = found ? found.run + 1 : runs;
    if (!found) break;
    const { kind, run, message } = found;
    const input = found.input ?? (await inputOf(target, seed, run));
    findings.push({ kind, run, message, hex: Buffer.from(input).toString('hex') });
    // What hangs or fills the memory once does so again and again, and each time costs its whole limit.
    if (kind !== 'crash' || findings.length >= MAX_FINDINGS) break;
  }
  const ms = Math.round(clock.monotonic() - began);
  return { room: target.room, name: target.name, runs: from - first, findings, ms };
}

type Found = Omit<Finding, 'hex'> & { readonly input?: Uint8Array };

/** Any input can be made again: a thread that was ended takes none with it. */
async function inputOf(target: FoundTarget, seed: number, run: number): Promise<Uint8Array> {
  const own = (await targetsIn(target.file)).find(({ name }) => name === target.name);
  return makeInput(own ? samplesOf(own) : [], createRandom(seedOf(seed, target.name, run)));
}

function runOnce(task: Omit<WorkerTask, 'progress'>, clock: Clock, runWithin: number): Promise<Found | null> {
  return new Promise((resolve) => {
    const progress = new Int32Array(new SharedArrayBuffer(8));
    progress[0] = task.from;
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { ...task, progress },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB, maxYoungGenerationSizeMb: 32 },
    });
    const current = () => Atomics.load(progress, 0);
    const isLoaded = () => Atomics.load(progress, 1) === 1;
    let last = { run: task.from, ownMs: 0, loaded: false };
    const give = (found: Found | null) => {
      clock.clearTimeout(timer);
      void worker.terminate();
      resolve(found);
    };
    const look = () => {
      const now = { run: current(), loaded: isLoaded() };
      if (now.run !== last.run || now.loaded !== last.loaded) last = { ...now, ownMs: 0 };
      else last.ownMs += DELAYS.lookEvery;
      const limit = now.loaded ? runWithin : DELAYS.loadWithin;
      if (last.ownMs >= limit) return give({ kind: 'hang', run: now.run, message: `no end within ${limit} ms` });
      timer = clock.setTimeout(look, DELAYS.lookEvery);
    };
    let timer = clock.setTimeout(look, DELAYS.lookEvery);
    worker.once('message', (found: WorkerFinding | null) => give(found));
    worker.once('error', (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      give({
        kind: isMemory ? 'memory' : 'crash',
        run: current(),
        message: isMemory ? `more than ${HEAP_MIB} MiB of heap` : `${error.name}: ${error.message}`,
      });
    });
  });
}

/** A different seed each day unless one is given: what ran yesterday need not run again. */
export const seedOfDay = (clock: Clock): number => Math.floor(clock.now() / 86_400_000);

export const readInput = (hex: string): Uint8Array =>
  Uint8Array.from(Buffer.from(hex.startsWith('@') ? readFileSync(hex.slice(1), 'utf8').trim() : hex, 'hex'));
