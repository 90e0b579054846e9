import { photographCode } from '../camera.js';
import { h, reconcile } from '../dom.js';
import { NO_SIGNAL } from './drawings.js';
import { frame, trouble } from './station.js';

/** Of the identity that is presented. */
const FORMATS = ['dc+sd-jwt', 'mso_mdoc'];

/** The citizen's own telephone with a wallet on it: scans the code on the screen, shows who asks for what, answers. */
export function phoneStation(context) {
  const { t, act } = context;
  const display = h('div', { class: 'phone__display', role: 'status' });
  const device = h('div', { class: 'phone' }, h('i', { class: 'phone__ear' }), display);
  const wallets = h('div', { class: 'wallets', role: 'group', 'aria-label': t('phone.wallets') });
  const formats = h('div', { class: 'formats', role: 'group', 'aria-label': t('phone.formats') });
  const text = h('input', {
    class: 'phone-text__input',
    type: 'text',
    'aria-label': t('phone.text'),
    maxlength: '400',
  });
  const paste = h(
    'form',
    {
      class: 'phone-text',
      onsubmit: async (event) => {
        event.preventDefault();
        if (text.value.trim() !== '' && (await act('scanText', { text: text.value }))) text.value = '';
      },
    },
    text,
    h('button', { class: 'phone-text__scan', text: t('phone.scan-text') }),
  );
  const offline = trouble(NO_SIGNAL, context, { cause: 'phone.go-offline', undo: 'phone.go-online' }, (on) =>
    act('offline', { on }),
  );
  const station = frame('phone', context, {
    device,
    front: [wallets, formats, h('details', { class: 'phone-more' }, h('summary', { text: t('phone.text') }), paste)],
    troubles: [offline],
    isWireless: true,
  });

  const wallet = ({ id, name }) =>
    h(
      'button',
      { class: 'wallet', type: 'button', onclick: () => act('choose', { wallet: id }) },
      h('b', { text: name ?? t('phone.nobody') }),
      h('span', { text: t(`phone.what.${id}`) }),
    );
  const format = (one) =>
    h('button', {
      class: 'format',
      type: 'button',
      text: t(`phone.format.${one === 'mso_mdoc' ? 'mdoc' : 'sd-jwt'}`),
      onclick: () => act('present', { format: one }),
    });
  const button = (name, action) =>
    h('button', {
      class: `phone__button phone__button--${name}`,
      type: 'button',
      text: t(`phone.${name}`),
      onclick: () => act(action),
    });

  /** Address of a page whose code was photographed, or why it was not; until the display is made anew. */
  async function photograph() {
    const { text: code, fault } = await photographCode(document.querySelector('.screen__glass'));
    const isPage = code !== undefined && /^https?:\/\/[^/]+(\/.*)?\/p#/.test(code);
    if (isPage) display.replaceChildren(says('look', 'phone.page'), pageLink(code), button('back', 'putAway'));
    else display.replaceChildren(says('failed', fault === 'no-camera' ? 'phone.no-camera' : 'phone.unread'), look());
  }
  const look = () =>
    h('button', { class: 'phone__button', type: 'button', text: t('phone.photograph'), onclick: photograph });
  /** As large as a telephone, in a window of its own. */
  const pageLink = (code) =>
    h('a', {
      class: 'phone__button phone__button--page',
      href: code,
      target: '_blank',
      rel: 'noopener',
      text: t('phone.open-page'),
      onclick: (event) => {
        if (window.open(code, 'telephone', 'popup,width=390,height=844')) event.preventDefault();
      },
    });

  /** What the telephone shows, made anew only when it changes, so that focus stays. */
  function shown({ step, isCodeInSight, isPageCodeInSight }) {
    if (step.kind === 'idle' && isPageCodeInSight) return [says('look', 'phone.page-code'), look()];
    if (step.kind === 'idle')
      return [says('look', isCodeInSight ? 'phone.code' : 'phone.no-code'), button('scan', 'scan')];
    if (step.kind === 'working') return [says('look', 'phone.working')];
    if (step.kind === 'asked') return request(step);
    if (step.kind === 'failed') return [says('failed', reason(step.reason)), button('back', 'putAway')];
    return [says(step.kind, `phone.told.${step.kind}`), button('done', 'putAway')];
  }
  const says = (mood, key) => h('p', { class: `phone__says phone__says--${mood}`, text: t(key) });
  const reason = (why) => {
    const key = `phone.reason.${why.replace(/^status-.*/, 'status')}`;
    return t(key) === key ? 'phone.reason.other' : key;
  };
  const word = (claim) => t(`phone.claim.${claim}`);
  const request = ({ name, purpose, claims }) => [
    h('b', { class: 'phone__asks', text: name }),
    h('p', { class: 'phone__claims', text: `${t('phone.wants')} ${claims.map(word).join(', ')}` }),
    h('p', { text: `${t('phone.purpose')} ${purpose}` }),
    h('div', { class: 'phone__choice' }, button('decline', 'decline'), button('agree', 'agree')),
  ];

  let before = '';
  return {
    element: station.element,
    update(state) {
      station.update(state);
      const { step, isCodeInSight, isPageCodeInSight, isOffline } = state;
      const now = JSON.stringify([step, isCodeInSight, isPageCodeInSight]);
      if (now !== before) display.replaceChildren(...shown(state));
      before = now;
      reconcile(wallets, state.wallets, ({ id }) => id, wallet);
      for (const one of wallets.children) one.setAttribute('aria-pressed', one.dataset.key === state.wallet);
      reconcile(formats, FORMATS, (one) => one, format);
      for (const one of formats.children) one.setAttribute('aria-pressed', one.dataset.key === state.format);
      offline.update(isOffline);
      if (isOffline) station.tell('offline', 'bad');
      else if (step.kind === 'asked') station.tell('asked', 'busy');
      else if (isCodeInSight || isPageCodeInSight) station.tell('code', 'busy');
      else station.tell('ready', 'good');
    },
  };
}
