import { act, links, listen } from './api.js';
import { h } from './dom.js';
import { showScreen } from './screen.js';
import { codeReaderStation } from './stations/code-reader.js';
import { eidStation } from './stations/eid.js';
import { keypadStation } from './stations/keypad.js';
import { pagePrinterStation } from './stations/page-printer.js';
import { payPageStation } from './stations/pay-page.js';
import { paymentStation } from './stations/payment.js';
import { person } from './stations/person.js';
import { phoneStation } from './stations/phone.js';
import { printerStation } from './stations/printer.js';
import { scannerStation } from './stations/scanner.js';
import { wall } from './stations/wall.js';
import { chooseLanguage, chosenLanguage, loadTexts, otherLanguage } from './texts.js';

const HINT_MS = 4000;
const find = (selector) => document.querySelector(selector);

const language = chosenLanguage();
const t = await loadTexts(language);
document.documentElement.lang = language;
document.title = t('title');
const live = h('p', { class: 'bar__live', role: 'status' });
const elsewhere = h('nav', { class: 'bar__links', 'aria-label': t('links') });
find('.bar').append(
  h('h1', { class: 'bar__title', text: t('title') }),
  elsewhere,
  live,
  h('button', {
    class: 'bar__language',
    type: 'button',
    lang: otherLanguage(language),
    text: t('other-language'),
    onclick: () => chooseLanguage(otherLanguage(language)),
  }),
);

let hintTimer;
/** Says why something did not happen, as an alert that screen readers read. */
function hint(reason) {
  const box = find('.hint');
  const known = t(`refusal.${reason}`);
  box.textContent = known.startsWith('refusal.') ? `${t('refusal.other')} (${reason})` : known;
  box.classList.add('hint--shown');
  clearTimeout(hintTimer);
  hintTimer = setTimeout(() => box.classList.remove('hint--shown'), HINT_MS);
}

const context = (device) => ({
  t,
  language,
  /** Does something with this device; a refusal is shown. */
  async act(action, args) {
    const reason = await act(device, action, args);
    if (reason !== null) hint(reason);
    return reason === null;
  },
  viewer: find('.slip-viewer'),
});

const PLACES = {
  person: ['.wall', person],
  wall: ['.wall', wall],
  eid: ['.counter', eidStation],
  phone: ['.counter', phoneStation],
  scanner: ['.counter', scannerStation],
  'code-reader': ['.counter', codeReaderStation],
  payment: ['.counter', paymentStation],
  'pay-page': ['.counter', payPageStation],
  printer: ['.counter', printerStation],
  'page-printer': ['.counter', pagePrinterStation],
  keypad: ['.counter', keypadStation],
};

/** Only what is really there stands on the counter. */
const placed = new Map();
function place(id) {
  if (placed.has(id) || !(id in PLACES)) return placed.get(id);
  const [where, make] = PLACES[id];
  const station = make(context(id));
  station.element.dataset.order = Object.keys(PLACES).indexOf(id);
  const next = [...find(where).children].find(
    (child) => Number(child.dataset.order) > Number(station.element.dataset.order),
  );
  find(where).insertBefore(station.element, next ?? null);
  placed.set(id, station);
  return station;
}

listen(
  (id, state) => place(id)?.update(state),
  (isLive) => {
    live.textContent = isLive ? '' : t('not-live');
    document.body.classList.toggle('is-lost', !isLive);
  },
);

const addresses = await links();
if (addresses.screen) showScreen(find('.screen'), addresses.screen, t);
for (const [name, address] of Object.entries(addresses)) {
  elsewhere.append(h('a', { href: address, target: '_blank', rel: 'noopener', text: t(`link.${name}`) }));
}
