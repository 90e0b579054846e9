import { err, ok, type Result } from '../../../foundation/result.ts';

/**
 * Messages of the PC/SC daemon's own socket, protocol 4:4 (pcsc-lite `winscard_msg.h`). 4:4 came with 1.8.24; daemons
 * up to 4:6 still serve it. A request is a header (length, command) and a body; an answer is the same body again, its
 * fields filled in, without a header. Integers are in host order, which is little-endian on every machine we run on.
 */
export const PROTOCOL = { major: 4, minor: 4 } as const;

export const COMMAND = {
  establishContext: 0x01,
  connect: 0x04,
  disconnect: 0x06,
  beginTransaction: 0x07,
  endTransaction: 0x08,
  transmit: 0x09,
  version: 0x11,
  readersState: 0x12,
  waitForChange: 0x13,
  stopWaiting: 0x14,
} as const;

/** Length of answers in bytes. */
export const LENGTH = {
  version: 12,
  establishContext: 12,
  connect: 152,
  disconnect: 12,
  beginTransaction: 8,
  endTransaction: 12,
  /** Followed by the card's answer if it succeeded. */
  transmit: 32,
  /** The signal that something changed, and the answer to `stopWaiting`. */
  change: 8,
} as const;

export const HEADER_LENGTH = 8;
const READER_NAME_LENGTH = 128;
/** Largest answer of a card that we take: a short APDU's 256 bytes and the status word. */
export const MAX_ANSWER = 258;
const SHARE_SHARED = 2;
const PROTOCOL_T0_OR_T1 = 3;
const LEAVE_CARD = 0;
const SCOPE_SYSTEM = 2;
/** `sizeof(SCARD_IO_REQUEST)` of 64-bit callers; the daemon hands it back unread. */
const PCI_LENGTH = 16;

function request(command: number, words: readonly number[] = []): Buffer {
  const bytes = Buffer.alloc(HEADER_LENGTH + words.length * 4);
  bytes.writeUInt32LE(words.length * 4, 0);
  bytes.writeUInt32LE(command, 4);
  for (const [i, word] of words.entries()) bytes.writeUInt32LE(word >>> 0, HEADER_LENGTH + i * 4);
  return bytes;
}

export const versionRequest = () => request(COMMAND.version, [PROTOCOL.major, PROTOCOL.minor, 0]);
export const readersStateRequest = () => request(COMMAND.readersState);
export const waitRequest = () => request(COMMAND.waitForChange);
export const stopWaitingRequest = () => request(COMMAND.stopWaiting);
export const establishRequest = () => request(COMMAND.establishContext, [SCOPE_SYSTEM, 0, 0]);
export const beginRequest = (card: number) => request(COMMAND.beginTransaction, [card, 0]);
export const endRequest = (card: number) => request(COMMAND.endTransaction, [card, LEAVE_CARD, 0]);
export const disconnectRequest = (card: number) => request(COMMAND.disconnect, [card, LEAVE_CARD, 0]);

export function connectRequest(context: number, reader: string): Buffer {
  const bytes = Buffer.alloc(HEADER_LENGTH + LENGTH.connect);
  bytes.writeUInt32LE(LENGTH.connect, 0);
  bytes.writeUInt32LE(COMMAND.connect, 4);
  bytes.writeUInt32LE(context, 8);
  bytes.write(reader, 12, READER_NAME_LENGTH - 1, 'utf8');
  bytes.writeUInt32LE(SHARE_SHARED, 12 + READER_NAME_LENGTH);
  bytes.writeUInt32LE(PROTOCOL_T0_OR_T1, 16 + READER_NAME_LENGTH);
  return bytes;
}

/** @param protocol as `connect` answered it: 1 = T=0, 2 = T=1 */
export const transmitRequest = (card: number, protocol: number, command: Uint8Array): Buffer =>
  Buffer.concat([
    request(COMMAND.transmit, [card, protocol, PCI_LENGTH, command.length, protocol, PCI_LENGTH, MAX_ANSWER, 0]),
    command,
  ]);

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** An answer whose last word is its return value. */
export const returnValue = (answer: Uint8Array): number => view(answer).getUint32(answer.length - 4, true);

export function parseVersion(answer: Uint8Array): Result<{ major: number; minor: number }, 'wrong-protocol'> {
  const words = view(answer);
  const version = { major: words.getInt32(0, true), minor: words.getInt32(4, true) };
  return returnValue(answer) === 0 && version.major === PROTOCOL.major ? ok(version) : err('wrong-protocol');
}

export const contextOf = (answer: Uint8Array): number => view(answer).getUint32(4, true);

export function handleOf(answer: Uint8Array): { readonly card: number; readonly protocol: number } {
  const words = view(answer);
  return { card: words.getUint32(140, true), protocol: words.getUint32(144, true) };
}

/** How many bytes of the card's answer follow. */
export const receivedLength = (answer: Uint8Array): number => view(answer).getUint32(24, true);
