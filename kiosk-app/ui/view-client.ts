import type { KeypadAction } from '../../device-drivers/keypad/contract.ts';
import type { Intent } from '../session/contract/intents.ts';
import type { SessionMessage, UiMessage } from '../session/contract/messages.ts';
import { CLOSE, VIEW_VERSION } from '../session/contract/view-link.ts';
import { DELAYS } from './delays.ts';
import { portalFrames } from './portal-frames.ts';
import { readFrame } from './view-guards.ts';
import type { ViewStore } from './view-store.ts';

/** What is used of a browser's WebSocket. */
export interface Wire {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
}

/** Injected time, the part of it that is needed here. */
export interface Timers {
  /** Milliseconds since an arbitrary start; never jumps. */
  monotonic(): number;
  setTimeout(fn: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** Turns the pictures of the session into addresses an `img` can show, and gives them up again. */
export interface PictureAddresses {
  make(mime: string, base64: string): string;
  drop(address: string): void;
}

export interface ViewClientOptions {
  readonly store: ViewStore;
  readonly open: () => Wire;
  /** One-time token of the page's address; `null` after a reload: only the shell can give a new one. */
  readonly token: string | null;
  readonly timers: Timers;
  readonly pictures: PictureAddresses;
  /** A key of the assistive keypad went down while the screen takes input. */
  readonly onKey?: (key: KeypadAction) => void;
}

export interface ViewClient {
  start(): void;
  /** Sends an intent for the screen shown now. Dropped while the link is down: the veil takes no input. */
  send(intent: Intent): void;
  /** Reports a touch or key; thinned to one a second. */
  active(): void;
  /** Says that nothing but the cover is drawn any more. */
  covered(): void;
}

/** Keeps the store equal to what the session last said, over as many connections as it takes. */
export function createViewClient({
  store,
  open,
  token,
  timers,
  pictures,
  onKey = () => {},
}: ViewClientOptions): ViewClient {
  let wire: Wire | null = null;
  let resume: string | null = null;
  let attempt = 0;
  let lastActivity = Number.NEGATIVE_INFINITY;

  const say = (message: UiMessage): void => wire?.send(JSON.stringify(message));

  const forget = (link: 'over' | 'incompatible'): void => {
    for (const address of store.getState().pictures.values()) pictures.drop(address);
    store.setState({ link, snapshot: null, pictures: new Map() });
    const { frame } = portalFrames.getState();
    if (frame !== null) pictures.drop(frame);
    portalFrames.setState({ frame: null });
    resume = null;
    const closing = wire;
    wire = null;
    closing?.close();
  };

  const hear = (message: SessionMessage): void => {
    switch (message.type) {
      case 'welcome':
        resume = message.resume;
        attempt = 0;
        return;
      case 'snapshot': {
        const shown = store.getState().snapshot;
        if (shown === null || message.snapshot.seq >= shown.seq) {
          store.setState({ link: 'live', snapshot: message.snapshot });
        }
        return;
      }
      case 'picture': {
        const known = new Map(store.getState().pictures);
        const before = known.get(message.id);
        if (before !== undefined) pictures.drop(before);
        known.set(message.id, pictures.make(message.mime, message.data));
        store.setState({ pictures: known });
        return;
      }
      case 'portal-frame': {
        const before = portalFrames.getState().frame;
        portalFrames.setState({ frame: pictures.make('image/jpeg', message.data) });
        if (before !== null) pictures.drop(before);
        return;
      }
      case 'key':
        if (store.getState().link === 'live') onKey(message.key);
        return;
      case 'refused':
        // What the citizen must know of a refusal comes with the next snapshot, as its notice.
        return;
      case 'ended':
        forget('over');
    }
  };

  const connect = (): void => {
    const mine = open();
    wire = mine;
    mine.onopen = () => {
      if (resume !== null) say({ type: 'resume', version: VIEW_VERSION, key: resume });
      else if (token !== null) say({ type: 'hello', version: VIEW_VERSION, token });
    };
    mine.onmessage = ({ data }) => {
      if (wire !== mine) return;
      const reading = readFrame(data);
      if (reading.kind === 'message') hear(reading.message);
      else if (reading.kind === 'incompatible') forget('incompatible');
      else mine.close();
    };
    mine.onclose = ({ code }) => {
      if (wire !== mine) return;
      wire = null;
      if (code === CLOSE.unauthorised || code === CLOSE.replaced || code === CLOSE.ended) return forget('over');
      store.setState({ link: store.getState().snapshot === null ? 'connecting' : 'lost' });
      const wait = DELAYS.reconnect[Math.min(attempt, DELAYS.reconnect.length - 1)] ?? 0;
      attempt += 1;
      timers.setTimeout(connect, wait);
    };
  };

  return {
    start() {
      if (token === null) store.setState({ link: 'over' });
      else connect();
    },
    send(intent) {
      const { link, snapshot } = store.getState();
      if (link === 'live' && snapshot !== null) say({ type: 'intent', screenId: snapshot.screenId, intent });
    },
    active() {
      const now = timers.monotonic();
      if (store.getState().link !== 'live' || now - lastActivity < DELAYS.activity) return;
      lastActivity = now;
      say({ type: 'activity' });
    },
    covered() {
      say({ type: 'covered' });
    },
  };
}
