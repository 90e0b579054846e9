import { MEASURES, type Measure, type Sample } from './measure.ts';

/**
 * `flat`: what is there later is what was there before, within what it varies anyway · `bounded`: rises until it is
 * trimmed by itself, so it may rise, but no faster later than before.
 */
export const EXPECTED: Readonly<Record<Measure, 'flat' | 'bounded'>> = {
  heap: 'flat',
  buffers: 'flat',
  resident: 'flat',
  driverHeap: 'flat',
  // V8 compiles what is used often for the second and third time; it is bounded by what there is to compile.
  code: 'bounded',
  resources: 'flat',
  files: 'flat',
  children: 'flat',
  zombies: 'flat',
  entries: 'flat',
  scratch: 'flat',
  wal: 'flat',
  // The journal is kept as long as configured (site.retention), and log files are rotated by size.
  database: 'bounded',
  logs: 'bounded',
};

export interface Verdict {
  readonly measure: Measure;
  readonly what: string;
  readonly first: number;
  readonly last: number;
  /** last/first. */
  readonly ratio: number;
  /** Median distance from the median within a third, as a share of it: what it varies without any trend. */
  readonly noise: number;
  /** Per session, in bytes or counts, over the whole run after warm-up. */
  readonly slope: number;
  readonly ok: boolean;
}

/** Share of the run at its beginning that does not count: caches fill, modules are loaded on first use. */
const WARM_UP = 0.15;
/** A rise by less than this share is no trend in any run of a length that anybody waits for. */
const SMALL = 0.05;
/** Times the noise that a rise may be. */
const TOLERANCE = 3;
/** How much faster something bounded may rise in the last third than in the first. */
const STEADY = 1.5;

/** Compares the run with itself: no absolute limit, so that the machine does not matter. */
export function judge(samples: readonly { readonly session: number; readonly sample: Sample }[]): readonly Verdict[] {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP));
  const third = Math.max(1, Math.floor(warm.length / 3));
  const [head, tail] = [warm.slice(0, third), warm.slice(-third)];
  return (Object.keys(MEASURES) as Measure[]).map((measure) => {
    const of = (part: typeof warm) => part.map(({ sample }) => sample[measure]);
    const [first, last] = [median(of(head)), median(of(tail))];
    const noise = first === 0 ? 0 : Math.max(spread(of(head)), spread(of(tail))) / first;
    const ratio = first === 0 ? (last === 0 ? 1 : Number.POSITIVE_INFINITY) : last / first;
    const isFlat = ratio - 1 <= Math.max(SMALL, TOLERANCE * noise);
    const isSteady = risePerSession(tail, measure) <= STEADY * risePerSession(head, measure) + 1;
    return {
      measure,
      what: MEASURES[measure],
      first,
      last,
      ratio,
      noise,
      slope: risePerSession(warm, measure),
      ok: EXPECTED[measure] === 'flat' ? isFlat : isFlat || isSteady,
    };
  });
}

/** Least-squares slope over sessions. */
function risePerSession(
  part: readonly { readonly session: number; readonly sample: Sample }[],
  measure: Measure,
): number {
  const n = part.length;
  if (n < 2) return 0;
  const x = part.reduce((sum, { session }) => sum + session, 0) / n;
  const y = part.reduce((sum, { sample }) => sum + sample[measure], 0) / n;
  const covariance = part.reduce((sum, { session, sample }) => sum + (session - x) * (sample[measure] - y), 0);
  const variance = part.reduce((sum, { session }) => sum + (session - x) ** 2, 0);
  return variance === 0 ? 0 : covariance / variance;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function spread(values: readonly number[]): number {
  const middle = median(values);
  return median(values.map((value) => Math.abs(value - middle)));
}
