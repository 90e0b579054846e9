import { expect, test } from 'vitest';
import { Refusal } from '../../../../foundation/errors.ts';
import type { BillLookup } from '../../../../portals/bill-register/contract.ts';
import { createHarness, type Harness } from '../../test-support/harness.ts';
import { begin } from '../../test-support/walks.ts';

const bill = (number: number, over: object = {}): Extract<BillLookup, { kind: 'found' }> => ({
  kind: 'found',
  bill: {
    reference: `BILL-${String(number).padStart(4, '0')}`,
    payee: 'Stadtkasse Musterstadt',
    payeeId: 'stadtkasse',
    purpose: `Gebühr ${number}`,
    cents: 100 * number,
    dueDate: null,
    status: 'open',
    ...over,
  },
});

async function withBills(...numbers: readonly number[]): Promise<Harness> {
  const h = createHarness();
  h.terminal.script.lookup = (reference) => bill(Number(reference.slice(5)));
  await begin(h, 'bescheid-bezahlen');
  for (const number of numbers) await scan(h, number);
  return h;
}
async function scan(h: Harness, number: number): Promise<void> {
  h.attended.code(`BILL-${String(number).padStart(4, '0')}`);
  await h.settle();
}
const references = (h: Harness) => h.screen('bill').bills.map(({ reference }) => reference);

test('one after the other, typed or scanned, with their sum; each is its own item of one payment', async () => {
  const h = await withBills(1);
  await h.do('add-bill');
  expect(h.screen('bill').bill).toBeNull();
  await h.type({ reference: 'BILL-0002' });
  await h.do('continue');
  h.terminal.script.lookup = () => bill(3, { payeeId: 'stadtwerke', payee: 'Stadtwerke Musterstadt' });
  await scan(h, 3);
  expect(h.screen('bill')).toMatchObject({ cents: 600, bill: { reference: 'BILL-0003' } });
  await h.do('continue');
  const { fee, blocks } = h.screen('review');
  expect(fee).toMatchObject({ cents: 600, purpose: '3 Bescheide' });
  expect(blocks.map(({ id }) => id)).toEqual(['bill', 'bill:2', 'bill:3']);
  await h.do('confirm');
  const held = h.terminal.heard.find(({ name }) => name === 'submission.hold')?.params;
  expect(held).toMatchObject({
    fee: {
      cents: 600,
      reference: 'BILL-0001',
      items: [
        { reference: 'BILL-0001', cents: 100, payee: 'stadtkasse' },
        { reference: 'BILL-0002', cents: 200, payee: 'stadtkasse' },
        { reference: 'BILL-0003', cents: 300, payee: 'stadtwerke' },
      ],
    },
  });
  const data = JSON.parse(new TextDecoder().decode(h.sealed[0]?.data.bytes));
  expect(data.bescheide).toHaveLength(3);
  expect(data.zahlung).toEqual({ kassenzeichen: 'BILL-0001', betragCent: 600 });
});

test('every bill is a line of the slip, with its Kassenzeichen, its payee and its amount', async () => {
  const h = await withBills(1, 2);
  await h.do('continue');
  await h.do('confirm');
  await h.do('pay');
  await h.settle(5_000);
  const slip = JSON.stringify(h.terminal.heard.findLast(({ name }) => name === 'receipt.print')?.params);
  for (const line of ['BILL-0001', 'BILL-0002', '1,00', '2,00', '3,00']) expect(slip).toContain(line);
});

test('the same bill twice is said and not taken', async () => {
  const h = await withBills(1, 1);
  expect(h.screen('bill')).toMatchObject({ lookup: 'twice', bill: null });
  await h.do('back');
  expect(references(h)).toEqual(['BILL-0001']);
});

test('no more than ten at once', async () => {
  const h = await withBills(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  expect(h.screen('bill').canAdd).toBe(false);
  expect(await h.do('add-bill')).toBe('not-possible-now');
  await scan(h, 11);
  expect(h.screen('bill').lookup).toBe('full');
  expect(references(h)).toHaveLength(10);
});

test('taken off the list, and brought back to its place', async () => {
  const h = await withBills(1, 2, 3);
  await h.do('remove-bill', { reference: 'BILL-0002' });
  expect(references(h)).toEqual(['BILL-0001', 'BILL-0003']);
  expect(h.screen('bill').removed).toBe('Gebühr 2');
  await h.do('restore-bill');
  expect(references(h)).toEqual(['BILL-0001', 'BILL-0002', 'BILL-0003']);
  expect(await h.do('restore-bill')).toBe('not-possible-now');
});

test('the last one off the list: asked for another, and nothing can be paid', async () => {
  const h = await withBills(1);
  await h.do('remove-bill', { reference: 'BILL-0001' });
  expect(h.screen('bill')).toMatchObject({ bill: null, bills: [], cents: 0 });
  await h.do('continue');
  expect(h.snapshot().screen.kind).toBe('bill');
});

test('one that cannot be paid leaves the others on the list', async () => {
  const h = await withBills(1);
  h.terminal.script.lookup = () => bill(2, { status: 'paid' });
  await scan(h, 2);
  expect(h.screen('bill')).toMatchObject({ lookup: 'paid', bill: null });
  await h.do('back');
  expect(references(h)).toEqual(['BILL-0001']);
});

test('one was paid elsewhere before the money: nothing is held, and the bills are asked for again', async () => {
  const h = await withBills(1, 2);
  await h.do('continue');
  h.terminal.script.hold = () => {
    throw new Refusal('bill-changed');
  };
  await h.do('confirm');
  expect(h.screen('problem')).toMatchObject({ problem: 'bill-changed', charged: 'nothing', options: ['back'] });
  expect(await h.do('retry')).toBe('not-possible-now');
  await h.do('back');
  expect(h.screen('bill')).toMatchObject({ bills: [], bill: null });
  expect(h.terminal.names()).not.toContain('payment.pay');
});
