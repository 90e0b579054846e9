import type { AddressLimit } from './address-limit.ts';
import type { Boxes } from './boxes.ts';
import type { MinuteCounts } from './minute-counts.ts';
import type { KeyHashes } from './terminal-keys.ts';

/** What the routes of sessions and those of telephones work on. */
export interface RelayParts {
  readonly boxes: Boxes;
  readonly keys: () => KeyHashes;
  readonly addresses: AddressLimit;
  readonly counts: MinuteCounts;
}
