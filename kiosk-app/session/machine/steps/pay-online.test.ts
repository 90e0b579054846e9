import { expect, test } from 'vitest';
import { PAYMENT_PORTAL } from '../../../../config/schema/needs.ts';
import type { OnlineAnswer, PaymentAnswer } from '../../../channel/terminal/money.ts';
import { createHarness, type Harness } from '../../test-support/harness.ts';
import { sampleStart } from '../../test-support/sample-start.ts';
import { abandonments, toCertificateReview, toParkingPayment } from '../../test-support/walks.ts';

const ADDRESS = 'https://pay.example/t/1';
const phase = (h: Harness) => h.screen('pay').phase;

function startOnline() {
  const start = sampleStart();
  return { ...start, site: { ...start.site, paysOnline: true } };
}

/** At the choice, with answers that a test gives. */
async function choosing(start = startOnline()) {
  const h = createHarness({ start });
  await toParkingPayment(h);
  let answer = Promise.withResolvers<OnlineAnswer>();
  let left = 0;
  h.terminal.script.payOnline = () => {
    answer = Promise.withResolvers();
    return answer.promise;
  };
  h.terminal.script.leaveOnline = () => {
    left++;
  };
  const tell = async (progress: Parameters<typeof told>[1]) => {
    told(h, progress);
    await h.settle();
  };
  return {
    h,
    tell,
    code: (isReachable = true) => tell({ kind: 'code', address: ADDRESS, until: h.clock.now() + 900_000, isReachable }),
    left: () => left,
    answer: async (value: OnlineAnswer) => {
      answer.resolve(value);
      await h.settle();
    },
  };
}

function told(
  h: Harness,
  progress:
    | { readonly kind: 'code'; readonly address: string | null; readonly until: number; readonly isReachable: boolean }
    | { readonly kind: 'paid' },
): void {
  h.terminal.session.notify('payment.online', { packageId: [...h.terminal.held.keys()][0] ?? '', progress });
}

test('card and telephone stand side by side where the place has both', async () => {
  const { h } = await choosing();
  expect(phase(h)).toEqual({ kind: 'ready', ways: { card: 'open', online: 'open' }, isCodeOut: false });
});

test('a broken card terminal leaves the telephone, a silent portal the card', async () => {
  const start = startOnline();
  const broken = { ...start.devices, payment: { usable: false, reason: 'offline' } };
  const { h } = await choosing({ ...start, devices: broken });
  expect(phase(h)).toMatchObject({ ways: { card: 'down', online: 'open' } });
  h.terminal.session.notify('devices', start.devices);
  h.terminal.session.notify('portals', { ...start.portals, [PAYMENT_PORTAL]: 'down' });
  await h.settle();
  expect(phase(h)).toMatchObject({ ways: { card: 'open', online: 'down' } });
});

test('where nobody pays online there is no way to it', async () => {
  const h = createHarness();
  await toParkingPayment(h);
  expect(await h.do('pay-online')).toBe('not-possible-now');
});

test('the code comes from the terminal, and paid goes on by itself, counted as paid online', async () => {
  const { h, code, answer } = await choosing();
  await h.do('pay-online');
  expect(phase(h)).toEqual({ kind: 'online-asking', canLeave: false });
  await code();
  expect(phase(h)).toMatchObject({ kind: 'online-code', address: ADDRESS, isReachable: true });
  await code(false);
  expect(phase(h)).toMatchObject({ kind: 'online-code', isReachable: false });
  await answer({ kind: 'paid' });
  expect(phase(h)).toEqual({ kind: 'paid', cardName: null, isOnline: true });
  await h.settle(60_000);
  const finished = h.terminal.heard.find(
    ({ name, params }) => name === 'usage' && JSON.stringify(params).includes('finished'),
  );
  expect(finished?.params).toMatchObject({ payment: 'online' });
});

test('who wants another way is told first; until it is confirmed the code stays', async () => {
  const { h, code, left, answer } = await choosing();
  await h.do('pay-online');
  await code();
  await h.do('other-way');
  expect(phase(h)).toEqual({ kind: 'online-leave' });
  expect(left()).toBe(0);
  await h.do('pay-online');
  expect(phase(h)).toMatchObject({ kind: 'online-code' });
  await h.do('back');
  await h.do('confirm');
  expect(left()).toBe(1);
  expect(phase(h)).toEqual({ kind: 'online-asking', canLeave: false });
  await answer({ kind: 'not-paid', reason: 'left' });
  expect(phase(h)).toEqual({ kind: 'ready', ways: { card: 'open', online: 'open' }, isCodeOut: true });
});

