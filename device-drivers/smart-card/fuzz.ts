import { Bug } from '../../foundation/errors.ts';
import { parseReaderStates, READERS_LENGTH } from './pcsc/reader-state.ts';
import { pointOf, publicKeyTemplate } from './technician-card/protocol.ts';

export const fuzzTargets: readonly { readonly name: string; run(bytes: Uint8Array): void }[] = [
  {
    name: 'smart-card-readers',
    run(bytes) {
      const table = new Uint8Array(READERS_LENGTH);
      table.set(bytes.subarray(0, READERS_LENGTH));
      const states = parseReaderStates(table);
      if (states.length > 16) throw new Bug('broken promise: at most sixteen readers');
      if (states.some(({ atr }) => atr.length > 33)) throw new Bug('broken promise: no ATR above 33 bytes');
    },
  },
  {
    name: 'smart-card-technician-key',
    run(bytes) {
      const point = pointOf(bytes);
      if (point && Buffer.compare(publicKeyTemplate(point), bytes) !== 0) throw new Bug('broken promise: round trip');
    },
  },
];
