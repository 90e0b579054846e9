/** Attempts spent on making one input smaller. */
const BUDGET = 2_000;

/** A smaller input that still fails, by leaving out ever smaller pieces. */
export function shrink(input: Uint8Array, fails: (bytes: Uint8Array) => boolean): Uint8Array {
  let best = input;
  let left = BUDGET;
  for (let size = best.length >> 1; size >= 1 && left > 0; size >>= 1) {
    for (let at = 0; at + size <= best.length && left > 0; left--) {
      const shorter = Uint8Array.from(Buffer.concat([best.subarray(0, at), best.subarray(at + size)]));
      if (fails(shorter)) best = shorter;
      else at += size;
    }
  }
  return best;
}
