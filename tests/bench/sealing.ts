import { fork } from 'node:child_process';
import { join } from 'node:path';
import { Refusal } from '../../foundation/errors.ts';
import { type Measured, MODES, type Mode } from './sealing-child.ts';

const CHILD = join(import.meta.dirname, 'sealing-child.ts');

export interface Row {
  readonly mode: Mode;
  /** Medians over the runs. */
  readonly median: Measured;
  /** CPU time of `woff` divided by this one's: holds on a busy machine too, which wall time does not. */
  readonly timesLessCpu: number;
}

/**
 * Modes take turns, so that a machine that gets busier in between is unfair to none.
 * @param runs fresh processes for each mode, 1 or more
 */
export async function benchSealing(runs: number): Promise<readonly Row[]> {
  const measured = new Map<Mode, Measured[]>(MODES.map((mode) => [mode, []]));
  for (let run = 0; run < runs; run++) {
    for (const mode of MODES) measured.get(mode)?.push(await once(mode));
  }
  const medians = MODES.map((mode) => ({ mode, median: medianOf(measured.get(mode) ?? []) }));
  const base = medians[0]?.median.cpuMs ?? Number.NaN;
  return medians.map((row) => ({ ...row, timesLessCpu: base / row.median.cpuMs }));
}

function once(mode: Mode): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, [mode], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child.once('message', (message) => {
      resolve(message as Measured);
      child.disconnect();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Refusal('bench-child-died', `${code}`)));
  });
}

function medianOf(all: readonly Measured[]): Measured {
  const middle = (of: (one: Measured) => number): number =>
    all.map(of).sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;
  return {
    documentMs: middle(({ documentMs }) => documentMs),
    sealMs: middle(({ sealMs }) => sealMs),
    cpuMs: middle(({ cpuMs }) => cpuMs),
    rss: middle(({ rss }) => rss),
  };
}
