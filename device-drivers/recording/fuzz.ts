import { SimulatedClock } from '../../foundation/clock.ts';
import { Bug } from '../../foundation/errors.ts';
import { recordingMasks } from '../registry.ts';
import { parseRecording } from './format.ts';
import { plain } from './mask.ts';
import { createRecorder } from './recorder.ts';

const MASKS = Object.entries(await recordingMasks());

/** Reading recordings from elsewhere, and masking whatever a device may send. */
export const fuzzTargets: readonly { readonly name: string; run(bytes: Uint8Array): void }[] = [
  { name: 'recording-file', run: (bytes) => void parseRecording(Buffer.from(bytes).toString('utf8')) },
  {
    name: 'recording-masks',
    run(bytes) {
      // One protocol a run, told by the first byte: all of them each time would be that many times as slow.
      const [protocol, maskOf] = MASKS[(bytes[0] ?? 0) % MASKS.length] ?? ['none', plain];
      const lines: string[] = [];
      const recorder = createRecorder(protocol, maskOf, new SimulatedClock(), (line) => lines.push(line));
      const connection = recorder.connection(['--format=pnm']);
      connection.data('received', bytes.subarray(1, bytes.length >> 1));
      connection.data('sent', bytes.subarray(bytes.length >> 1));
      connection.closed('closed');
      if (!parseRecording(lines.join('')).ok) {
        throw new Bug(`broken promise: what is recorded of ${protocol} can be read again`);
      }
    },
  },
];
