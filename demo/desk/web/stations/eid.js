import { drawing, h, reconcile } from '../dom.js';
import { CRACK, FACE, WAVES } from './drawings.js';
import { frame, trouble } from './station.js';

/** The reader for identity cards, and the purse. */
export function eidStation(context) {
  const { t, act } = context;
  const pad = h('div', { class: 'pad' }, h('i', { class: 'led' }), drawing(WAVES), h('div', { class: 'pad__place' }));
  const purse = h('div', { class: 'purse', role: 'group', 'aria-label': t('eid.purse') });
  const crash = trouble(CRACK, context, { cause: 'eid.crash', undo: 'eid.restart' }, (on) =>
    act(on ? 'crash' : 'restart'),
  );
  const station = frame('eid', context, { device: pad, front: [purse], troubles: [crash] });

  function holder(card) {
    const element = identityCard(card, context, () => act('layCard', { card: card.id }));
    return h('div', { class: 'purse__slot' }, element, note(card, t));
  }
  return {
    element: station.element,
    update(state) {
      station.update(state);
      reconcile(purse, state.cards, (card) => card.id, holder);
      for (const slot of purse.children) {
        const isOut = slot.dataset.key === state.card;
        slot.classList.toggle('purse__slot--empty', isOut);
        slot.firstElementChild.disabled = isOut;
      }
      const laid = state.cards.filter((card) => card.id === state.card);
      reconcile(
        pad.lastElementChild,
        laid,
        (card) => card.id,
        (card) => identityCard(card, context, () => act('removeCard'), 'take'),
      );
      crash.update(!state.running);
      if (state.cable === 'pulled') station.tell('gone', 'bad');
      else if (!state.running) station.tell('crashed', 'bad');
      else station.tell(state.card === null ? 'empty' : 'card', state.card === null ? 'good' : 'busy');
    },
  };
}

function identityCard({ id, printed }, { t }, onclick, verb = 'lay') {
  const does = t(`eid.${verb}`);
  const attributes = { class: `id-card id-card--${id}`, type: 'button', onclick, title: does };
  const unseen = h('span', { class: 'unseen', text: `${does}: ${t(`eid.what.${id}`)}. ` });
  if (!printed) {
    const title = h('b', { class: 'id-card__title', text: t('eid.card.library') });
    return h('button', attributes, unseen, title, h('i', { class: 'bars' }));
  }
  return h(
    'button',
    attributes,
    unseen,
    h('b', { class: 'id-card__title', text: t('eid.card.title') }),
    drawing(FACE),
    h('span', { class: 'id-card__name', text: `${printed.familyName}\n${printed.givenNames}` }),
    h('span', { class: 'id-card__can', text: printed.can }),
  );
}

function note({ id, note }, t) {
  return h(
    'p',
    { class: 'note' },
    h('span', { text: t(`eid.what.${id}`) }),
    note ? h('b', { text: `${t(`eid.note.${note.kind}`)} ${note.value}` }) : null,
  );
}
