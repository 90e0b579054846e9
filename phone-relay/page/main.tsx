import { render } from 'preact';
import { systemClock } from '../../foundation/clock.ts';
import { readLinkFragment } from '../../portals/phone-relay/link/link-address.ts';
import { Telephone } from './model/telephone.ts';
import { bringDown } from './photo/bring-down.ts';
import { App } from './screens/app.tsx';

const address = readLinkFragment(location.hash);
// The secret stays in this page's memory: neither in the address bar nor in the browser's history.
history.replaceState(null, '', location.pathname);

const telephone = new Telephone({
  address,
  base: location.pathname.replace(/\/p\/?$/, ''),
  language: navigator.language,
  clock: systemClock,
  fetch: (input, init) => fetch(input, init),
  prepare: bringDown,
  release: (picture) => URL.revokeObjectURL(picture),
});
addEventListener('pagehide', () => telephone.leave());
// The next code, opened in the same tab, changes only what stands behind the "#": the browser loads nothing by itself.
addEventListener('hashchange', () => location.reload());
// Who goes to the camera's app, or comes back from it, is busy with the telephone, too.
for (const sign of ['pointerdown', 'visibilitychange']) addEventListener(sign, () => telephone.here());
const place = document.getElementById('page');
if (place) render(<App telephone={telephone} />, place);
void telephone.open();
