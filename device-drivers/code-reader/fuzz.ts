import { SimulatedClock } from '../../foundation/clock.ts';
import { Bug } from '../../foundation/errors.ts';
import { recogniseCode } from './contract-payload.ts';
import { CodeFramer, MAX_CODE_BYTES } from './framing.ts';
import { HidPosFramer } from './hid-pos.ts';
import { decodeCode } from './text.ts';

export interface FuzzTarget {
  readonly name: string;
  /** Throws if the parser breaks a promise. */
  run(bytes: Uint8Array): void;
}

const check = (holds: boolean, promise: string) => {
  if (!holds) throw new Bug(`broken promise: ${promise}`);
};

export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'code-reader-lines',
    run(bytes) {
      let total = 0;
      const framer = new CodeFramer(new SimulatedClock(), (frame) => {
        total += frame.kind === 'code' ? frame.bytes.length : frame.length;
      });
      const middle = bytes.length >> 1;
      framer.push(bytes.subarray(0, middle));
      framer.push(bytes.subarray(middle));
      framer.reset();
      check(total === bytes.length, 'every byte is in a code or counted as discarded');
    },
  },
  {
    name: 'code-reader-hid-pos',
    run(bytes) {
      let longest = 0;
      const framer = new HidPosFramer(new SimulatedClock(), (frame) => {
        if (frame.kind === 'code') longest = Math.max(longest, frame.bytes.length);
      });
      for (let at = 0; at < bytes.length; at += 64) framer.push(bytes.subarray(at, at + 64));
      framer.reset();
      check(longest <= MAX_CODE_BYTES, `no code is longer than ${MAX_CODE_BYTES} bytes`);
    },
  },
  {
    name: 'code-reader-payload',
    run(bytes) {
      const { text } = decodeCode(bytes);
      recogniseCode(text);
      const payload = recogniseCode(`BCD\n002\n1\nSCT\n${text}`);
      check(payload.kind === 'girocode', 'a code that begins as a transfer is taken for nothing else');
    },
  },
];
