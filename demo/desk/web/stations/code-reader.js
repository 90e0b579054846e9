import { h, reconcile } from '../dom.js';
import { frame } from './station.js';

/** How long a letter is held under the reader before it goes back. */
const HELD_MS = 1200;

/** The reader for codes on letters, and letters to hold under it. */
export function codeReaderStation(context) {
  const { t, act } = context;
  const place = h('div', { class: 'reader__place' });
  const device = h(
    'div',
    { class: 'reader' },
    h('div', { class: 'reader__head' }, h('i', { class: 'led' })),
    h('div', { class: 'reader__beam' }),
    h('div', { class: 'reader__neck' }),
    place,
  );
  const letters = h('div', { class: 'letters', role: 'group', 'aria-label': t('code-reader.letters') });
  const station = frame('code-reader', context, { device, front: [letters] });

  function letter({ id, lines }) {
    const [payee = '', purpose = '', amount = ''] = lines;
    return h(
      'button',
      { class: 'letter', type: 'button', title: t('code-reader.hold'), onclick: () => hold(id) },
      h('span', { class: 'unseen', text: `${t('code-reader.hold')}: ` }),
      h('b', { text: payee }),
      h('span', { text: purpose }),
      h('strong', { text: amount }),
      h('img', { src: `/api/pictures/code-reader/${encodeURIComponent(id)}`, alt: '' }),
    );
  }
  async function hold(id) {
    const held = h('img', {
      class: 'reader__held',
      src: `/api/pictures/code-reader/${encodeURIComponent(id)}`,
      alt: '',
    });
    place.replaceChildren(held);
    device.dataset.reading = 'true';
    setTimeout(() => {
      held.remove();
      device.dataset.reading = 'false';
    }, HELD_MS);
    await act('show', { letter: id });
  }
  return {
    element: station.element,
    update(state) {
      station.update(state);
      reconcile(letters, state.letters, (one) => one.id, letter);
      if (state.cable === 'pulled') station.tell('gone', 'bad');
      else station.tell(state.listening ? 'ready' : 'alone', state.listening ? 'good' : 'busy');
    },
  };
}
