import { expect, test } from 'vitest';
import { caseNumber } from '../../../../portals/fit-connect/contract.ts';
import type { Interrupted } from '../../../channel/terminal/delivery.ts';
import { delays } from '../../delays.ts';
import { createHarness, type Harness } from '../../test-support/harness.ts';
import { abandonments, begin } from '../../test-support/walks.ts';

const PACKAGE = '11111111-2222-4333-8444-555555555555';
const INTERRUPTED: Interrupted = {
  packageId: PACKAGE,
  serviceId: 'bewohnerparkausweis',
  cents: 3070,
  reference: 'BT-00000007',
  items: [{ payee: 'stadtkasse', reference: 'BT-00000007', cents: 3070, purpose: '' }],
  outcome: 'asking',
  delivery: null,
  receiptPrinted: false,
};

async function told(over: Partial<Interrupted> = {}, h = createHarness()): Promise<Harness> {
  h.terminal.session.notify('interrupted', { interrupted: { ...INTERRUPTED, ...over } });
  await h.settle();
  return h;
}
const closed = (h: Harness) =>
  h.terminal.heard.filter(({ name }) => name === 'interrupted.close').map(({ params }) => params);
const slips = (h: Harness): readonly string[] =>
  h.terminal.heard.filter(({ name }) => name === 'receipt.print').map(({ params }) => JSON.stringify(params));

test('told before the start screen, first that the device is being asked', async () => {
  const h = await told();
  expect(h.screen('interrupted')).toEqual({
    kind: 'interrupted',
    service: 'Bewohnerparkausweis',
    cents: 3070,
    number: caseNumber(PACKAGE),
    outcome: 'asking',
    request: null,
    isOwed: false,
    print: { kind: 'none' },
    canPrint: false,
    canStart: false,
  });
  expect(await h.do('print-again')).toBe('not-possible-now');
  expect(await h.do('start')).toBe('not-possible-now');
});

test('paid: on its way, then with its number; the receipt on request', async () => {
  const h = await told();
  await told({ outcome: 'paid', delivery: { kind: 'sending' } }, h);
  expect(h.screen('interrupted')).toMatchObject({ outcome: 'paid', request: { kind: 'on-its-way' }, canPrint: true });
  await told({ outcome: 'paid', delivery: { kind: 'accepted' } }, h);
  expect(h.screen('interrupted').request).toEqual({ kind: 'accepted' });
  await h.do('print-again');
  expect(h.screen('interrupted').print).toEqual({ kind: 'printed' });
  expect(slips(h)).toHaveLength(1);
  expect(slips(h)[0]).toContain(caseNumber(PACKAGE));
  await h.do('finish');
  expect(closed(h)).toEqual([{ packageId: PACKAGE, how: 'done' }]);
  expect(h.screen('attract').kind).toBe('attract');
});

test('paid but refused by the authority: what becomes of the money', async () => {
  const h = await told({ outcome: 'paid', delivery: { kind: 'rejected', problems: ['Nein'], refund: 'reversing' } });
  expect(h.screen('interrupted').request).toEqual({ kind: 'rejected', refund: 'reversing' });
});

test('not paid: nothing charged, nothing to print, and one may begin anew', async () => {
  const h = await told({ outcome: 'not-paid' });
  expect(h.screen('interrupted')).toMatchObject({ canPrint: false, canStart: true });
  await h.do('start');
  expect(h.screen('orient').kind).toBe('orient');
  expect(closed(h)).toEqual([{ packageId: PACKAGE, how: 'done' }]);
  // From here on the presence clock runs as for anybody.
  await h.settle(delays.idle);
  expect(h.snapshot().overlay?.kind).toBe('idle-warning');
});

