import type { AddressLimit } from './address-limit.ts';
import type { Boxes } from './boxes.ts';
import type { MinuteCounts } from './minute-counts.ts';
import type { TerminalKeys } from './terminal-keys.ts';

/** What the routes of sessions and those of telephones work on. */
export interface RelayParts {
  readonly boxes: Boxes;
  readonly keys: () => TerminalKeys;
  readonly addresses: AddressLimit;
  readonly counts: MinuteCounts;
}
