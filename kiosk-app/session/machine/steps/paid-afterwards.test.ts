import { expect, test } from 'vitest';
import { Refusal } from '../../../../foundation/errors.ts';
import { caseNumber } from '../../../../portals/fit-connect/contract.ts';
import type { Delivery } from '../../../channel/terminal/delivery.ts';
import { delays } from '../../delays.ts';
import { createHarness, type Harness } from '../../test-support/harness.ts';
import { sampleStart } from '../../test-support/sample-start.ts';
import { abandonments, toCertificateReview } from '../../test-support/walks.ts';

/** The registration certificate: sent first, paid then. */
async function sent(prepare: (h: Harness) => void = () => {}): Promise<Harness> {
  const h = createHarness();
  await toCertificateReview(h);
  prepare(h);
  await h.do('confirm');
  return h;
}
const slips = (h: Harness): readonly string[] =>
  h.terminal.heard.filter(({ name }) => name === 'receipt.print').map(({ params }) => JSON.stringify(params));
const packageIn = (h: Harness): string => [...h.terminal.held.keys()][0] ?? '';
const numberIn = (h: Harness): string => caseNumber(packageIn(h));
const MONEY = ['submission.hold', 'submission.release', 'payment.pay', 'submission.drop'];
const money = (h: Harness) => h.terminal.names().filter((name) => MONEY.includes(name));

test('money moves only after the authority has the request', async () => {
  const h = await sent();
  expect(money(h)).toEqual(['submission.hold', 'submission.release']);
  expect(h.screen('pay')).toMatchObject({ isSent: true, cents: 1000, phase: { kind: 'ready' } });
  await h.do('pay');
  await h.settle(delays.paidShown);
  expect(money(h)).toEqual(['submission.hold', 'submission.release', 'payment.pay']);
  expect(h.screen('receipt')).toMatchObject({
    delivery: { kind: 'accepted' },
    paid: { cents: 1000 },
    owed: null,
  });
  expect(abandonments(h)).toEqual([]);
});

test('the journey shows sending before paying, and the review says so', async () => {
  const h = createHarness();
  await toCertificateReview(h);
  expect(h.screen('review').fee).toEqual({ cents: 1000, purpose: 'Meldebescheinigung', paid: 'after' });
  expect(h.snapshot().journey?.steps.map(({ id }) => id)).toEqual([
    'identify',
    'form',
    'review',
    'submit',
    'pay',
    'receipt',
  ]);
});

test('sealed without a payment it does not have; the reference is in the data as open', async () => {
  const h = await sent();
  const [request] = h.sealed;
  expect(request).not.toHaveProperty('payment');
  expect(JSON.parse(new TextDecoder().decode(request?.data.bytes))).toMatchObject({
    zahlung: { kassenzeichen: 'BT-00000001', betragCent: 1000, status: 'offen' },
  });
});

test('rejected: no money is asked for, and the slip says so', async () => {
  const h = await sent(({ terminal }) => {
    terminal.script.deliveries = [{ kind: 'rejected', problems: ['Schema'], refund: 'none' }];
  });
  expect(h.screen('receipt')).toMatchObject({ delivery: { kind: 'rejected', refund: 'none' }, owed: null, paid: null });
  expect(h.terminal.names()).not.toContain('payment.pay');
  expect(slips(h)[0]).toContain('Es wurde nichts bezahlt');
  expect(h.snapshot().journey?.steps.map(({ id }) => id)).not.toContain('pay');
});

test('undeliverable: likewise', async () => {
  const h = await sent(({ terminal }) => {
    terminal.script.deliveries = [{ kind: 'undeliverable', reason: 'key-refused', refund: 'none' }];
  });
  expect(h.screen('receipt')).toMatchObject({ delivery: { kind: 'undeliverable', refund: 'none' }, owed: null });
  expect(h.terminal.names()).not.toContain('payment.pay');
});

