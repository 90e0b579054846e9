import { drawing, h } from '../dom.js';
import { PLUG } from './drawings.js';

/**
 * The frame of every place on the counter: name, one line saying how it is, the drawn device, what lies in front of it,
 * the cable if it has one, and what can go wrong.
 */
export function frame(name, { t, act }, { device, front = [], troubles = [], isWireless = false }) {
  const lamp = h('p', { class: 'station__lamp', role: 'status' });
  const cable = isWireless ? null : cableButton(t, act);
  const feet = [...(cable ? [cable] : []), ...troubles].map(({ element }) => element);
  const element = h(
    'article',
    { class: `station station--${name}`, 'aria-label': t(`${name}.name`) },
    h('header', { class: 'station__head' }, h('h2', { text: t(`${name}.name`) }), lamp),
    h('div', { class: 'station__device' }, device),
    h('div', { class: 'station__front' }, ...front),
    h('footer', { class: 'station__foot' }, ...feet),
  );
  return {
    element,
    /** @param condition end of a text key; @param mood `good`, `busy` or `bad` */
    tell(condition, mood) {
      const text = t(`${name}.is.${condition}`);
      if (lamp.textContent !== text) lamp.textContent = text;
      element.dataset.mood = mood;
    },
    update(state) {
      if (!cable) return;
      element.dataset.cable = state.cable;
      cable.update(state.cable === 'plugged');
    },
  };
}

function cableButton(t, act) {
  let isPlugged = true;
  const label = h('span');
  const element = h(
    'button',
    { class: 'cable', type: 'button', onclick: () => act(isPlugged ? 'pullCable' : 'plugCable') },
    drawing(PLUG),
    label,
  );
  return {
    element,
    update(plugged) {
      isPlugged = plugged;
      element.dataset.plugged = plugged;
      label.textContent = t(plugged ? 'cable.pull' : 'cable.plug');
    },
  };
}

/** Something that goes wrong and right again: a picture with the words for what a press does next. */
export function trouble(picture, { t }, keys, press) {
  let isOn = false;
  const label = h('span');
  const element = h(
    'button',
    { class: 'trouble', type: 'button', onclick: () => press(!isOn) },
    drawing(picture),
    label,
  );
  return {
    element,
    update(on) {
      isOn = on;
      element.dataset.on = on;
      label.textContent = t(on ? keys.undo : keys.cause);
    },
  };
}
