import { h, reconcile } from '../dom.js';
import { CRUMPLED, HOURGLASS, LID } from './drawings.js';
import { frame, trouble } from './station.js';

/** The document scanner, and the papers to lay on its glass. */
export function scannerStation(context) {
  const { t, act } = context;
  const glass = h('div', { class: 'flatbed__glass' }, h('i', { class: 'flatbed__lamp' }));
  const device = h('div', { class: 'flatbed' }, h('div', { class: 'flatbed__lid' }), glass, h('i', { class: 'led' }));
  const pile = h('div', { class: 'pile', role: 'group', 'aria-label': t('scanner.pile') });
  const switches = {
    jam: trouble(CRUMPLED, context, { cause: 'scanner.jam', undo: 'scanner.clear-jam' }, (on) =>
      act(on ? 'jam' : 'clearJam'),
    ),
    cover: trouble(LID, context, { cause: 'scanner.open-cover', undo: 'scanner.close-cover' }, (on) =>
      act(on ? 'openCover' : 'closeCover'),
    ),
    busy: trouble(HOURGLASS, context, { cause: 'scanner.busy', undo: 'scanner.free' }, (on) => act('busy', { on })),
  };
  const station = frame('scanner', context, { device, front: [pile], troubles: Object.values(switches) });

  const onPile = (kind) =>
    h(
      'div',
      { class: 'pile__place' },
      sheet(kind, t(`scanner.lay`), () => act('layDocument', { document: kind })),
      h('span', { class: 'pile__name', text: t(`scanner.document.${kind}`) }),
    );
  function sheet(kind, verb, onclick) {
    const label = `${verb}: ${t(`scanner.document.${kind}`)}`;
    const lines = Array.from({ length: kind === 'blank' ? 0 : 6 }, () => h('i'));
    return h(
      'button',
      { class: `sheet sheet--${kind}`, type: 'button', 'aria-label': label, title: label, onclick },
      ...lines,
    );
  }

  return {
    element: station.element,
    update(state) {
      station.update(state);
      reconcile(pile, state.documents, (kind) => kind, onPile);
      for (const place of pile.children) {
        const isOut = place.dataset.key === state.glass;
        place.classList.toggle('pile__place--empty', isOut);
        place.firstElementChild.disabled = isOut;
      }
      const lamp = glass.querySelector('.flatbed__lamp');
      for (const laid of glass.querySelectorAll('.sheet')) if (laid.dataset.kind !== state.glass) laid.remove();
      if (state.glass !== null && !glass.querySelector('.sheet')) {
        const laid = sheet(state.glass, t('scanner.take'), () => act('removeDocument'));
        laid.dataset.kind = state.glass;
        glass.insertBefore(laid, lamp);
      }
      device.dataset.scanning = state.scanning;
      device.dataset.cover = state.cover;
      device.dataset.jammed = state.jammed;
      switches.jam.update(state.jammed);
      switches.cover.update(state.cover === 'open');
      switches.busy.update(state.busy);
      station.tell(...condition(state));
    },
  };
}

function condition(state) {
  if (state.cable === 'pulled') return ['gone', 'bad'];
  if (state.jammed) return ['jammed', 'bad'];
  if (state.cover === 'open') return ['cover', 'bad'];
  if (state.busy) return ['busy', 'bad'];
  if (state.scanning) return ['scanning', 'busy'];
  return state.glass === null ? ['empty', 'good'] : ['document', 'good'];
}
