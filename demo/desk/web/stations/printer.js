import { h, reconcile } from '../dom.js';
import { BLADE, FLAME, LID, LOW_ROLL, ROLL } from './drawings.js';
import { frame, trouble } from './station.js';

const FULL_ROLL_MM = 80_000;
/** Pixels per millimetre of paper that hangs out of the slot. */
const SCALE = 1.6;

/** The receipt printer, the paper that comes out of it, and the slips torn off. */
export function printerStation(context) {
  const { t, act } = context;
  const emerging = h('div', { class: 'printer__emerging' });
  const slot = h('div', { class: 'printer__papers' });
  const roll = h('i', { class: 'printer__roll' });
  const device = h(
    'div',
    { class: 'printer' },
    h('div', { class: 'printer__lid' }),
    h('div', { class: 'printer__body' }, h('div', { class: 'printer__window' }, roll), h('i', { class: 'led' })),
    h('div', { class: 'printer__mouth' }, slot, emerging),
  );
  const kept = h('div', { class: 'kept', role: 'group', 'aria-label': t('printer.kept') });
  const switches = {
    paper: trouble(ROLL, context, { cause: 'printer.pull-paper', undo: 'printer.load-paper' }, (on) =>
      act(on ? 'pullPaper' : 'loadPaper'),
    ),
    near: trouble(LOW_ROLL, context, { cause: 'printer.near-end', undo: 'printer.full-roll' }, (on) =>
      act('nearEnd', { on }),
    ),
    cover: trouble(LID, context, { cause: 'printer.open-cover', undo: 'printer.close-cover' }, (on) =>
      act(on ? 'openCover' : 'closeCover'),
    ),
    cutter: trouble(BLADE, context, { cause: 'printer.jam-cutter', undo: 'printer.free-cutter' }, (on) =>
      act(on ? 'jamCutter' : 'freeCutter'),
    ),
    heat: trouble(FLAME, context, { cause: 'printer.overheat', undo: 'printer.cool-down' }, (on) =>
      act(on ? 'overheat' : 'coolDown'),
    ),
  };
  const station = frame('printer', context, { device, front: [kept], troubles: Object.values(switches) });

  const picture = ({ id }) => h('img', { src: `/api/papers/${id}.png`, alt: '' });
  const hanging = (paper) =>
    h(
      'button',
      {
        class: paper.torn ? 'slip slip--torn' : 'slip',
        type: 'button',
        'aria-label': t('printer.tear-off'),
        title: t('printer.tear-off'),
        onclick: () => act('tearOff', { id: paper.id }),
      },
      picture(paper),
    );
  const inHand = (paper) =>
    h(
      'button',
      {
        class: paper.torn ? 'slip slip--torn' : 'slip',
        type: 'button',
        'aria-label': t('printer.read'),
        title: t('printer.read'),
        onclick: () => view(paper),
      },
      picture(paper),
    );

  function view(paper) {
    const { viewer } = context;
    const close = () => viewer.close();
    const away = async () => {
      if (await act('throwAway', { id: paper.id })) close();
    };
    viewer.replaceChildren(
      h(
        'div',
        { class: 'slip-viewer__paper' },
        h('img', { src: `/api/papers/${paper.id}.png`, alt: t('printer.slip') }),
      ),
      h(
        'div',
        { class: 'slip-viewer__buttons' },
        h('button', { type: 'button', text: t('printer.throw-away'), onclick: away }),
        h('button', { type: 'button', text: t('close'), onclick: close, autofocus: true }),
      ),
    );
    viewer.showModal();
  }

  return {
    element: station.element,
    update(state) {
      station.update(state);
      // The newest comes out behind the older ones: the oldest lies on top and is taken first.
      reconcile(slot, [...state.papers].reverse(), (paper) => paper.id, hanging);
      for (const slip of slot.children) slip.disabled = slip !== slot.lastElementChild;
      reconcile(kept, [...state.kept].reverse(), (paper) => paper.id, inHand);
      emerging.style.height = `${state.emergingMm * SCALE}px`;
      roll.style.setProperty('--fill', Math.sqrt(Math.max(0, state.rollMm) / FULL_ROLL_MM).toFixed(3));
      device.dataset.cover = state.cover;
      device.dataset.printing = state.printing;
      switches.paper.update(state.paper === 'out');
      switches.near.update(state.paper === 'near-end');
      switches.cover.update(state.cover === 'open');
      switches.cutter.update(state.cutter !== 'ok');
      switches.heat.update(state.overheated);
      station.tell(...condition(state));
    },
  };
}

function condition(state) {
  if (state.cable === 'pulled') return ['gone', 'bad'];
  if (state.cover === 'open') return ['cover', 'bad'];
  if (state.paper === 'out') return ['out', 'bad'];
  if (state.cutter === 'error') return ['cutter', 'bad'];
  if (state.overheated) return ['hot', 'bad'];
  if (state.printing) return ['printing', 'busy'];
  if (state.papers.length > 0) return ['slip', 'busy'];
  if (state.paper === 'near-end') return ['near-end', 'busy'];
  return ['ready', 'good'];
}
