import { drawing, h, reconcile } from '../dom.js';
import { PLUG } from './drawings.js';

const windows = Array.from({ length: 10 }, (_, i) => {
  const x = 36 + (i % 5) * 44;
  const y = 92 + Math.floor(i / 5) * 40;
  return `<path class="hall__window" d="M${x} ${y + 26}v-18a8 8 0 0116 0v18z"/>`;
}).join('');
const TOWN_HALL = `<svg viewBox="0 0 260 200"><path d="M112 30l18-28 18 28v34h-36z" fill="#8c4a3a"/><path d="M112 36h36v40h-36z" fill="#d8c6a4"/>
<circle cx="130" cy="52" r="10" fill="#fff" stroke="#6f5b3e" stroke-width="2"/><path d="M130 46v6l5 3" stroke="#333" stroke-width="2" fill="none"/>
<path d="M14 76L40 56h180l26 20z" fill="#a4553f"/><path d="M20 76h220v116H20z" fill="#e4d5b7"/>${windows}
<path d="M116 192v-26a14 14 0 0128 0v26z" fill="#6b4a34"/><path d="M8 192h244v6H8z" fill="#b9a986"/></svg>`;
const MAILBOX = `<svg viewBox="0 0 60 60"><path d="M8 22a14 14 0 0114-14h18a14 14 0 0114 14v22H8z" fill="#f2c230"/><path d="M22 8a14 14 0 0114 14v22H8V22A14 14 0 0122 8z" fill="#dca915"/><path d="M14 24h14" stroke="#5c4600" stroke-width="3"/><path d="M26 44h8v14h-8z" fill="#77654a"/></svg>`;

/** Outside of the terminal: the authority, its letter box, and the lines that lead there. */
export function wall({ t, act }) {
  const count = h('b', { class: 'mailbox__count' });
  const label = h('span', { class: 'mailbox__label' });
  const lines = h('div', { class: 'lines', role: 'group', 'aria-label': t('wall.lines') });
  const hall = h('div', { class: 'hall' }, drawing(TOWN_HALL));
  const element = h(
    'div',
    { class: 'outside' },
    hall,
    h('div', { class: 'mailbox' }, drawing(MAILBOX), count, label),
    h('div', { class: 'outside__lines' }, h('h2', { text: t('wall.name') }), lines),
  );
  function line([name]) {
    const text = h('span');
    const button = h('button', { class: 'cable', type: 'button' }, drawing(PLUG), text);
    button.addEventListener('click', () => act(name, { on: button.dataset.plugged !== 'true' }));
    return button;
  }
  return {
    element,
    update(state) {
      const entries = Object.entries(state.lines);
      reconcile(lines, entries, ([name]) => name, line);
      entries.forEach(([name, condition], i) => {
        const button = lines.children[i];
        button.dataset.plugged = condition === 'up';
        button.querySelector('span').textContent = `${t(`wall.line.${name}`)}: ${t(`wall.is.${condition}`)}`;
      });
      hall.dataset.open = state.lines.portal !== 'down';
      count.textContent = state.arrived;
      label.textContent = t('wall.arrived');
    },
  };
}
