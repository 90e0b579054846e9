import type { Socket } from 'node:net';
import type { Tap, TappedConnection } from '../../recording/tap.ts';

/** Listens to a socket. @returns what to tell of everything that is written to it */
export function tapStream(socket: Socket, tap: Tap): (bytes: Uint8Array) => void {
  let tapped: TappedConnection | null = null;
  // Node keeps what is written before the connection stands; one that never does leaves no recording.
  const early: Uint8Array[] = [];
  socket.once('connect', () => {
    tapped = tap.connection();
    for (const bytes of early.splice(0)) tapped.data('sent', bytes);
  });
  socket.on('data', (bytes: Buffer) => tapped?.data('received', bytes));
  socket.once('close', () => tapped?.closed('closed'));
  return (bytes) => (tapped ? tapped.data('sent', bytes) : void early.push(bytes));
}
