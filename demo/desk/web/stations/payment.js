import { drawing, h, reconcile } from '../dom.js';
import { WAVES } from './drawings.js';
import { frame } from './station.js';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', ''];

/** The card terminal, and the bank cards in hand. */
export function paymentStation(context) {
  const { t, act } = context;
  const display = h('output', {
    class: 'terminal__display',
    'aria-label': t('payment.display'),
    'aria-live': 'polite',
  });
  const stop = h('button', {
    class: 'key key--stop',
    type: 'button',
    text: t('payment.stop'),
    onclick: () => act('pressStop'),
  });
  const confirm = h('button', {
    class: 'key key--ok',
    type: 'button',
    text: t('payment.ok'),
    onclick: () => act('pressOk'),
  });
  const right = slip('payment.pin-right', 'note note--pin', () => act('typePin', { right: true }));
  const wrong = slip('payment.pin-wrong', 'note note--pin note--wrong', () => act('typePin', { right: false }));
  const device = h(
    'div',
    { class: 'terminal' },
    h('div', { class: 'terminal__tap' }, drawing(WAVES)),
    display,
    h(
      'div',
      { class: 'terminal__keys', 'aria-hidden': 'true' },
      ...KEYS.map((key) => h('span', { class: 'key', text: key })),
    ),
    h('div', { class: 'terminal__function' }, stop, confirm),
    h('div', { class: 'terminal__slot', 'aria-hidden': 'true' }),
  );
  const hand = h('div', { class: 'hand', role: 'group', 'aria-label': t('payment.cards') });
  const notes = h('div', { class: 'pin-notes', role: 'group', 'aria-label': t('payment.pin') }, right, wrong);
  const station = frame('payment', context, { device, front: [notes, hand] });

  function slip(key, className, onclick) {
    return h('button', { class: className, type: 'button', text: t(key), onclick });
  }
  function bankCard(card) {
    const label = t(`payment.card.${card}`);
    return h(
      'button',
      { class: `bank-card bank-card--${card}`, type: 'button', onclick: () => act('tapCard', { card }) },
      h('i', { class: 'chip' }),
      h('span', { text: label }),
    );
  }
  return {
    element: station.element,
    update(state) {
      station.update(state);
      const shown = state.typed ? `${state.display}\n****` : state.display;
      if (display.textContent !== shown) display.textContent = shown;
      reconcile(hand, state.cards, (card) => card, bankCard);
      device.dataset.waiting = state.waitingFor ?? 'nothing';
      for (const card of hand.children) card.disabled = state.waitingFor !== 'card';
      for (const element of [right, wrong]) element.disabled = state.waitingFor !== 'pin';
      confirm.disabled = !state.typed;
      stop.disabled = state.waitingFor === null;
      if (state.cable === 'pulled') station.tell('gone', 'bad');
      else if (state.waitingFor !== null) station.tell(state.waitingFor, 'busy');
      else station.tell(state.connected ? 'idle' : 'alone', state.connected ? 'good' : 'busy');
    },
  };
}
