import { h } from '../dom.js';
import { frame } from './station.js';

/** The payment page on the citizen's telephone: there while the terminal waits for a payment by telephone. */
export function payPageStation(context) {
  const { t, act, language } = context;
  const amount = h('strong');
  const open = h('a', { class: 'pay-page__link', target: '_blank', rel: 'noreferrer', text: t('pay-page.open') });
  const button = (name, action) =>
    h('button', {
      class: `pay-page__button pay-page__button--${name}`,
      type: 'button',
      text: t(`pay-page.${name}`),
      onclick: () => act(action),
    });
  const buttons = [button('pay', 'pay'), button('fail', 'fail'), button('cancel', 'cancel')];
  const device = h('div', { class: 'pay-page' }, amount, ...buttons, open);
  const station = frame('pay-page', context, { device, isWireless: true });
  const euro = new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' });
  return {
    element: station.element,
    update({ open: waiting, last }) {
      device.dataset.open = waiting !== null;
      amount.textContent = waiting ? euro.format(waiting.cents / 100) : '–';
      if (waiting) open.href = `${waiting.address}?lang=${language}`;
      else open.removeAttribute('href');
      for (const one of buttons) one.disabled = waiting === null;
      if (waiting) station.tell('open', 'busy');
      else if (last === 'PAYED') station.tell('paid', 'good');
      else station.tell('idle', 'good');
    },
  };
}
