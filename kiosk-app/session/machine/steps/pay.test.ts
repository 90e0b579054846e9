import { expect, test } from 'vitest';
import type { NotPaidReason, PaymentPhase } from '../../../../device-drivers/payment/contract.ts';
import { Refusal } from '../../../../foundation/errors.ts';
import { caseNumber } from '../../../../portals/fit-connect/contract.ts';
import type { PaymentAnswer } from '../../../channel/terminal/money.ts';
import { createHarness, type Harness } from '../../test-support/harness.ts';
import { sampleStart } from '../../test-support/sample-start.ts';
import { abandonments, toParkingPayment } from '../../test-support/walks.ts';

const numberIn = (h: Harness): string => caseNumber([...h.terminal.held.keys()][0] ?? '');
const phase = (h: Harness) => h.screen('pay').phase;

async function paying(): Promise<{ h: Harness; answer: (value: PaymentAnswer) => Promise<void> }> {
  const h = createHarness();
  await toParkingPayment(h);
  const outcome = Promise.withResolvers<PaymentAnswer>();
  h.terminal.script.pay = () => outcome.promise;
  await h.do('pay');
  return {
    h,
    answer: async (value) => {
      outcome.resolve(value);
      await h.settle();
    },
  };
}
test('the card device speaks for itself, verbatim', async () => {
  const { h } = await paying();
  h.terminal.session.notify('payment.progress', { phase: 'enter-pin', status: 10, text: 'Geheimzahl eingeben' });
  await h.settle();
  expect(phase(h)).toEqual({ kind: 'running', status: 'enter-pin', text: 'Geheimzahl eingeben', canAbort: true });
  h.terminal.session.notify('payment.progress', { phase: 'brand-new' as PaymentPhase, status: 99, text: null });
  await h.settle();
  expect(phase(h)).toEqual({ kind: 'running', status: 'other', text: null, canAbort: true });
});

test('stop: asked of the card device, which alone says how it ended', async () => {
  const { h, answer } = await paying();
  await h.do('abort-payment');
  expect(h.terminal.names()).toContain('payment.abort');
  expect(phase(h).kind).toBe('running');
  await answer({ kind: 'not-paid', reason: 'aborted', text: null });
  expect(phase(h)).toMatchObject({ kind: 'not-paid', reason: 'aborted', text: null, canRetry: true });
});

test('stop is too late once the host is being asked', async () => {
  const { h } = await paying();
  h.terminal.session.notify('payment.progress', { phase: 'authorising', status: 15, text: null });
  await h.settle();
  expect(phase(h)).toMatchObject({ canAbort: false });
  expect(await h.do('abort-payment')).toBe('not-possible-now');
  expect(h.terminal.names()).not.toContain('payment.abort');
});

test('a running payment is abandoned by no clock, no cancel, no back and no absence', async () => {
  const { h, answer } = await paying();
  h.terminal.session.notify('presence', { present: false });
  await h.settle(60 * 60_000);
  await h.do('uncover');
  for (const name of ['back', 'cancel', 'pay', 'finish', 'continue', 'retry'] as const) {
    expect([name, await h.do(name)]).toEqual([name, 'not-possible-now']);
  }
  expect(h.snapshot().can).toMatchObject({ back: false, cancel: false });
  await answer({ kind: 'paid', cardName: 'girocard' });
  expect(phase(h).kind).toBe('paid');
});

test.each<[NotPaidReason, boolean]>([
  ['declined', true],
  ['card-unreadable', true],
  ['card-expired', true],
  ['device-busy', true],
  ['end-of-day-required', false],
  ['diagnosis-required', false],
  ['device-error', true],
  ['offline', true],
])('not paid, %s: said with its reason, nothing charged, the request kept', async (reason, canRetry) => {
  const { h, answer } = await paying();
  await answer({ kind: 'not-paid', reason, text: 'Karte abgelehnt' });
  expect(phase(h)).toMatchObject({ kind: 'not-paid', reason, text: 'Karte abgelehnt', canRetry });
  expect(await h.do('retry')).toBe(canRetry ? null : 'not-possible-now');
  expect(h.sealed).toHaveLength(1);
});

