import { SimulatedClock } from '../../foundation/clock.ts';
import { Bug } from '../../foundation/errors.ts';
import { PROTOCOLS, parseRecording } from './format.ts';
import { createRecorder } from './recorder.ts';

/** Reading recordings from elsewhere, and masking whatever a device may send. */
export const fuzzTargets: readonly { readonly name: string; run(bytes: Uint8Array): void }[] = [
  { name: 'recording-file', run: (bytes) => void parseRecording(Buffer.from(bytes).toString('utf8')) },
  {
    name: 'recording-masks',
    run(bytes) {
      // One protocol a run, told by the first byte: all of them each time would be that many times as slow.
      const protocol = PROTOCOLS[(bytes[0] ?? 0) % PROTOCOLS.length] ?? 'escpos';
      const lines: string[] = [];
      const recorder = createRecorder(protocol, new SimulatedClock(), (line) => lines.push(line));
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
