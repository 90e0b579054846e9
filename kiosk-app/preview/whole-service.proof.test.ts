import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { HandAct } from './contract.ts';
import type { OwnPage } from './own-page.ts';
import { fill, type Previewed, startPreviewed, until } from './test-support/previewed.ts';

/** Services to their end, with every device played by hand. */
let preview: Previewed;
let page: OwnPage;
/** The played card takes its time. */
const PATIENT = { timeout: 20_000 };
const CHOICES = { byThemselves: false, payment: 'paid', paper: 'there' } as const;

async function hand(act: HandAct): Promise<void> {
  await expect.poll(() => preview.screen().waitsFor, PATIENT).toBe(act);
  await preview.act({ kind: 'hand', act });
}

async function begin(serviceId: string): Promise<void> {
  await preview.act({ kind: 'begin', serviceId });
  page = await preview.open();
  page.touch({ name: 'begin' });
}

beforeEach(async () => {
  preview = await startPreviewed();
  onTestFinished(() => preview.close());
  await preview.act({ kind: 'devices', choices: CHOICES });
});

test('card, PIN, form, scan, a payment that is declined and one that is not, receipt without paper', async () => {
  await begin('bewohnerparkausweis');
  await until(page, 'identify', 'ways');
  page.touch({ name: 'choose-way', way: 'card' });
  expect(await until(page, 'identify', 'consent')).toMatchObject({
    phase: { provider: { name: 'Stadt Musterstadt' } },
  });
  page.touch({ name: 'consent' });
  await hand('lay-card');
  await until(page, 'identify', 'enter');
  page.touch({ name: 'enter-secret', digits: '135790' });
  await hand('take-card');
  await until(page, 'form');
  page.touch({ name: 'continue' });
  await expect.poll(() => page.snapshot?.screen, PATIENT).toMatchObject({ kind: 'form', pageId: 'vehicle' });
  fill(page, { plate: 'MS-AB 123', zone: 'B', validFrom: '31.12.2026' });
  await until(page, 'evidence');
  page.touch({ name: 'scan' });
  await hand('insert-page');
  await expect.poll(() => page.snapshot?.screen, PATIENT).toMatchObject({ kind: 'evidence', pages: [{}] });
  page.touch({ name: 'continue' });
  await until(page, 'review');
  page.touch({ name: 'confirm' });
  await until(page, 'pay', 'ready');
  await preview.act({ kind: 'devices', choices: { ...CHOICES, payment: 'declined', paper: 'out' } });
  page.touch({ name: 'pay' });
  await hand('tap-card');
  expect(await until(page, 'pay', 'not-paid')).toMatchObject({ phase: { reason: 'declined' } });
  await preview.act({ kind: 'devices', choices: { ...CHOICES, paper: 'out' } });
  page.touch({ name: 'retry' });
  await hand('tap-card');
  await until(page, 'receipt');
});

test('a telephone reads the code and agrees: the form has the same person, and the request goes its way', async () => {
  await begin('meldebescheinigung');
  expect(await until(page, 'identify', 'ways')).toMatchObject({
    phase: { card: null, wallet: 'there', mayType: false },
  });
  page.touch({ name: 'choose-way', way: 'wallet' });
  expect(await until(page, 'identify', 'wallet-consent')).toMatchObject({ phase: { name: 'Stadt Musterstadt' } });
  page.touch({ name: 'consent' });
  await until(page, 'identify', 'wallet-code');
  await hand('scan-code');
  await until(page, 'identify', 'wallet-fetched');
  await hand('agree');
  expect(JSON.stringify(await until(page, 'form'))).toContain('Mustermann');
  page.touch({ name: 'continue' });
  await expect.poll(() => page.snapshot?.screen, PATIENT).toMatchObject({ kind: 'form', pageId: 'certificate' });
  fill(page, { extent: 'simple' });
  await until(page, 'review');
  page.touch({ name: 'confirm' });
  await until(page, 'pay', 'ready');
});

/** A bill was found and confirmed: the payment waits for a card. */
async function payingBill(): Promise<void> {
  await begin('bescheid-bezahlen');
  await until(page, 'bill');
  page.touch({ name: 'edit-field', field: 'reference', value: '1234.5678' });
  page.touch({ name: 'continue' });
  await expect.poll(() => page.snapshot?.screen, PATIENT).toMatchObject({ bill: { payee: 'Stadtkasse Musterstadt' } });
  page.touch({ name: 'continue' });
  await until(page, 'review');
  page.touch({ name: 'confirm' });
  await until(page, 'pay', 'ready');
  page.touch({ name: 'pay' });
}

test('a bill of any number, paid', async () => {
  await payingBill();
  await hand('tap-card');
  await until(page, 'receipt');
});

test('a payment that is given up waits for no card any more', async () => {
  await payingBill();
  await expect.poll(() => preview.screen().waitsFor).toBe('tap-card');
  page.touch({ name: 'abort-payment' });
  expect(await until(page, 'pay', 'not-paid')).toMatchObject({ phase: { reason: 'aborted' } });
  expect(preview.screen().waitsFor).toBeNull();
});

test('the PIN is set with the letter, and another one', async () => {
  await begin('pin-setzen');
  await until(page, 'pin-change');
  page.touch({ name: 'choose-old-pin', pin: 'transport-pin' });
  await hand('lay-card');
  await until(page, 'pin-change', 'enter');
  page.touch({ name: 'enter-secret', digits: '12345' });
  for (const secret of ['new-pin', 'new-pin-again']) {
    await expect.poll(() => page.snapshot?.screen, PATIENT).toMatchObject({ phase: { secret } });
    page.touch({ name: 'enter-secret', digits: '271828' });
  }
  await hand('take-card');
});

test('an ordered document is asked for at a played office, and a sheet tells of it', async () => {
  await begin('ausweis-fertig');
  await until(page, 'form');
  fill(page, { number: 'L0PW4711X' });
  expect(await until(page, 'sheet')).toMatchObject({ sheet: 'lookup', sections: [{ title: 'Fertig zum Abholen' }] });
});
