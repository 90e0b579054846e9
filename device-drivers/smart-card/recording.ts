import type { Content } from '../recording/format.ts';
import type { Mask, Masks } from '../recording/mask.ts';
import { COMMAND, HEADER_LENGTH, LENGTH, MAX_ANSWER, receivedLength, returnValue } from './pcsc/messages.ts';
import { READERS_LENGTH } from './pcsc/reader-state.ts';

/** Class, instruction, two parameters and a length (ISO 7816-4 section 5.2). */
const COMMAND_HEAD = 5;
const STATUS_WORD = 2;
/** Longest message of either side with a short APDU behind it. */
const LONGEST = READERS_LENGTH + HEADER_LENGTH + MAX_ANSWER;

/** Lengths of what the daemon says to each command, one after the other. */
const ANSWERS: ReadonlyMap<number, readonly number[]> = new Map<number, readonly number[]>([
  [COMMAND.establishContext, [LENGTH.establishContext]],
  [COMMAND.connect, [LENGTH.connect]],
  [COMMAND.disconnect, [LENGTH.disconnect]],
  [COMMAND.beginTransaction, [LENGTH.beginTransaction]],
  [COMMAND.endTransaction, [LENGTH.endTransaction]],
  [COMMAND.transmit, [LENGTH.transmit]],
  [COMMAND.version, [LENGTH.version]],
  [COMMAND.readersState, [READERS_LENGTH]],
  [COMMAND.waitForChange, [READERS_LENGTH, LENGTH.change]],
  // Its answer is the one message that ends the wait.
  [COMMAND.stopWaiting, []],
]);

interface Step {
  readonly length: number;
  readonly kind: 'message' | 'transmit' | 'card';
}

/**
 * Readers, presence and ATR stay; of what is said to a card its head, of what a card says its status word and how long
 * it was. What is in no message of the protocol is counted only.
 */
function pcscMask(): Mask {
  const steps: Step[] = [];
  let asked: Buffer = Buffer.alloc(0);
  let told: Buffer = Buffer.alloc(0);
  let isLost = false;

  const lose = (bytes: Buffer): Content[] => {
    isLost = true;
    return bytes.length > 0 ? [{ size: bytes.length }] : [];
  };

  function heardAsked(): Content[] {
    const contents: Content[] = [];
    while (asked.length >= HEADER_LENGTH) {
      const command = asked.readUInt32LE(4);
      const answers = ANSWERS.get(command);
      const size = requestSize(asked, command);
      if (!answers || (size !== null && size > LONGEST)) return [...contents, ...lose(asked)];
      if (size === null || asked.length < size) break;
      contents.push(withoutCardData(asked.subarray(0, size), command));
      asked = asked.subarray(size);
      const kind = command === COMMAND.transmit ? 'transmit' : 'message';
      for (const length of answers) steps.push({ length, kind });
    }
    return contents;
  }

  function heardTold(): Content[] {
    const contents: Content[] = [];
    while (told.length > 0) {
      const [step] = steps;
      if (!step) return [...contents, ...lose(told)];
      if (told.length < step.length) break;
      const bytes = Buffer.from(told.subarray(0, step.length));
      told = told.subarray(step.length);
      steps.shift();
      if (step.kind === 'card') bytes.fill(0, 0, Math.max(0, bytes.length - STATUS_WORD));
      if (step.kind === 'transmit' && returnValue(bytes) === 0) {
        const length = receivedLength(bytes);
        if (length > MAX_ANSWER) return [...contents, bytes, ...lose(told)];
        if (length > 0) steps.unshift({ length, kind: 'card' });
      }
      contents.push(bytes);
    }
    return contents;
  }

  return {
    push(direction, content) {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : Buffer.from(content);
      if (isLost) return lose(bytes);
      if (direction === 'sent') {
        asked = Buffer.concat([asked, bytes]);
        return heardAsked();
      }
      told = Buffer.concat([told, bytes]);
      return heardTold();
    },
    end: () =>
      isLost
        ? []
        : [
            { direction: 'sent' as const, content: { size: asked.length } },
            { direction: 'received' as const, content: { size: told.length } },
          ].filter(({ content }) => content.size > 0),
  };
}

/** With the card's command, which follows the message and does not count in its length; `null`: not told yet. */
function requestSize(bytes: Buffer, command: number): number | null {
  const size = HEADER_LENGTH + bytes.readUInt32LE(0);
  if (command !== COMMAND.transmit) return size;
  return bytes.length < HEADER_LENGTH + LENGTH.transmit ? null : size + bytes.readUInt32LE(HEADER_LENGTH + 12);
}

function withoutCardData(request: Buffer, command: number): Uint8Array {
  const bytes = Buffer.from(request);
  const from = HEADER_LENGTH + LENGTH.transmit + COMMAND_HEAD;
  return command === COMMAND.transmit && bytes.length > from ? bytes.fill(0, from) : bytes;
}

export const masks = { pcsc: pcscMask } satisfies Masks;
