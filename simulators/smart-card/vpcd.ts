import { connect } from 'node:net';
import type { VirtualCard } from './card.ts';

/** Control messages of the virtual reader (vsmartcard `vpcd.h`): one byte instead of an APDU. */
const POWER_OFF = 0x00;
const POWER_ON = 0x01;
const RESET = 0x02;
const GET_ATR = 0x04;

export interface LaidCard {
  /** The reader has dropped the connection, or the card was taken away. */
  readonly gone: Promise<void>;
  takeAway(): void;
}

/**
 * Lays a card on a reader of vsmartcard's vpcd: connects, and plays the card's side of its protocol, two bytes of
 * big-endian length before every message.
 * @throws the socket's error if no reader listens there
 */
export async function layOnVpcd(card: VirtualCard, port: number, host = '127.0.0.1'): Promise<LaidCard> {
  const socket = connect({ port, host, noDelay: true });
  await new Promise<void>((done, failed) => {
    socket.once('connect', done);
    socket.once('error', failed);
  });
  const gone = new Promise<void>((done) => socket.once('close', () => done()));
  // A reader that is killed resets the line; that is what `gone` tells.
  socket.on('error', () => {});

  let unread: Buffer = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    unread = Buffer.concat([unread, bytes]);
    for (;;) {
      if (unread.length < 2) return;
      const end = 2 + unread.readUInt16BE(0);
      if (unread.length < end) return;
      const message = unread.subarray(2, end);
      unread = unread.subarray(end);
      const answer = answerTo(card, message);
      if (!answer) continue;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(answer.length);
      socket.write(Buffer.concat([length, answer]));
    }
  });
  return { gone, takeAway: () => socket.destroy() };
}

function answerTo(card: VirtualCard, message: Uint8Array): Uint8Array | null {
  if (message.length !== 1) return card.respond(message);
  const [control] = message;
  if (control === POWER_OFF || control === POWER_ON || control === RESET) card.reset();
  return control === GET_ATR ? card.atr : null;
}