test('portal down: kept, and the slip has reference and amount still to pay', async () => {
  const h = await sent(({ terminal }) => {
    terminal.script.deliveries = [{ kind: 'deferred', reason: 'portal-down' }];
  });
  expect(h.screen('receipt')).toMatchObject({
    delivery: { kind: 'deferred' },
    owed: { cents: 1000, reference: 'BT-00000001' },
  });
  expect(slips(h)[0]).toContain('Noch zu zahlen');
  expect(slips(h)[0]).toContain('10,00');
  expect(h.terminal.names()).not.toContain('payment.pay');
});

test('no acknowledgement in time but the portal has it: paid all the same', async () => {
  const h = await sent(({ terminal }) => {
    terminal.script.deliveries = [{ kind: 'sending' }, { kind: 'submitted' }];
  });
  await h.settle(delays.acknowledgement);
  expect(h.screen('pay').phase.kind).toBe('ready');
});

test('nothing heard of the portal in time: nothing is paid, the fee is owed', async () => {
  const h = await sent(({ terminal }) => {
    terminal.script.deliveries = [{ kind: 'sending' }];
  });
  await h.settle(delays.acknowledgement);
  expect(h.screen('receipt')).toMatchObject({ delivery: { kind: 'deferred' }, owed: { cents: 1000 } });
});

test('the release is refused: nothing is sent, nothing paid; given up, the package is dropped', async () => {
  const h = await sent(({ terminal }) => {
    terminal.script.release = () => {
      throw new Refusal('storage-full');
    };
  });
  expect(h.screen('problem')).toMatchObject({ charged: 'nothing', options: ['retry', 'finish'] });
  await h.do('finish');
  await h.settle();
  expect(money(h)).toEqual(['submission.hold', 'submission.release', 'submission.drop']);
});

test('a declined card, then "pay later": a slip with what is owed, and it is counted', async () => {
  const h = await sent();
  h.terminal.script.pay = () => ({ kind: 'not-paid', reason: 'declined', text: null });
  await h.do('pay');
  expect(h.screen('pay').phase).toMatchObject({ kind: 'not-paid', canRetry: true });
  await h.do('finish');
  expect(h.screen('receipt')).toMatchObject({
    delivery: { kind: 'accepted' },
    owed: {
      cents: 1000,
      reference: 'BT-00000001',
      payLater: sampleStart().texts.de?.['services.bescheid-bezahlen.title'],
    },
    paid: null,
  });
  expect(slips(h)).toHaveLength(1);
  expect(slips(h)[0]).toContain(numberIn(h));
  expect(slips(h)[0]).toContain('BT-00000001');
  expect(abandonments(h)).toEqual([{ serviceId: 'meldebescheinigung', step: 'pay', reason: 'payment-declined' }]);
  expect(h.terminal.names()).not.toContain('submission.drop');
});

test('what was sent cannot be called back: no back, no cancel', async () => {
  const h = await sent();
  expect(h.snapshot().can).toMatchObject({ back: false, cancel: false });
  expect(await h.do('back')).toBe('not-possible-now');
  expect(await h.do('cancel')).toBe('not-possible-now');
  await h.do('finish');
  expect(h.screen('receipt').owed).not.toBeNull();
  expect(abandonments(h)).toEqual([{ serviceId: 'meldebescheinigung', step: 'pay', reason: 'pay-later' }]);
});

test('left before paying: wiped as ever, counted, and the slip lies there', async () => {
  const h = await sent();
  await h.settle(delays.idle + delays.warning + delays.grace + 3_000);
  await expect(h.session.ended).resolves.toBe('idle');
  expect(slips(h)[0]).toContain('Noch zu zahlen');
  expect(abandonments(h)).toEqual([{ serviceId: 'meldebescheinigung', step: 'pay', reason: 'idle' }]);
  expect(h.terminal.names()).not.toContain('submission.drop');
});

