import type { RealClient } from '../real-clients.ts';

/** Something an AusweisApp does, seen through our driver or over its bare SDK WebSocket. */
export interface Case {
  readonly name: string;
  /** Where it cannot be seen, and why. */
  readonly not?: Readonly<Partial<Record<RealClient['debian'], string>>>;
  run(on: RealClient): Promise<void>;
}

/** Why no identification reaches its end from 2.3 on without a real card. */
export const CARD_KNOWS_ITS_ROOT =
  'from 2.3 on the built-in card accepts only providers under one fixed root (CVCA), whose key is not ours';
