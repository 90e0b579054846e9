import { render } from 'preact';
import { VIEW_PATH } from '../session/contract/view-link.ts';
import { App } from './app.tsx';
import { createKeypadCursor } from './keypad/keypad-cursor.ts';
import { fetchLater } from './later.tsx';
import { guardTouches } from './touch/touch-guard.ts';
import { createViewClient, type Timers, type Wire } from './view-client.ts';
import { createViewStore } from './view-store.ts';

/** The token stands in the fragment once; it must not be readable from the address afterwards. */
function takeToken(): string | null {
  const token = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  return token === '' ? null : token;
}

const timers: Timers = {
  monotonic: () => performance.now(),
  setTimeout: (fn, ms) => window.setTimeout(fn, ms),
  clearTimeout: (timer) => window.clearTimeout(Number(timer)),
};

const pictures = {
  make(mime: string, base64: string): string {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    return URL.createObjectURL(new Blob([bytes], { type: mime }));
  },
  drop: (address: string) => URL.revokeObjectURL(address),
};

const store = createViewStore();
// There is no spoken interface: its keys do nothing.
const keypad = createKeypadCursor(() => {});
const client = createViewClient({
  store,
  // Beside the page, wherever that is: a preview in the console has a path of its own.
  open: () => new WebSocket(new URL(`.${VIEW_PATH}`, location.href)) as Wire,
  token: takeToken(),
  timers,
  pictures,
  onKey: (key) => keypad.press(key),
});

for (const kind of ['pointerdown', 'keydown'] as const) {
  window.addEventListener(kind, () => client.active(), { capture: true, passive: true });
}
// Registered after the listeners above: a touch that does not count shows that somebody is there all the same.
guardTouches(timers);
// A kiosk has no context menu, and nothing on the page may be dragged out of it.
for (const kind of ['contextmenu', 'dragstart'] as const) {
  window.addEventListener(kind, (event) => event.preventDefault());
}

client.start();
const root = document.getElementById('root');
if (root !== null) render(<App store={store} send={client.send} onCovered={client.covered} />, root);
// Once the first screen stands, and long before anybody gets where these are needed.
requestIdleCallback(() => void fetchLater());
