import { type FuzzOptions, fuzzTarget, MAX_FINDINGS, type TargetReport } from './run.ts';
import type { FoundTarget } from './targets.ts';

/** Runs of one slice: a slow target is shared among the cores, and a slice still dwarfs the start of its thread. */
const SLICE = 125_000;

export interface PoolOptions extends Omit<FuzzOptions, 'from'> {
  /** Threads at work at the same time. */
  readonly jobs: number;
  /** Called once for each target, as soon as all of its runs are done; `ms` is the time of all its threads together. */
  readonly onReport: (report: TargetReport) => void;
  /** Other than `SLICE`, for tests. */
  readonly slice?: number;
}

/**
 * Fuzzes all targets on several cores. Every run has an input of its own, made of seed, target and number only: so it
 * does not matter which thread it is in, and one found here is found again by any other number of jobs.
 */
export async function fuzzAll(targets: readonly FoundTarget[], options: PoolOptions): Promise<TargetReport[]> {
  const { runs, jobs, slice = SLICE, onReport, ...rest } = options;
  const reports = new Map<FoundTarget, TargetReport>();
  const parts = new Map<FoundTarget, TargetReport[]>();
  const slices = targets.flatMap((target) =>
    Array.from({ length: Math.ceil(runs / slice) }, (_, i) => ({
      target,
      from: i * slice,
      runs: Math.min((i + 1) * slice, runs),
    })),
  );
  const wanted = Math.ceil(runs / slice);
  const work = async () => {
    for (let next = slices.shift(); next; next = slices.shift()) {
      const { target, ...range } = next;
      const done = await fuzzTarget(target, { ...rest, ...range });
      const all = [...(parts.get(target) ?? []), done];
      parts.set(target, all);
      if (all.length < wanted) continue;
      const report = merged(target, all);
      reports.set(target, report);
      onReport(report);
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, slices.length) }, work));
  return targets.flatMap((target) => reports.get(target) ?? []);
}

function merged({ room, name }: FoundTarget, parts: readonly TargetReport[]): TargetReport {
  const inOrder = parts.flatMap(({ findings }) => findings).sort((a, b) => a.run - b.run);
  const findings = inOrder.filter((one, i) => inOrder.findIndex(({ message }) => message === one.message) === i);
  return {
    room,
    name,
    runs: parts.reduce((sum, part) => sum + part.runs, 0),
    findings: findings.slice(0, MAX_FINDINGS),
    ms: parts.reduce((sum, part) => sum + part.ms, 0),
  };
}
