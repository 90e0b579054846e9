import type { WebSocket } from 'ws';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import type { PortalFrame, PortalView } from '../../portal-view/contract.ts';
import type { SessionMessage } from '../contract/messages.ts';
import type { Session } from '../session.ts';

/** Bytes that wait for the page: more of them, and older pictures are left out. */
const MOST_WAITING = 512 * 1024;
const LOOK_AGAIN = 50;

interface FrameOptions {
  readonly socket: WebSocket;
  readonly session: Session;
  readonly portalView: PortalView | null;
  readonly clock: Clock;
}

/** Sends pictures of a web site to one page, the newest only, and none while another screen or the cover stands there. */
export function followFrames({ socket, session, portalView, clock }: FrameOptions): { stop(): void } {
  let waiting: PortalFrame | null = null;
  let timer: Timer | undefined;
  const isSeen = () => {
    const { screen, overlay } = session.snapshot();
    return screen.kind === 'portal' && screen.phase.kind === 'viewing' && overlay?.kind !== 'cover';
  };
  const push = () => {
    clock.clearTimeout(timer);
    if (!waiting || socket.readyState !== socket.OPEN || !isSeen()) return;
    if (socket.bufferedAmount > MOST_WAITING) {
      timer = clock.setTimeout(push, LOOK_AGAIN);
      return;
    }
    const message: SessionMessage = { type: 'portal-frame', data: waiting.reveal() };
    waiting = null;
    socket.send(JSON.stringify(message));
  };
  const take = (frame: PortalFrame | null) => {
    waiting = frame;
    push();
  };
  let wasSeen = isSeen();
  const unsubscribe = [
    portalView?.onFrame(take),
    session.onSnapshot(() => {
      const seen = isSeen();
      // What stood there before the cover, or is still to be drawn for the first time.
      if (seen && !wasSeen) take(portalView?.frame() ?? null);
      wasSeen = seen;
    }),
  ];
  if (wasSeen) take(portalView?.frame() ?? null);
  return {
    stop() {
      clock.clearTimeout(timer);
      for (const end of unsubscribe) end?.();
    },
  };
}
