import { drawing, h } from '../dom.js';

const FIGURE = `<svg viewBox="0 0 120 220"><g class="figure__body"><path d="M60 78c-26 0-36 16-37 40l-3 52c0 6 9 7 10 1l6-42v91h20l4-58 4 58h20v-91l6 42c1 6 10 5 10-1l-3-52c-1-24-11-40-37-40z" fill="#3f6d8c"/>
<path d="M36 161h48v59H64l-4-58-4 58H36z" fill="#2c3944"/><path d="M48 74h24v14a12 12 0 01-24 0z" fill="#d9a583"/>
<circle cx="60" cy="48" r="27" fill="#e2b392"/><path d="M31 52c-6-36 20-46 34-42 22 2 28 24 23 44-4-16-12-20-24-22-14 0-26 4-33 20z" fill="#5a4433"/></g></svg>`;

/** The person before the terminal: one press and they step back, as far as the sensor can see. */
export function person({ t, act }) {
  let isPresent = true;
  const says = h('span', { class: 'person__says' });
  const button = h(
    'button',
    { class: 'person__figure', type: 'button', onclick: () => act('present', { on: !isPresent }) },
    drawing(FIGURE),
    says,
  );
  const state = h('p', { class: 'person__state', role: 'status' });
  return {
    element: h('div', { class: 'person' }, h('i', { class: 'person__mat' }), button, state),
    update({ present }) {
      isPresent = present;
      button.dataset.present = present;
      says.textContent = t(present ? 'person.step-away' : 'person.come-back');
      state.textContent = t(present ? 'person.is.here' : 'person.is.away');
    },
  };
}
