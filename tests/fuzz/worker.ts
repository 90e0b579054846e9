import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { Bug } from '../../foundation/errors.ts';
import { createRandom, seedOf } from '../../foundation/random.ts';
import { makeInput } from './mutators.ts';
import { samplesOf } from './samples.ts';
import { shrink } from './shrink.ts';
import { targetsIn } from './targets.ts';

/** Runs one target from `from` on, in a thread of its own that can be ended in the middle of a run. */
export interface WorkerTask {
  readonly file: string;
  readonly name: string;
  readonly seed: number;
  readonly from: number;
  readonly runs: number;
  /** Messages of crashes that were found before: not told again. */
  readonly known: readonly string[];
  /** [0]: the run it is in; [1]: 1 once everything is loaded. */
  readonly progress: Int32Array;
}

/** The first thing that was wrong; the thread has ended with it. */
export interface WorkerFinding {
  readonly kind: 'crash' | 'memory';
  readonly run: number;
  readonly message: string;
  readonly input: Uint8Array;
}

/** Bytes outside the heap of JavaScript (buffers) that one target may hold; the heap itself has a limit of its own. */
const MAX_EXTERNAL = 256 * 1024 * 1024;
/** Asking for the statistics costs more than most runs. */
const LOOK_EVERY = 512;

const task: WorkerTask = workerData;
const target = (await targetsIn(task.file)).find(({ name }) => name === task.name);
if (!target) throw new Bug(`no target ${task.name}`);
const samples = samplesOf(target);
Atomics.store(task.progress, 1, 1);
parentPort?.postMessage(findFirst(target.run.bind(target)));

function findFirst(run: (bytes: Uint8Array) => void): WorkerFinding | null {
  for (let i = task.from; i < task.runs; i++) {
    Atomics.store(task.progress, 0, i);
    const input = makeInput(samples, createRandom(seedOf(task.seed, task.name, i)));
    const message = thrownBy(run, input);
    if (message !== null && !task.known.includes(message)) {
      const fails = (bytes: Uint8Array) => thrownBy(run, bytes) === message;
      return { kind: 'crash', run: i, message, input: shrink(input, fails) };
    }
    if (i % LOOK_EVERY === 0 && getHeapStatistics().external_memory > MAX_EXTERNAL) {
      return { kind: 'memory', run: i, message: `more than ${MAX_EXTERNAL} bytes in buffers`, input };
    }
  }
  return null;
}

function thrownBy(run: (bytes: Uint8Array) => void, input: Uint8Array): string | null {
  try {
    run(input);
    return null;
  } catch (thrown) {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  }
}
