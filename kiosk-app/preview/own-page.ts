import { WebSocket } from 'ws';
import type { Clock, Timer } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { Intent } from '../session/contract/intents.ts';
import type { SessionMessage, UiMessage } from '../session/contract/messages.ts';
import type { Snapshot } from '../session/contract/snapshot.ts';
import { VIEW_PATH, VIEW_VERSION } from '../session/contract/view-link.ts';
import { DELAYS } from './delays.ts';

/** A page of the session beside the one that people see: it knows what they see, and can touch the same things. */
export interface OwnPage {
  readonly snapshot: Snapshot | null;
  /** @returns false if the page is not connected */
  touch(intent: Intent): boolean;
  close(): void;
}

export interface OwnPageOptions {
  readonly port: number;
  readonly token: string;
  readonly onSnapshot: (snapshot: Snapshot) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens it. Its touches also tell the session that somebody is there, so that no screen goes while people look. */
export function openOwnPage(options: OwnPageOptions): OwnPage {
  const { port, token, onSnapshot, clock, log } = options;
  const host = `127.0.0.1:${port}`;
  const socket = new WebSocket(`ws://${host}${VIEW_PATH}`, { origin: `http://${host}` });
  let snapshot: Snapshot | null = null;
  let timer: Timer | null = null;
  const say = (message: UiMessage): boolean => {
    if (socket.readyState !== socket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  };
  const stay = () => {
    say({ type: 'activity' });
    timer = clock.setTimeout(stay, DELAYS.activity);
  };
  socket.once('open', () => {
    say({ type: 'hello', version: VIEW_VERSION, token });
    stay();
  });
  socket.on('message', (data) => {
    const message = JSON.parse(data.toString()) as SessionMessage;
    if (message.type !== 'snapshot') return;
    snapshot = message.snapshot;
    onSnapshot(snapshot);
  });
  socket.on('error', () => log.event('warn', 'preview.own-page.failed', { reason: code('socket') }));
  return {
    get snapshot() {
      return snapshot;
    },
    touch: (intent) => snapshot !== null && say({ type: 'intent', screenId: snapshot.screenId, intent }),
    close() {
      if (timer) clock.clearTimeout(timer);
      socket.terminate();
    },
  };
}
