import { Bug } from '../../foundation/errors.ts';
import { PLAIN_TEXT } from './codec/commands.ts';
import { type StatusFrame, StatusParser } from './codec/parser.ts';
import { encodeSteps } from './layout/encode.ts';
import { FORMATS } from './layout/geometry.ts';
import { layOut } from './layout/layout.ts';

const check = (holds: boolean, promise: string) => {
  if (!holds) throw new Bug(`broken promise: ${promise}`);
};

function lengthOf(frame: StatusFrame): number {
  switch (frame.kind) {
    case 'real-time':
    case 'sensor':
      return 1;
    case 'asb':
      return 4;
    case 'process-id':
      return 7;
    case 'cleared':
      return 3;
    case 'text':
      return frame.text.length + 2;
    case 'discarded':
      return frame.bytes;
  }
}

/** Bytes of ESC t n. */
const CODE_PAGE_COMMAND = 3;
/** Sequences by which text from elsewhere could command the printer. */
const COMMANDS: readonly number[] = [0x10, 0x1b, 0x1c, 0x1d];

/** Every parser of this room that meets what comes from outside. A target throws only if a promise is broken. */
export const fuzzTargets: readonly { readonly name: string; run(bytes: Uint8Array): void }[] = [
  {
    name: 'escpos-status',
    run(bytes) {
      const parser = new StatusParser();
      const middle = bytes.length >> 1;
      const frames = [...parser.push(bytes.subarray(0, middle)), ...parser.push(bytes.subarray(middle))];
      const told = frames.reduce((sum, frame) => sum + lengthOf(frame), 0);
      check(told + parser.pending === bytes.length, 'every byte is in a frame, discarded, or waits');
      check(parser.pending < 100, 'no more than a block waits');
    },
  },
  {
    name: 'escpos-text',
    run(bytes) {
      const text = new TextDecoder('windows-1252').decode(bytes);
      const { steps } = layOut({ id: 'fuzz', blocks: [{ type: 'text', text }] }, FORMATS[80], new Map());
      const lines = steps.filter((step) => step.kind === 'line');
      check(
        lines.every((line) => line.text.length <= FORMATS[80].columns),
        'no line is wider than the paper',
      );
      const body = encodeSteps(lines, FORMATS[80]).subarray(PLAIN_TEXT.length + CODE_PAGE_COMMAND);
      const isPlain = lines.length === 0 || !body.some((byte) => COMMANDS.includes(byte));
      check(isPlain, 'no text becomes a command');
    },
  },
];
