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
      for (const protocol of PROTOCOLS) {
        let text = '';
        const recorder = createRecorder(protocol, new SimulatedClock(), (line) => {
          text += line;
        });
        const connection = recorder.connection(['--format=pnm']);
        connection.data('received', bytes.subarray(0, bytes.length >> 1));
        connection.data('sent', bytes.subarray(bytes.length >> 1));
        connection.closed('closed');
        if (!parseRecording(text).ok)
          throw new Bug(`broken promise: what is recorded of ${protocol} can be read again`);
      }
    },
  },
];
