import { expect, test } from 'vitest';
import { Refusal } from '../../../../foundation/errors.ts';
import { caseNumber } from '../../../../portals/fit-connect/contract.ts';
import { createHarness, type Harness } from '../../test-support/harness.ts';
import { sampleStart } from '../../test-support/sample-start.ts';
import { abandonments, toDogReview, toParkingPayment } from '../../test-support/walks.ts';

async function paid(prepare: (h: Harness) => void): Promise<Harness> {
  const h = createHarness();
  await toParkingPayment(h);
  prepare(h);
  await h.do('pay');
  await h.settle(2_500);
  return h;
}
const packageIn = (h: Harness): string => [...h.terminal.held.keys()][0] ?? '';
const printed = (h: Harness): readonly unknown[] =>
  h.terminal.heard.filter(({ name }) => name === 'receipt.print').map(({ params }) => params);

test('without fee it is released here, with fee never', async () => {
  const dog = createHarness();
  await toDogReview(dog);
  await dog.do('confirm');
  expect(dog.terminal.names()).toContain('submission.release');
  expect(dog.screen('receipt').delivery).toEqual({ kind: 'accepted' });
  const parking = await paid(() => {});
  expect(parking.terminal.names()).not.toContain('submission.release');
});

test('"received" is said only after the authority said so', async () => {
  const h = await paid(({ terminal }) => {
    terminal.script.deliveries = [{ kind: 'sending' }];
  });
  expect(h.screen('submit').phase).toBe('sending');
  h.terminal.session.notify('submission.delivery', { packageId: packageIn(h), delivery: { kind: 'submitted' } });
  await h.settle();
  expect(h.screen('submit').phase).toBe('waiting-for-acknowledgement');
  expect(h.snapshot().can).toMatchObject({ cancel: false, back: false });
});

/** Where the code on slip and screen leads. */
const statusPage = (h: Harness): string => `https://musterstadt.example/stand/${caseNumber(packageIn(h))}`;

test('the QR code leads to the status page of the place; where there is none, no code is shown or printed', async () => {
  const there = await paid(() => {});
  expect(printed(there)[0]).toMatchObject({ qr: statusPage(there) });
  const { site } = sampleStart();
  const none = createHarness({ start: { site: { ...site, statusPage: null } } });
  await toParkingPayment(none);
  await none.do('pay');
  await none.settle(2_500);
  expect(none.screen('receipt').qr).toBeNull();
  expect(printed(none)[0]).toMatchObject({ qr: null });
});

test('what happens next stands on the last screen, on the slip and on the copy', async () => {
  const h = await paid(() => {});
  const next = ['Der Bewohnerparkausweis kommt mit der Post, meist in 5 bis 7 Werktagen.'];
  expect(h.screen('receipt').next).toEqual(expect.arrayContaining(next));
  expect((printed(h)[0] as { texts: { footer: string[] } }).texts.footer).toEqual(expect.arrayContaining(next));
  expect(h.documents.at(-1)?.next).toEqual(expect.arrayContaining(next));
});

test('the printed copy carries case number, name and address of the municipality', async () => {
  const h = await paid(() => {});
  const content = h.documents.at(-1);
  expect(content?.sender).toBe('Stadt Musterstadt, Marktplatz 1, 12345 Musterstadt');
  expect(content?.head.map(({ value }) => value)).toContain(caseNumber(packageIn(h)));
});

test('no acknowledgement in time: safely kept, with the case number', async () => {
  const h = await paid(({ terminal }) => {
    terminal.script.deliveries = [{ kind: 'submitted' }];
  });
  await h.settle(45_000);
  expect(h.screen('receipt')).toMatchObject({
    number: caseNumber(packageIn(h)),
    delivery: { kind: 'deferred' },
    qr: null,
    paid: { cents: 3070 },
  });
});

test('an acknowledgement that comes late is shown all the same', async () => {
  const h = await paid(({ terminal }) => {
    terminal.script.deliveries = [{ kind: 'deferred', reason: 'portal-down' }];
  });
  expect(h.screen('receipt').delivery.kind).toBe('deferred');
  const delivery = { kind: 'accepted' } as const;
  h.terminal.session.notify('submission.delivery', { packageId: packageIn(h), delivery });
  await h.settle();
  expect(h.screen('receipt')).toMatchObject({ delivery, qr: statusPage(h) });
});

test('one number from the first word to the last: on the slip of a portal that is down, and when it is accepted later', async () => {
  const h = await paid(({ terminal }) => {
    terminal.script.deliveries = [{ kind: 'deferred', reason: 'portal-down' }];
  });
  const { number } = h.screen('receipt');
  expect(number).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/);
  expect(printed(h)).toMatchObject([
    { texts: { lines: [{ label: 'Vorgangsnummer', value: number }, {}, {}, {}, {}] } },
  ]);
  h.terminal.session.notify('submission.delivery', { packageId: packageIn(h), delivery: { kind: 'accepted' } });
  await h.settle();
  expect(h.screen('receipt')).toMatchObject({ delivery: { kind: 'accepted' }, number, print: { kind: 'printed' } });
});

