import type WebSocket from 'ws';
import type { Tap } from '../../recording/tap.ts';

/** Listens to an SDK WebSocket. @returns what to tell of each message that is sent */
export function tapSocket(socket: WebSocket, tap: Tap): (text: string) => void {
  const tapped = tap.connection();
  socket.on('message', (data, isBinary) => {
    if (!isBinary) tapped.data('received', data.toString());
  });
  socket.once('close', () => tapped.closed('closed'));
  return (text) => tapped.data('sent', text);
}