test('sent, but not paid: the fee is owed, and beginning anew would send it twice', async () => {
  const h = await told({
    serviceId: 'meldebescheinigung',
    outcome: 'not-paid',
    cents: 1000,
    delivery: { kind: 'accepted' },
  });
  expect(h.screen('interrupted')).toMatchObject({ isOwed: true, canPrint: true, canStart: false });
  expect(await h.do('start')).toBe('not-possible-now');
  await h.do('print-again');
  expect(slips(h)[0]).toContain('Noch zu zahlen');
});

test('unclear: the slip comes by itself, once', async () => {
  const h = await told();
  await told({ outcome: 'unclear' }, h);
  expect(slips(h)).toHaveLength(1);
  expect(slips(h)[0]).toContain('Zahlung ungeklärt');
  await told({ outcome: 'unclear', receiptPrinted: true }, h);
  expect(slips(h)).toHaveLength(1);
});

test('unclear and told so at once: likewise; not if it is printed already', async () => {
  expect(slips(await told({ outcome: 'unclear' }))).toHaveLength(1);
  const again = await told({ outcome: 'unclear', receiptPrinted: true });
  expect(slips(again)).toEqual([]);
  expect(again.screen('interrupted').print).toEqual({ kind: 'printed' });
});

test('the printer cannot: the number stays on the screen, and it is tried again', async () => {
  const h = createHarness();
  h.terminal.script.print = () => ({ kind: 'fault', reason: 'paper-out' });
  await told({ outcome: 'unclear' }, h);
  expect(h.screen('interrupted').print).toEqual({ kind: 'fault', reason: 'paper-out', canRetry: true });
  h.terminal.script.print = () => ({ kind: 'printed' });
  await h.do('print-again');
  expect(h.screen('interrupted').print).toEqual({ kind: 'printed' });
});

test('"that was not me": closed as that', async () => {
  const h = await told({ outcome: 'paid' });
  await h.do('not-mine');
  expect(closed(h)).toEqual([{ packageId: PACKAGE, how: 'not-mine' }]);
  expect(h.screen('attract').kind).toBe('attract');
});

test('nobody there: closed by itself, whatever is known', async () => {
  const h = await told();
  await h.settle(delays.interruptedShown - 1_000);
  await told({ outcome: 'paid' }, h);
  await h.settle(delays.interruptedShown - 1_000);
  expect(h.screen('interrupted').outcome).toBe('paid');
  await h.settle(1_000);
  expect(closed(h)).toEqual([{ packageId: PACKAGE, how: 'nobody' }]);
  expect(h.screen('attract').kind).toBe('attract');
  expect(h.clock.waiting).toBe(0);
});

test('withdrawn by the terminal: gone, and nothing is closed', async () => {
  const h = await told();
  h.terminal.session.notify('interrupted', { interrupted: null });
  await h.settle();
  expect(h.screen('attract').kind).toBe('attract');
  expect(closed(h)).toEqual([]);
});

test('another one takes its place', async () => {
  const h = await told();
  await told({ packageId: '99999999-2222-4333-8444-555555555555', outcome: 'unclear', cents: 500 }, h);
  expect(h.screen('interrupted')).toMatchObject({ outcome: 'unclear', cents: 500 });
  expect(slips(h)).toHaveLength(1);
});

test('a citizen in the middle of something is not disturbed', async () => {
  const h = createHarness();
  await begin(h, 'hundesteuer-anmelden');
  await told({ outcome: 'paid' }, h);
  expect(h.screen('form').kind).toBe('form');
});

test('a button pressed for "asking" does not act on "not paid"', async () => {
  const h = await told();
  const { screenId } = h.snapshot();
  await told({ outcome: 'not-paid' }, h);
  expect(h.session.intend({ name: 'finish' }, screenId)).toBe('wrong-screen');
});

test('asked to go meanwhile: at once, nothing is closed, nothing counted', async () => {
  const h = await told();
  h.session.end('failed', false);
  await h.settle();
  await expect(h.session.ended).resolves.toBe('failed');
  expect(closed(h)).toEqual([]);
  expect(abandonments(h)).toEqual([]);
});
