import { drawing, h, reconcile } from '../dom.js';
import { CRACK, FACE, WAVES } from './drawings.js';
import { frame, trouble } from './station.js';

/** Letters of a family name that a card is wide enough for. */
const FITS = 9;

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
    const reset = h('button', {
      class: 'note__reset',
      type: 'button',
      text: t('eid.reset'),
      'aria-label': `${t('eid.reset')}: ${card.printed ? card.printed.familyName : t('eid.card.library')}`,
      onclick: () => act('resetCard', { card: card.id }),
    });
    return h('div', { class: 'purse__slot' }, element, h('p', { class: 'note' }), reset);
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
        const card = state.cards.find(({ id }) => id === slot.dataset.key);
        write(slot.querySelector('.note'), card.note, t);
        slot.querySelector('.note__reset').hidden = !card.isChanged;
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
  const who = printed ? printed.familyName : t('eid.card.library');
  const attributes = { class: `id-card id-card--${id}`, type: 'button', onclick, title: does };
  const unseen = h('span', { class: 'unseen', text: `${does}: ${who}. ` });
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
    h('span', {
      class: printed.familyName.length > FITS ? 'id-card__name id-card__name--long' : 'id-card__name',
      text: `${printed.familyName}\n${printed.givenNames}`,
    }),
    h('span', { class: 'id-card__can', text: printed.can }),
  );
}

/** What its holder has written down, as the card is now: a PIN that was changed is the new one. */
function write(note, { condition, secret }, t) {
  const what = t(`eid.what.${condition}`);
  const value = secret ? `${t(`eid.note.${secret.kind}`)} ${secret.value}` : '';
  if (note.dataset.says === what + value) return;
  note.dataset.says = what + value;
  note.replaceChildren(h('span', { text: what }), ...(value ? [h('b', { text: value })] : []));
}
