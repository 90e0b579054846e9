import type { WebSocket } from 'ws';
import type { KeypadAction } from '../../../device-drivers/keypad/contract.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { PortalView } from '../../portal-view/contract.ts';
import { HELLO_WITHIN_MS, type RefusedReason, type SessionMessage, UiMessage } from '../contract/messages.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import { CLOSE } from '../contract/view-link.ts';
import type { Session } from '../session.ts';
import { picturesOn } from '../snapshot/snapshot.ts';
import { followFrames } from './portal-frames.ts';
import { createRateLimit } from './rate-limit.ts';
import type { Tokens } from './tokens.ts';

/** After so many refusals in a row the page is disconnected: our UI never sends that many. */
const MAX_REFUSED = 50;

export interface ViewOptions {
  readonly session: Session;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly log: Log;
  /** Where web sites are shown: pictures of their pages go to every page of ours. */
  readonly portalView?: PortalView | null;
}

/** Every page that shows this session. They all get the same snapshots; in a kiosk there is one. */
export class View {
  readonly #options: ViewOptions;
  /** Open sockets by page: the same page on a newer socket replaces the older one. */
  readonly #pages = new Map<string, WebSocket>();
  readonly #sockets = new Set<WebSocket>();

  constructor(options: ViewOptions) {
    this.#options = options;
  }

  /** Takes over a socket whose origin was checked. */
  accept(socket: WebSocket): void {
    const { session, clock, log, portalView = null } = this.#options;
    this.#sockets.add(socket);
    const isAllowed = createRateLimit(clock);
    const sent = new Set<string>();
    let page: string | null = null;
    let refusedInRow = 0;
    let unsubscribe: (() => void) | null = null;
    const helloTimer: Timer = clock.setTimeout(() => close(CLOSE.unauthorised, 'no-hello'), HELLO_WITHIN_MS);

    const close = (status: number, reason: string) => {
      log.event('warn', 'session.view.closed', { status, reason: code(reason) });
      socket.close(status, reason);
    };
    const send = (message: SessionMessage) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    };
    const show = (snapshot: Snapshot) => {
      for (const id of picturesOn(snapshot)) {
        const picture = sent.has(id) ? undefined : session.picture(id);
        if (!picture) continue;
        sent.add(id);
        send({ type: 'picture', id, mime: picture.mime, data: picture.data.reveal() });
      }
      send({ type: 'snapshot', snapshot });
    };
    const refuse = (reason: RefusedReason) => {
      // Never with content: what was refused may be what somebody typed.
      log.event('info', 'session.view.refused', { reason: code(reason) });
      send({ type: 'refused', reason });
      refusedInRow++;
      if (refusedInRow >= MAX_REFUSED) close(CLOSE.badMessage, 'too-many-refused');
    };
    const welcome = (name: string, resume: string) => {
      clock.clearTimeout(helloTimer);
      page = name;
      this.#pages.get(name)?.close(CLOSE.replaced, 'replaced');
      this.#pages.set(name, socket);
      send({ type: 'welcome', version: 1, resume });
      show(session.snapshot());
      const unsubscribeSnapshots = session.onSnapshot(show);
      const frames = followFrames({ socket, session, portalView, clock });
      unsubscribe = () => {
        unsubscribeSnapshots();
        frames.stop();
      };
    };
    const enter = (message: UiMessage) => {
      const { tokens } = this.#options;
      if (message.type === 'hello') {
        const admitted = tokens.redeem(message.token);
        if (admitted) return welcome(admitted.page, admitted.resume);
      } else if (message.type === 'resume') {
        const known = tokens.pageOf(message.key);
        if (known) return welcome(known, message.key);
      }
      send({ type: 'refused', reason: 'unauthorised' });
      close(CLOSE.unauthorised, 'unauthorised');
    };

    socket.on('message', (data, isBinary) => {
      if (!isAllowed()) return refuse('too-many');
      const message = isBinary ? null : parse(data.toString());
      if (!page) {
        if (message) return enter(message);
        send({ type: 'refused', reason: 'malformed' });
        return close(CLOSE.badMessage, 'malformed');
      }
      switch (message?.type) {
        case 'intent': {
          const refused = session.intend(message.intent, message.screenId);
          if (refused) return refuse(refused);
          break;
        }
        case 'activity':
          session.activity();
          break;
        case 'covered':
          session.covered();
          break;
        default:
          // Not JSON, not ours, or a second hello.
          return refuse('malformed');
      }
      refusedInRow = 0;
    });
    socket.on('error', (error: Error & { code?: string }) => {
      // ws answers a frame above the limit with 1009 by itself; here it is only told.
      const isTooLarge = error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
      log.event('info', 'session.view.refused', { reason: code(isTooLarge ? 'too-large' : 'protocol') });
    });
    socket.once('close', () => {
      clock.clearTimeout(helloTimer);
      unsubscribe?.();
      this.#sockets.delete(socket);
      if (page && this.#pages.get(page) === socket) this.#pages.delete(page);
    });
  }

  /** Only to a page that has shown its token. */
  key(key: KeypadAction): void {
    const message: SessionMessage = { type: 'key', key };
    for (const socket of this.#pages.values()) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    }
  }

  /** Tells every page that it is over; resolves at once. */
  end(): void {
    const ended: SessionMessage = { type: 'ended' };
    for (const socket of this.#sockets) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(ended));
      socket.close(CLOSE.ended, 'ended');
    }
  }

  get size(): number {
    return this.#sockets.size;
  }
}

function parse(text: string): UiMessage | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const checked = UiMessage.safeParse(json);
  return checked.success ? checked.data : null;
}