test('the authority says no while the card is not asked for yet: no money is asked for any more', async () => {
  const h = await sent(({ terminal }) => {
    terminal.script.deliveries = [{ kind: 'submitted' }];
  });
  await h.settle(delays.acknowledgement);
  h.terminal.session.notify('submission.delivery', {
    packageId: packageIn(h),
    delivery: { kind: 'rejected', problems: ['Nein'], refund: 'none' },
  });
  await h.settle();
  expect(h.screen('receipt')).toMatchObject({ delivery: { kind: 'rejected', refund: 'none' }, owed: null });
  expect(abandonments(h)).toEqual([]);
});

test('the authority says no while the card is asked for: the terminal decides, the slip says what becomes of it', async () => {
  const h = await sent(({ terminal }) => {
    terminal.script.deliveries = [{ kind: 'submitted' }];
  });
  await h.settle(delays.acknowledgement);
  const outcome = Promise.withResolvers<{ kind: 'paid'; cardName: null }>();
  h.terminal.script.pay = () => outcome.promise;
  h.terminal.script.deliveries = [];
  await h.do('pay');
  const rejected: Delivery = { kind: 'rejected', problems: [], refund: 'reversing' };
  h.terminal.session.notify('submission.delivery', { packageId: packageIn(h), delivery: rejected });
  await h.settle();
  expect(h.screen('pay').phase.kind).toBe('running');
  outcome.resolve({ kind: 'paid', cardName: null });
  await h.settle(delays.paidShown);
  expect(h.screen('receipt')).toMatchObject({
    delivery: { kind: 'rejected', refund: 'reversing' },
    paid: { cents: 1000 },
  });
  expect(slips(h)[0]).toContain('wird gerade storniert');
  h.terminal.session.notify('submission.delivery', {
    packageId: packageIn(h),
    delivery: { ...rejected, refund: 'reversed' },
  });
  await h.settle();
  expect(h.screen('receipt').delivery).toMatchObject({ refund: 'reversed' });
});

test('nobody knows whether money moved: case number and reference on the slip, never another try', async () => {
  const h = await sent();
  h.terminal.script.pay = () => ({ kind: 'unclear', reference: 'BT-00000001' });
  await h.do('pay');
  expect(h.screen('pay').phase.kind).toBe('unclear');
  expect(h.screen('pay').phase).toMatchObject({ number: numberIn(h) });
  expect(slips(h)[0]).toContain(numberIn(h));
  expect(slips(h)[0]).toContain('BT-00000001');
  expect(slips(h)[0]).toContain('Zahlung ungeklärt');
  expect(await h.do('pay')).toBe('not-possible-now');
  expect(await h.do('retry')).toBe('not-possible-now');
});

test.each([
  ['not-submitted', 'portal-unreachable'],
  ['storage-full', 'internal'],
])('the terminal takes no money now (%s): nothing charged, tried again or later', async (reason, problem) => {
  const h = await sent();
  const { pay } = h.terminal.script;
  h.terminal.script.pay = () => {
    throw new Refusal(reason);
  };
  await h.do('pay');
  expect(h.screen('problem')).toMatchObject({
    problem,
    charged: 'nothing',
    number: numberIn(h),
    options: ['retry', 'finish'],
  });
  h.terminal.script.pay = pay;
  await h.do('retry');
  expect(h.screen('pay').phase.kind).toBe('paid');
});

test('asked to go before paying: the citizen keeps the slip, and goes on', async () => {
  const h = await sent();
  h.session.end('failed', false);
  await h.settle();
  expect(h.screen('pay').phase.kind).toBe('ready');
  await h.do('finish');
  expect(h.screen('receipt').owed).not.toBeNull();
});

test('no timer runs against a request that is being sent with its fee still due', async () => {
  const h = await sent(({ terminal }) => {
    terminal.script.release = () => {};
    terminal.script.deliveries = [{ kind: 'sending' }];
  });
  h.terminal.session.notify('presence', { present: false });
  await h.settle(delays.acknowledgement - 2_000);
  expect(h.screen('submit').phase).toBe('sending');
});
