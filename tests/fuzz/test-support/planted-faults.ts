import type { FuzzTarget } from '../targets.ts';

const kept: unknown[] = [];
const sample = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

/** Parsers with one fault each, to prove that the command finds it. */
export const fuzzTargets: readonly FuzzTarget[] = [
  { name: 'planted-none', samples: [sample], run: () => {} },
  {
    name: 'planted-crash',
    samples: [sample],
    run(bytes) {
      if (bytes.includes(0xff)) throw new RangeError('0xff');
    },
  },
  {
    name: 'planted-hang',
    samples: [sample],
    run(bytes) {
      while (bytes.includes(0xff));
    },
  },
  { name: 'planted-heap', samples: [sample], run: () => void kept.push(Array.from({ length: 10_000 }, Math.random)) },
  { name: 'planted-buffers', samples: [sample], run: () => void kept.push(new Uint8Array(1024 * 1024).fill(1)) },
];