test('a delivery of another package is not taken for this one', async () => {
  const h = await paid(({ terminal }) => {
    terminal.script.deliveries = [];
  });
  h.terminal.session.notify('submission.delivery', {
    packageId: crypto.randomUUID(),
    delivery: { kind: 'accepted' },
  });
  await h.settle();
  expect(h.screen('submit').phase).toBe('sending');
});

test('rejected: what the authority says, and whom to call', async () => {
  const h = await paid(({ terminal }) => {
    terminal.script.deliveries = [{ kind: 'rejected', problems: ['Schema violation'], refund: 'none' }];
  });
  expect(h.screen('receipt').delivery).toEqual({
    kind: 'rejected',
    problems: ['Schema violation'],
    refund: 'staff',
  });
  expect(JSON.stringify(printed(h))).toContain('0123 456-0');
});

test('the release is refused: nothing charged, tried again or given up; then the package is dropped', async () => {
  const h = createHarness();
  await toDogReview(h);
  const { release } = h.terminal.script;
  h.terminal.script.release = () => {
    throw new Refusal('no-answer');
  };
  await h.do('confirm');
  expect(h.screen('problem')).toMatchObject({ charged: 'nothing', options: ['retry', 'finish'] });
  await h.do('retry');
  expect(h.screen('problem').problem).toBe('portal-unreachable');
  h.terminal.script.release = release;
  await h.do('finish');
  await expect(h.session.ended).resolves.toBe('failed');
  await h.settle();
  expect(h.terminal.held.size).toBe(0);
  expect(abandonments(h)).toHaveLength(1);
});

test('the slip holds state, number, date and amount, and nothing about the person', async () => {
  const h = await paid(() => {});
  const [slip] = printed(h);
  expect(slip).toMatchObject({
    qr: statusPage(h),
    language: 'de',
    texts: {
      heading: ['Stadt Musterstadt', 'Rathaus, Erdgeschoss'],
      service: 'Bewohnerparkausweis',
      lines: [
        { label: 'Vorgangsnummer', value: caseNumber(packageIn(h)) },
        { label: 'Stand', value: 'Eingegangen' },
        { label: 'Datum', value: '05.01.2026' },
        { label: 'Betrag', value: '30,70\u00a0€' },
        { label: 'Kassenzeichen', value: 'BT-00000001' },
      ],
    },
  });
  expect(JSON.stringify(slip)).not.toMatch(/Mustermann|Heidestr|MS-AB/);
});

test('the slip is printed in the language chosen by then', async () => {
  const h = createHarness();
  await toParkingPayment(h);
  await h.do('choose-language', { language: 'en' });
  await h.do('pay');
  await h.settle(2_500);
  expect(JSON.stringify(printed(h))).toContain('Case number');
});

test.each(['paper-out', 'cover-open', 'cutter-error', 'overheated', 'offline', 'not-confirmed'] as const)(
  'printer fault %s: number on the screen, printed again once it can, or gone without',
  async (reason) => {
    const h = await paid(({ terminal }) => {
      terminal.script.print = () => ({ kind: 'fault', reason });
    });
    expect(h.screen('receipt')).toMatchObject({
      print: { kind: 'fault', reason, canRetry: true },
      qr: statusPage(h),
    });
    h.terminal.script.print = () => ({ kind: 'printed' });
    await h.do('retry');
    expect(h.screen('receipt').print).toEqual({ kind: 'printed' });
    expect(new Set(printed(h).map((slip) => JSON.stringify(slip))).size).toBe(1);
  },
);

test('a printer that never answers does not hold anybody up', async () => {
  const h = await paid(({ terminal }) => {
    terminal.script.print = () => new Promise(() => {});
  });
  expect(h.screen('receipt').print).toEqual({ kind: 'printing' });
  await h.settle(60_000);
  expect(h.screen('receipt').print).toMatchObject({ kind: 'fault', reason: 'not-confirmed' });
  await h.do('finish');
  expect(h.screen('farewell').takeReceipt).toBe(false);
});

test('no printer at all: said on the service page before, and at the end', async () => {
  const h = createHarness();
  h.terminal.session.notify('devices', {
    payment: null,
    eid: null,
    scanner: null,
    'code-reader': null,
    'receipt-printer': null,
  });
  await h.do('start');
  await h.do('continue');
  await h.do('choose-service', { service: 'hundesteuer-anmelden' });
  expect(h.screen('service-info').noPaperReceipt).toBe(true);
  h.terminal.script.print = () => ({ kind: 'no-printer' });
  await h.do('back');
  await h.do('back');
  await h.do('back');
  await toDogReview(h);
  await h.do('confirm');
  expect(h.screen('receipt').print).toEqual({ kind: 'no-printer' });
});

test('the farewell counts down and reminds of card and original', async () => {
  const h = await paid(() => {});
  h.attended.card(true);
  await h.do('finish');
  expect(h.screen('farewell')).toEqual({
    kind: 'farewell',
    takeReceipt: true,
    takeCopy: false,
    takeCard: true,
    takeDocument: true,
    rating: 'asked',
    secondsLeft: 15,
  });
  await h.settle(5_000);
  expect(h.screen('farewell').secondsLeft).toBe(10);
  await h.do('finish');
  await expect(h.session.ended).resolves.toBe('completed');
});
