import type { SessionMessage } from '../session/contract/messages.ts';
import type { Overlay } from '../session/contract/overlay.ts';
import type { Screen } from '../session/contract/snapshot.ts';
import { VIEW_VERSION } from '../session/contract/view-link.ts';

/** Listed as a record so that the compiler misses a kind that the contract adds. */
const SCREENS: Readonly<Record<Screen['kind'], true>> = {
  'out-of-service': true,
  attract: true,
  closed: true,
  interrupted: true,
  orient: true,
  catalogue: true,
  'service-info': true,
  identify: true,
  'pin-change': true,
  bill: true,
  form: true,
  evidence: true,
  review: true,
  pay: true,
  submit: true,
  receipt: true,
  farewell: true,
  problem: true,
  portal: true,
  sheet: true,
  wiping: true,
};
const OVERLAYS: Readonly<Record<Overlay['kind'], true>> = {
  cover: true,
  'idle-warning': true,
  help: true,
  'confirm-cancel': true,
};

export type Reading =
  | { readonly kind: 'message'; readonly message: SessionMessage }
  /** The session speaks another version: nothing of it may be shown. */
  | { readonly kind: 'incompatible' }
  | { readonly kind: 'malformed' };

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';

/**
 * Reads one frame of the session. Light: the session is the same build on the same machine, so kinds and the fields
 * that every screen relies on are checked, not every leaf.
 */
export function readFrame(data: unknown): Reading {
  const value = parse(data);
  if (!isPlain(value)) return { kind: 'malformed' };
  switch (value.type) {
    case 'welcome':
      if (value.version !== VIEW_VERSION) return { kind: 'incompatible' };
      return isText(value.resume) ? accept(value) : { kind: 'malformed' };
    case 'snapshot':
      return readSnapshot(value);
    case 'picture': {
      const mime = value.mime;
      const known = mime === 'image/jpeg' || mime === 'image/png' || mime === 'image/svg+xml';
      return known && isText(value.id) && isText(value.data) ? accept(value) : { kind: 'malformed' };
    }
    case 'portal-frame':
      return isText(value.data) ? accept(value) : { kind: 'malformed' };
    case 'key':
      return isText(value.key) ? accept(value) : { kind: 'malformed' };
    case 'refused':
      return isText(value.reason) ? accept(value) : { kind: 'malformed' };
    case 'ended':
      return accept(value);
    default:
      return { kind: 'malformed' };
  }
}

function readSnapshot(message: Plain): Reading {
  const snapshot = message.snapshot;
  if (!isPlain(snapshot)) return { kind: 'malformed' };
  if (snapshot.version !== VIEW_VERSION) return { kind: 'incompatible' };
  const { screen, overlay, languages, display, site, can, journey } = snapshot;
  const whole =
    typeof snapshot.seq === 'number' &&
    isText(snapshot.screenId) &&
    isText(snapshot.language) &&
    (snapshot.dir === 'ltr' || snapshot.dir === 'rtl') &&
    Array.isArray(languages) &&
    isPlain(display) &&
    isPlain(site) &&
    isPlain(can) &&
    (journey === null || (isPlain(journey) && Array.isArray(journey.steps))) &&
    isPlain(screen);
  if (!whole) return { kind: 'malformed' };
  if (!isText(screen.kind) || !Object.hasOwn(SCREENS, screen.kind)) return { kind: 'incompatible' };
  if (overlay !== null) {
    if (!isPlain(overlay)) return { kind: 'malformed' };
    if (!isText(overlay.kind) || !Object.hasOwn(OVERLAYS, overlay.kind)) return { kind: 'incompatible' };
  }
  return accept(message);
}

const accept = (value: Plain): Reading => ({ kind: 'message', message: value as unknown as SessionMessage });

function parse(data: unknown): unknown {
  if (!isText(data)) return null;
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
