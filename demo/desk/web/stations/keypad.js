import { h } from '../dom.js';
import { HEADSET } from './drawings.js';
import { frame, trouble } from './station.js';

/** As they lie on the keypad; every key its own shape, so that fingers tell them apart. */
const KEYS = [
  ['home', '⌂'],
  ['up', '▲'],
  ['help', '?'],
  ['left', '◀'],
  ['select', '●'],
  ['right', '▶'],
  ['back', '↩'],
  ['down', '▼'],
  ['repeat', '↻'],
];

/** The keypad for people who do not touch the screen, with a socket for a headset. */
export function keypadStation(context) {
  const { t, act } = context;
  const keys = KEYS.map(([key, sign]) =>
    h('button', {
      class: `assist__key assist__key--${key}`,
      type: 'button',
      text: sign,
      title: t(`keypad.key.${key}`),
      'aria-label': t(`keypad.key.${key}`),
      onclick: () => act('press', { key }),
    }),
  );
  const device = h('div', { class: 'assist' }, h('i', { class: 'led' }), h('div', { class: 'assist__keys' }, ...keys));
  const headset = trouble(HEADSET, context, { cause: 'keypad.plug', undo: 'keypad.unplug' }, (on) =>
    act('headset', { on }),
  );
  const station = frame('keypad', context, { device, troubles: [headset] });
  return {
    element: station.element,
    update(state) {
      station.update(state);
      headset.update(state.headset === 'plugged');
      device.dataset.headset = state.headset;
      if (state.cable === 'pulled') station.tell('gone', 'bad');
      else if (!state.listening) station.tell('alone', 'busy');
      else station.tell(state.headset === 'plugged' ? 'headset' : 'ready', 'good');
    },
  };
}
