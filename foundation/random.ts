/** A repeatable source of randomness: the same seed gives the same numbers on every machine. */
export interface Random {
  /** Integer from 0 to `below` - 1. */
  below(below: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  bytes(length: number): Uint8Array;
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for choosing inputs. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number) => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    pick: ([first, ...rest]) => {
      const at = below(rest.length + 1);
      return at === 0 ? first : (rest[at - 1] ?? first);
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}

/** FNV-1a: a number of its own for each target and run, so that any input can be made again without those before it. */
export function seedOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const char of parts.join('/')) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
