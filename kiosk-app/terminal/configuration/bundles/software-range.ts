import type { BundleStatement } from '../../../../fleet-link/configuration.ts';

/** Whether a program of this version may run what asks for that range. A version that is none is in no range. */
export function isInRange(version: string, { from, below }: BundleStatement['software']): boolean {
  const own = numbersOf(version);
  if (own === null) return false;
  return compare(own, from) >= 0 && (below === null || compare(own, below) < 0);
}

type Numbers = readonly [number, number, number];

function numbersOf(version: string): Numbers | null {
  const parts = /^(\d+)\.(\d+)\.(\d+)/.exec(version);
  return parts && [Number(parts[1]), Number(parts[2]), Number(parts[3])];
}

function compare(own: Numbers, other: string): number {
  const limit = numbersOf(other) ?? [0, 0, 0];
  return own[0] - limit[0] || own[1] - limit[1] || own[2] - limit[2];
}
