import { h, reconcile } from '../dom.js';
import { CRUMPLED, HOURGLASS, LID, SHEETS } from './drawings.js';
import { frame, trouble } from './station.js';

/** The office printer for copies, and the sheets that come out of it. */
export function pagePrinterStation(context) {
  const { t, act } = context;
  const tray = h('div', { class: 'pages__tray' });
  const device = h(
    'div',
    { class: 'pages' },
    h('div', { class: 'pages__lid' }),
    h('div', { class: 'pages__body' }, h('i', { class: 'led' })),
    tray,
  );
  const kept = h('div', { class: 'kept', role: 'group', 'aria-label': t('page-printer.kept') });
  const turn = (action) => (on) => act(action, { on });
  const switches = {
    paper: trouble(SHEETS, context, { cause: 'page-printer.pull-paper', undo: 'page-printer.load-paper' }, (on) =>
      act('paper', { on: !on }),
    ),
    jam: trouble(CRUMPLED, context, { cause: 'page-printer.jam', undo: 'page-printer.clear-jam' }, turn('jam')),
    cover: trouble(LID, context, { cause: 'page-printer.open', undo: 'page-printer.shut' }, turn('cover')),
    pause: trouble(HOURGLASS, context, { cause: 'page-printer.pause', undo: 'page-printer.resume' }, turn('pause')),
  };
  const station = frame('page-printer', context, { device, front: [kept], troubles: Object.values(switches) });

  const face = ({ sheets, partial }) => [
    h('i'),
    h('i'),
    h('i'),
    h('b', { text: `${sheets}` }),
    h('span', { text: t(partial ? 'page-printer.partial' : 'page-printer.sheets') }),
  ];
  const lying = (pile) =>
    h(
      'button',
      {
        class: 'pages__pile',
        type: 'button',
        title: t('page-printer.take'),
        'aria-label': t('page-printer.take'),
        onclick: () => act('take', { id: pile.id }),
      },
      ...face(pile),
    );
  const inHand = (pile) =>
    h(
      'span',
      { class: 'pages__kept' },
      h(
        'a',
        {
          class: 'pages__pile',
          href: `/api/pictures/page-printer/${encodeURIComponent(pile.id)}`,
          target: '_blank',
          rel: 'noopener',
          title: t('page-printer.read'),
          'aria-label': t('page-printer.read'),
        },
        ...face(pile),
      ),
      h('button', {
        type: 'button',
        class: 'pages__away',
        text: t('printer.throw-away'),
        onclick: () => act('throwAway', { id: pile.id }),
      }),
    );
  return {
    element: station.element,
    update(state) {
      station.update(state);
      reconcile(tray, state.papers, (pile) => pile.id, lying);
      reconcile(kept, state.kept, (pile) => pile.id, inHand);
      device.dataset.cover = state.cover;
      device.dataset.printing = state.printing;
      switches.paper.update(state.sheetsInTray === 0);
      switches.jam.update(state.jam);
      switches.cover.update(state.cover === 'open');
      switches.pause.update(state.paused);
      station.tell(...condition(state));
    },
  };
}

function condition(state) {
  if (state.cable === 'pulled') return ['gone', 'bad'];
  if (state.cover === 'open') return ['cover', 'bad'];
  if (state.jam) return ['jam', 'bad'];
  if (state.sheetsInTray === 0) return ['out', 'bad'];
  if (state.paused) return ['paused', 'bad'];
  if (state.printing) return ['printing', 'busy'];
  if (state.papers.length > 0) return ['sheets', 'busy'];
  return ['ready', 'good'];
}