test('no code comes because the portal is silent: another way is open, and the code is not', async () => {
  const { h, tell, left, answer } = await choosing();
  await h.do('pay-online');
  expect(await h.do('other-way')).toBe('not-possible-now');
  await tell({ kind: 'code', address: null, until: h.clock.now() + 900_000, isReachable: false });
  expect(phase(h)).toEqual({ kind: 'online-asking', canLeave: true });
  await h.do('other-way');
  await h.do('back');
  expect(phase(h)).toEqual({ kind: 'online-asking', canLeave: true });
  await h.do('other-way');
  await h.do('confirm');
  expect(left()).toBe(1);
  await answer({ kind: 'unclear', reference: 'BT-00000001' });
  expect(phase(h).kind).toBe('unclear');
});

test('paid on the telephone while the question stands there: paid', async () => {
  const { h, code, answer } = await choosing();
  await h.do('pay-online');
  await code();
  await h.do('other-way');
  await answer({ kind: 'paid' });
  expect(phase(h).kind).toBe('paid');
});

test('paid on the telephone after it was left: paid, and no card is asked for', async () => {
  const { h, code, tell, answer } = await choosing();
  await h.do('pay-online');
  await code();
  await h.do('other-way');
  await h.do('confirm');
  await answer({ kind: 'not-paid', reason: 'left' });
  await tell({ kind: 'paid' });
  expect(phase(h)).toMatchObject({ kind: 'paid', isOnline: true });
  expect(h.terminal.names()).not.toContain('payment.pay');
});

test('a card was asked for, and the telephone has paid: paid online', async () => {
  const { h } = await choosing();
  h.terminal.script.pay = async (): Promise<PaymentAnswer> => ({ kind: 'paid', cardName: null, isOnline: true });
  await h.do('pay');
  expect(phase(h)).toMatchObject({ kind: 'paid', isOnline: true });
});

test.each(['failed', 'cancelled', 'expired', 'unreachable', 'refused'] as const)(
  '%s: said with its reason, the request kept, and both ways are open again',
  async (reason) => {
    const { h, code, answer } = await choosing();
    await h.do('pay-online');
    await code();
    await answer({ kind: 'not-paid', reason });
    expect(phase(h)).toMatchObject({ kind: 'online-not-paid', reason });
    expect(h.terminal.names()).not.toContain('submission.drop');
    await h.do('pay');
    expect(phase(h).kind).toBe('paid');
  },
);

test('nobody knows whether it is paid: a slip, and never another try', async () => {
  const { h, code, answer } = await choosing();
  await h.do('pay-online');
  await code();
  await answer({ kind: 'unclear', reference: 'BT-00000001' });
  expect(phase(h).kind).toBe('unclear');
  expect(h.terminal.names()).toContain('receipt.print');
  expect(await h.do('pay-online')).toBe('not-possible-now');
});

test('whoever looks at the telephone is not hurried', async () => {
  const { h, code } = await choosing();
  await h.do('pay-online');
  await code();
  await h.settle(10 * 60_000);
  expect(phase(h).kind).toBe('online-code');
  expect(h.snapshot().overlay).toBeNull();
});

test('who has gone away keeps nobody waiting: the session ends, the package stays', async () => {
  const { h, code } = await choosing();
  await h.do('pay-online');
  await code();
  h.terminal.session.notify('presence', { present: false });
  await h.settle(2 * 60_000);
  await expect(h.session.ended).resolves.toBe('timed-out');
  expect(h.terminal.names()).not.toContain('submission.drop');
  expect(abandonments(h)).toEqual([{ serviceId: 'bewohnerparkausweis', step: 'pay', reason: 'timed-out' }]);
});

test('what may yet be paid on the telephone is not cancelled', async () => {
  const { h, code } = await choosing();
  await h.do('pay-online');
  await code();
  for (const name of ['cancel', 'pay', 'finish', 'continue', 'retry'] as const) {
    expect([name, await h.do(name)]).toEqual([name, 'not-possible-now']);
  }
});

test('a fee that is paid after it was sent is paid on the telephone, too', async () => {
  const h = createHarness({ start: startOnline() });
  await toCertificateReview(h);
  await h.do('confirm');
  await h.settle(60_000);
  await h.do('pay-online');
  await h.settle();
  expect(phase(h)).toMatchObject({ kind: 'paid', isOnline: true });
});
