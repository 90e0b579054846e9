import { AttributeReader } from './codec/attributes.ts';
import { decodeAnswer, decodeMessage } from './codec/decode.ts';
import { encodeMessage } from './codec/encode.ts';
import { readPrinter } from './dialogue/printer-status.ts';
import { readReason } from './dialogue/state-reasons.ts';

/** Every parser that meets bytes from outside. A target throws only if the parser is at fault. */
export const fuzzTargets: readonly { readonly name: string; run(bytes: Uint8Array): void }[] = [
  {
    name: 'ipp-message',
    run: (bytes) => {
      const read = decodeMessage(bytes);
      if (!read.ok) {
        if (read.error.offset > bytes.length) throw new RangeError('offset of an error behind the end');
        return;
      }
      readPrinter(new AttributeReader(read.value.groups), 0);
      // One octet that is no UTF-8 becomes three, and a field holds no more than 32767.
      if (bytes.length > 10_000) return;
      // Characters that are no UTF-8 are replaced, so only what is written anew must stay the same.
      const again = decodeMessage(encodeMessage(read.value));
      if (!again.ok || again.value.groups.length !== read.value.groups.length)
        throw new RangeError('not the same twice');
    },
  },
  {
    name: 'ipp-answer',
    run: (bytes) => {
      const strict = decodeMessage(bytes);
      const lenient = decodeAnswer(bytes);
      if (strict.ok && (!lenient.ok || lenient.value.dropped.length > 0)) throw new RangeError('dropped what is sound');
      if (lenient.ok) readPrinter(new AttributeReader(lenient.value.groups), lenient.value.dropped.length);
    },
  },
  { name: 'ipp-state-reason', run: (bytes) => void readReason(Buffer.from(bytes).toString('utf8')) },
];
