/** One of the sixteen slots of the daemon's table of readers (pcsc-lite `pubReaderStatesList`). */
export interface ReaderState {
  readonly name: string;
  /** Insertions and removals since the daemon's start, modulo 65 536. */
  readonly events: number;
  readonly present: boolean;
  readonly atr: Uint8Array;
}

const MAX_READERS = 16;
const NAME_LENGTH = 128;
const MAX_ATR = 33;
/** 128 name · 4 events · 4 state · 4 sharing · 33 ATR · 3 padding · 4 ATR length · 4 protocol. */
const STATE_LENGTH = 184;
export const READERS_LENGTH = MAX_READERS * STATE_LENGTH;
const PRESENT = 0x0004;

/** @param bytes exactly {@link READERS_LENGTH} of them; slots without a name are free */
export function parseReaderStates(bytes: Uint8Array): readonly ReaderState[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const states: ReaderState[] = [];
  for (let at = 0; at + STATE_LENGTH <= buffer.length; at += STATE_LENGTH) {
    const end = buffer.indexOf(0, at);
    const name = buffer.toString('utf8', at, Math.min(end < 0 ? at : end, at + NAME_LENGTH));
    if (name === '') continue;
    // A length beyond the field would be the daemon's "not powered up yet" (34): no answer to reset then.
    const atrLength = buffer.readUInt32LE(at + 176);
    const atr = atrLength <= MAX_ATR ? buffer.subarray(at + 140, at + 140 + atrLength) : new Uint8Array();
    states.push({
      name,
      events: buffer.readUInt32LE(at + 128),
      present: (buffer.readUInt32LE(at + 132) & PRESENT) !== 0,
      atr: Uint8Array.from(atr),
    });
  }
  return states;
}

/** The daemon's side of {@link parseReaderStates}, for the simulator. At most sixteen. */
export function encodeReaderStates(states: readonly ReaderState[]): Buffer {
  const bytes = Buffer.alloc(READERS_LENGTH);
  for (const [i, state] of states.slice(0, MAX_READERS).entries()) {
    const at = i * STATE_LENGTH;
    bytes.write(state.name, at, NAME_LENGTH - 1, 'utf8');
    bytes.writeUInt32LE(state.events, at + 128);
    bytes.writeUInt32LE(state.present ? PRESENT : 0x0002, at + 132);
    bytes.set(state.atr.subarray(0, MAX_ATR), at + 140);
    bytes.writeUInt32LE(Math.min(state.atr.length, MAX_ATR), at + 176);
  }
  return bytes;
}