test('declined, then another card: the same sealed request is paid', async () => {
  const h = createHarness();
  await toParkingPayment(h);
  const { pay } = h.terminal.script;
  h.terminal.script.pay = () => ({ kind: 'not-paid', reason: 'declined', text: null });
  await h.do('pay');
  h.terminal.script.pay = pay;
  await h.do('retry');
  await h.settle(2_500);
  expect(h.screen('receipt').delivery.kind).toBe('accepted');
  expect(h.sealed).toHaveLength(1);
});

test.each([
  ['no-device', { kind: 'not-paid', reason: 'offline' }],
  ['busy', { kind: 'not-paid', reason: 'device-busy' }],
  ['already-paid', { kind: 'paid', cardName: null }],
  ['unknown-package', { kind: 'unclear' }],
])('the terminal refuses with %s', async (reason, shown) => {
  const h = createHarness();
  await toParkingPayment(h);
  h.terminal.script.pay = () => {
    throw new Refusal(reason);
  };
  await h.do('pay');
  expect(phase(h)).toMatchObject(shown);
});

test.each(['pay', 'pay-online'] as const)(
  'another request pays the same bill: "%s" says so, and never "paid"',
  async (name) => {
    const start = sampleStart();
    const h = createHarness({ start: { ...start, site: { ...start.site, paysOnline: true } } });
    await toParkingPayment(h);
    const refuse = () => {
      throw new Refusal('bill-changed');
    };
    h.terminal.script.pay = refuse;
    h.terminal.script.payOnline = refuse;
    await h.do(name);
    expect(h.screen('problem')).toMatchObject({ problem: 'bill-changed', charged: 'nothing', options: ['back'] });
    expect(await h.do('retry')).toBe('not-possible-now');
    await h.do('back');
    expect(h.snapshot().screen.kind).toBe('review');
  },
);

test('the portal went down before the card was asked for: nothing charged, kept, tried again', async () => {
  const h = createHarness();
  await toParkingPayment(h);
  const { pay } = h.terminal.script;
  h.terminal.script.pay = () => {
    throw new Refusal('portal-unreachable');
  };
  await h.do('pay');
  expect(h.screen('problem')).toMatchObject({ problem: 'portal-unreachable', charged: 'nothing' });
  h.terminal.script.pay = pay;
  await h.do('retry');
  expect(phase(h).kind).toBe('paid');
});

test('nobody knows whether money moved: a slip with the case number, never another try, never dropped', async () => {
  const { h, answer } = await paying();
  await answer({ kind: 'unclear', reference: 'BT-00000001' });
  expect(phase(h)).toEqual({ kind: 'unclear', number: numberIn(h) });
  const slip = h.terminal.heard.find(({ name }) => name === 'receipt.print')?.params;
  expect(JSON.stringify(slip)).toContain('Zahlung ungeklärt');
  expect(await h.do('retry')).toBe('not-possible-now');
  expect(await h.do('pay')).toBe('not-possible-now');
  expect(await h.do('cancel')).toBe('not-possible-now');
  await h.do('finish');
  await h.settle(15_000);
  await expect(h.session.ended).resolves.toBe('failed');
  expect(h.terminal.names()).not.toContain('submission.drop');
  expect(abandonments(h)).toEqual([{ serviceId: 'bewohnerparkausweis', step: 'pay', reason: 'payment-unclear' }]);
});

test('left after a declined card: dropped, and counted with the reason', async () => {
  const { h, answer } = await paying();
  await answer({ kind: 'not-paid', reason: 'declined', text: null });
  await h.do('cancel');
  await h.do('confirm-cancel', { sure: true });
  await expect(h.session.ended).resolves.toBe('cancelled');
  await h.settle();
  expect(h.terminal.held.size).toBe(0);
  expect(abandonments(h)).toEqual([{ serviceId: 'bewohnerparkausweis', step: 'pay', reason: 'payment-declined' }]);
});
