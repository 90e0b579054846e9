import { join } from 'node:path';
import { emptied, type JourneyReport, playJourney } from './run.ts';
import type { Script } from './scripts/script.ts';
import { SharedStacks } from './shared-stacks.ts';

interface PlayAllOptions {
  readonly scripts: readonly Script[];
  /** How many are played at the same time, each on a stack of its own. */
  readonly jobs: number;
  /** Emptied first. */
  readonly out: string;
  readonly onReport: (report: JourneyReport, milliseconds: number) => void;
}

/** Plays one journey after the other on stacks that they share, as people come to a terminal one after the other. */
export async function playAll({ scripts, jobs, out, onReport }: PlayAllOptions): Promise<readonly JourneyReport[]> {
  const stacks = new SharedStacks(emptied(out));
  // The longest first: begun last, one of them would keep everything waiting.
  const waiting = scripts.toSorted((one, other) => (other.patience ?? 0) - (one.patience ?? 0));
  const reports: JourneyReport[] = [];
  const playOn = async (): Promise<void> => {
    for (let script = waiting.shift(); script; script = waiting.shift()) {
      const next = script;
      const began = performance.now();
      const report = await stacks
        .use((place) =>
          playJourney(place, {
            ...{ script: next, fault: null, viewport: 'portrait' },
            out: emptied(join(out, next.service)),
          }),
        )
        .catch((thrown: unknown) => couldNotBegin(next, thrown));
      reports.push(report);
      onReport(report, performance.now() - began);
    }
  };
  try {
    await Promise.all(Array.from({ length: jobs }, playOn));
  } finally {
    await stacks.close();
  }
  return reports;
}

const couldNotBegin = ({ service }: Script, thrown: unknown): JourneyReport => ({
  ...{ journey: service, fault: null, met: [], steps: [], checks: [], ok: false },
  problem: thrown instanceof Error ? thrown.message : String(thrown),
});
