import type { Random } from '../../foundation/random.ts';

/** Longest input of the ordinary kind, and of the few that look for memory that grows with what comes in. */
const MAX_ORDINARY = 4 * 1024;
const MAX_LARGE = 128 * 1024;

type Mutator = (bytes: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array;

const at = (bytes: Uint8Array, random: Random) => random.below(bytes.length + 1);

/** A piece [from, to) of the bytes, never longer than 64. */
function piece(bytes: Uint8Array, random: Random): readonly [number, number] {
  const from = at(bytes, random);
  return [from, Math.min(bytes.length, from + random.below(65))];
}

const join = (...parts: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));

const changeOne = (bytes: Uint8Array, random: Random, change: (byte: number) => number) => {
  const changed = bytes.slice();
  const where = random.below(Math.max(1, bytes.length));
  if (bytes.length > 0) changed[where] = change(changed[where] ?? 0);
  return changed;
};

/** Values at which lengths, counts and flags change their meaning. */
const EDGES = [0x00, 0x01, 0x06, 0x10, 0x1f, 0x20, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xf0, 0xf9, 0xfe, 0xff] as const;

export const MUTATORS = {
  'bit-flip': (bytes, random) => changeOne(bytes, random, (byte) => byte ^ (1 << random.below(8))),
  'byte-to-edge': (bytes, random) => changeOne(bytes, random, () => random.pick(EDGES)),
  'byte-plus-minus': (bytes, random) => changeOne(bytes, random, (byte) => byte + random.below(5) - 2),
  truncate: (bytes, random) => bytes.slice(0, at(bytes, random)),
  'cut-out': (bytes, random) => {
    const [from, to] = piece(bytes, random);
    return join(bytes.subarray(0, from), bytes.subarray(to));
  },
  duplicate: (bytes, random) => {
    const [from, to] = piece(bytes, random);
    return join(bytes.subarray(0, to), bytes.subarray(from));
  },
  insert: (bytes, random) => {
    const where = at(bytes, random);
    return join(bytes.subarray(0, where), random.bytes(1 + random.below(8)), bytes.subarray(where));
  },
  splice: (bytes, random, others) => {
    const other = others[random.below(Math.max(1, others.length))] ?? bytes;
    return join(bytes.subarray(0, at(bytes, random)), other.subarray(at(other, random)));
  },
  /** One, two or three bytes that claim a length or count nothing behind them bears out. */
  'length-lie': (bytes, random) => {
    const lie = random.pick([[0xff], [0xff, 0xff, 0xff], [0x81, 0xff], [0x82, 0xff, 0xff], [0xf9, 0xf9], [0x7f]]);
    const where = at(bytes, random);
    return join(bytes.subarray(0, where), Uint8Array.from(lie), bytes.subarray(where + lie.length));
  },
  /** For text protocols: the longest number a careless reader may take. */
  'number-lie': (bytes, random) => {
    const where = at(bytes, random);
    const lie = random.pick(['-1', '99999999999999999999', '0', '1e309', '4294967296', 'NaN']);
    return join(bytes.subarray(0, where), new TextEncoder().encode(lie), bytes.subarray(where));
  },
} as const satisfies Readonly<Record<string, Mutator>>;

const ALL: readonly Mutator[] = Object.values(MUTATORS);

/** One input: noise, a valid sample as it is, or a sample with up to eight mutations; a few are large. */
export function makeInput(samples: readonly Uint8Array[], random: Random): Uint8Array {
  const kind = random.below(16);
  const sample = samples[random.below(Math.max(1, samples.length))];
  if (kind === 0 || !sample) return random.bytes(random.below(300));
  let input = sample;
  if (kind === 1) return input;
  for (let left = 1 + random.below(8); left > 0; left--) {
    const mutate = ALL[random.below(ALL.length)];
    if (mutate) input = mutate(input, random, samples);
  }
  return random.below(4096) === 0 ? repeated(input, MAX_LARGE) : input.subarray(0, MAX_ORDINARY);
}

function repeated(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length === 0) return bytes;
  return Uint8Array.from({ length: Math.max(length, bytes.length) }, (_, i) => bytes[i % bytes.length] ?? 0);
}
