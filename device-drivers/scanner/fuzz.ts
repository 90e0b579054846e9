import { Bug } from '../../foundation/errors.ts';
import { MAX_PIXEL_BYTES, parsePnm, pnmLength } from './pnm.ts';
import { parseCapabilities } from './scanimage/capabilities.ts';
import { scanArguments } from './scanimage/command-line.ts';
import { LineSplitter, parseMessage } from './scanimage/messages.ts';

const check = (holds: boolean, promise: string) => {
  if (!holds) throw new Bug(`broken promise: ${promise}`);
};
const PROFILE = {
  id: 'fuzz',
  source: 'feeder',
  mode: 'color',
  resolution: 200,
  page: { width: 210, height: 297 },
  cleanUp: true,
} as const;

export const fuzzTargets: readonly { readonly name: string; run(bytes: Uint8Array): void }[] = [
  {
    name: 'scanner-pnm',
    run(bytes) {
      // Most random bytes are no image: every other run is given a header to get behind.
      const withHeader = Buffer.concat([Buffer.from('P6\n'), bytes]);
      for (const input of [bytes, withHeader]) {
        const parsed = parsePnm(input);
        pnmLength(input);
        if (!parsed.ok) continue;
        const { width, height, channels, pixels } = parsed.value;
        check(pixels.length === width * height * channels, 'an image has the pixels its header names');
        check(pixels.length <= MAX_PIXEL_BYTES, 'no image is larger than the limit');
      }
    },
  },
  {
    name: 'scanner-messages',
    run(bytes) {
      let longest = 0;
      const lines = new LineSplitter((line) => {
        longest = Math.max(longest, line.length);
        const message = parseMessage(line);
        if (message?.kind === 'progress') check(message.percent >= 0 && message.percent <= 100, 'progress is 0–100');
      });
      const text = Buffer.from(bytes).toString('latin1');
      lines.push(text.slice(0, text.length >> 1));
      lines.push(text.slice(text.length >> 1));
      lines.end();
      check(longest <= 1024, 'no line is longer than 1024');
    },
  },
  {
    name: 'scanner-capabilities',
    run(bytes) {
      const text = Buffer.from(bytes).toString('utf8');
      for (const listed of [text, `    --source ${text} [x]\n    --resolution ${text}dpi [75]\n    -x ${text}mm [1]`]) {
        const made = scanArguments('d', PROFILE, parseCapabilities(listed), null);
        if (made.ok)
          check(
            made.value.args.every((arg) => !arg.includes('\n')),
            'an argument is one line',
          );
      }
    },
  },
];
