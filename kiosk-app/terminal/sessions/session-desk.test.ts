import { join } from 'node:path';
import { expect, test } from 'vitest';
import { err, ok } from '../../../foundation/result.ts';
import type { Bill } from '../../../portals/bill-register/contract.ts';
import type { RoutingClient } from '../../../portals/routing/client.ts';
import type { CompetentAuthority } from '../../../portals/routing/contract.ts';
import { loadConfiguration } from '../configuration/config.ts';
import { DELAYS } from '../configuration/delays.ts';
import { createPrintDesk } from '../devices/printing.ts';
import { HelpDesk } from '../fleet-link/help-desk.ts';
import { DeviceTurn } from '../money/device-turn.ts';
import { InterruptedDesk } from '../money/interrupted-payments.ts';
import { PaymentDesk } from '../money/payment.ts';
import { createReferences } from '../store/references.ts';
import { feeFor, openBooks } from '../test-support/books.ts';
import {
  FakePaymentTerminal,
  FakePortal,
  FakePrinter,
  PAID,
  paymentRecord,
  sealedSubmission,
} from '../test-support/fakes.ts';
import { sessionDesk } from './session-desk.ts';
import { VisitDesk } from './visit-counting.ts';

const CONFIG = join(import.meta.dirname, '../../../config');
const loaded = loadConfiguration({
  siteFile: join(CONFIG, 'sites', 'musterstadt.json'),
  directory: CONFIG,
  environment: { BT_FIT_CONNECT_SECRET: 'x' },
});
if (!loaded.ok) throw new Error('sample configuration');
const configuration = loaded.value;
const DESTINATIONS = configuration.site.portals.fitConnect.destinations;
const TEXTS = { heading: ['Stadt Musterstadt'], service: 'Bewohnerparkausweis', lines: [], footer: [] };
const BILL: Bill = {
  reference: 'KZ-123456',
  payee: 'Stadtkasse',
  payeeId: 'stadtkasse',
  purpose: 'Verwarnung',
  cents: 2500,
  dueDate: null,
  status: 'open',
};

function counter() {
  const books = openBooks();
  const device = new FakePaymentTerminal();
  const printer = new FakePrinter();
  const portal = new FakePortal();
  const released: string[] = [];
  let isUp = true;
  const payment = new PaymentDesk({
    ...books,
    device,
    turn: new DeviceTurn(),
    delays: DELAYS,
    onPaid: (packageId) => released.push(packageId),
    onSettled: () => {},
  });
  const storage = { low: false };
  const register: { now: Bill } = { now: BILL };
  const interrupted = new InterruptedDesk({ ...books, delays: DELAYS, tell: () => {} });
  const options = {
    configuration,
    portal,
    isPortalUp: () => isUp,
    onPortalObserved: () => {},
    bills: { lookup: async () => ({ kind: 'found', bill: register.now }) as const },
    appointments: null,
    routing: null,
    references: createReferences(books.db, 'MS-RH-01', books.clock),
    outbox: books.outbox,
    payment,
    online: null,
    paidOnline: (packageId: string) => books.journal.paidOnline(packageId),
    isStorageLow: () => storage.low,
    interrupted,
    isShown: () => true,
    printing: createPrintDesk({ ...books, printer, delays: DELAYS }),
    statistics: books.statistics,
    visits: new VisitDesk({ ...books, services: configuration.services, languages: configuration.site.languages }),
    log: books.log,
    onReleased: (packageId: string) => released.push(packageId),
    onProgress: () => {},
    onOnlineProgress: () => {},
    onStep: () => {},
    onCover: () => {},
    help: new HelpDesk(books.clock),
    onCardLeft: () => {},
  };
  const { methods: desk, notifications } = sessionDesk(options, '0123456789abcdef');
  const parking = async (cents = 3070) => {
    const sealed = sealedSubmission(undefined, DESTINATIONS.strassenverkehrsamt);
    const { reference } = await desk['payment.reference']({ serviceId: 'bewohnerparkausweis' });
    await desk['submission.hold']({ serviceId: 'bewohnerparkausweis', sealed, fee: feeFor({ cents, reference }) });
    return { packageId: sealed.packageId, reference };
  };
  return {
    books,
    portal,
    device,
    printer,
    released,
    storage,
    register,
    interrupted,
    notifications,
    desk,
    options,
    parking,
    stranger: sessionDesk(options, 'fedcba9876543210').methods,
    portalDown: () => {
      isUp = false;
    },
    [Symbol.dispose]: () => books[Symbol.dispose](),
  };
}

test('held, paid, printed with the payment terminal’s own lines and the reference', async () => {
  using c = counter();
  const { packageId, reference } = await c.parking();
  expect(await c.desk['payment.pay']({ packageId })).toEqual({ kind: 'paid', cardName: 'girocard' });
  expect(await c.desk['receipt.print']({ packageId, texts: TEXTS, qr: null })).toEqual({ kind: 'printed' });
  const printed = JSON.stringify(c.printer.printed[0]);
  expect(printed).toContain('KARTENZAHLUNG');
  expect(printed).toContain(reference);
  expect(c.printer.printed[0]?.id).toBe(packageId);
});

test('a slip that belongs to no package is printed, with its code, and stands in no journal', async () => {
  using c = counter();
  expect(await c.desk['slip.print']({ texts: TEXTS, qr: 'https://termin.example/#/7' })).toEqual({ kind: 'printed' });
  expect(JSON.stringify(c.printer.printed[0])).toContain('termin.example');
  expect(c.books.journal.verify().entries).toBe(0);
});

test('a fee that is not the configuration’s is refused', async () => {
  using c = counter();
  await expect(c.parking(1)).rejects.toThrow('fee-mismatch');
});

test('a reference that was not given to this session is refused', async () => {
  using c = counter();
  const sealed = sealedSubmission(undefined, DESTINATIONS.strassenverkehrsamt);
  const fee = feeFor({ cents: 3070, reference: 'MSRH01-0AAA-0001X' });
  const hold = async () => c.desk['submission.hold']({ serviceId: 'bewohnerparkausweis', sealed, fee });
  await expect(hold()).rejects.toThrow('fee-mismatch');
});

test('a service with a fee cannot be handed in without one', async () => {
  using c = counter();
  const sealed = sealedSubmission(undefined, DESTINATIONS.strassenverkehrsamt);
  const hold = async () => c.desk['submission.hold']({ serviceId: 'bewohnerparkausweis', sealed, fee: null });
  await expect(hold()).rejects.toThrow('fee-mismatch');
});

test('a bill that was not looked up, or for less than it is, is refused', async () => {
  using c = counter();
  const sealed = sealedSubmission(undefined, DESTINATIONS.stadtkasse);
  const hold = async (cents: number) =>
    c.desk['submission.hold']({
      serviceId: 'bescheid-bezahlen',
      sealed,
      fee: feeFor({ cents, reference: BILL.reference }),
    });
  await expect(hold(2500)).rejects.toThrow('fee-mismatch');
  await c.desk['bill.lookup']({ reference: BILL.reference });
  await expect(hold(100)).rejects.toThrow('fee-mismatch');
  expect(await hold(2500)).toEqual({ held: true });
});

test.each([
  ['paid elsewhere', { status: 'paid' }],
  ['cancelled', { status: 'cancelled' }],
  ['changed', { cents: 2600 }],
] as const)('a bill that was %s after it was found is not held, and none with it', async (_, change) => {
  using c = counter();
  await c.desk['bill.lookup']({ reference: BILL.reference });
  c.register.now = { ...BILL, ...change };
  const sealed = sealedSubmission(undefined, DESTINATIONS.stadtkasse);
  const fee = feeFor({ cents: 2500, reference: BILL.reference });
  const hold = async () => c.desk['submission.hold']({ serviceId: 'bescheid-bezahlen', sealed, fee });
  await expect(hold()).rejects.toThrow('bill-changed');
  expect(c.books.outbox.get(sealed.packageId)).toBeNull();
});

test('a bill paid here a minute ago is shown as paid, whatever the register says', async () => {
  using c = counter();
  c.books.outbox.movePayment(c.books.hold({ cents: 2500, reference: BILL.reference }), ['due'], 'paid');
  expect(await c.desk['bill.lookup']({ reference: BILL.reference })).toMatchObject({ bill: { status: 'paid' } });
});

test.each(['paying', 'unclear'] as const)('a bill whose payment is %s is never told as paid', async (payment) => {
  using c = counter();
  c.books.outbox.movePayment(c.books.hold({ cents: 2500, reference: BILL.reference }), ['due'], payment);
  expect(await c.desk['bill.lookup']({ reference: BILL.reference })).toEqual({ kind: 'being-paid' });
  c.books.outbox.movePayment(c.books.hold({ cents: 2500, reference: BILL.reference }), ['due'], 'paid');
  expect(await c.desk['bill.lookup']({ reference: BILL.reference })).toMatchObject({ bill: { status: 'paid' } });
});

test('a submission to another authority than the service’s is refused', async () => {
  using c = counter();
  const sealed = sealedSubmission(undefined, DESTINATIONS.steueramt);
  const { reference } = await c.desk['payment.reference']({ serviceId: 'bewohnerparkausweis' });
  const fee = feeFor({ cents: 3070, reference });
  const hold = async () => c.desk['submission.hold']({ serviceId: 'bewohnerparkausweis', sealed, fee });
  await expect(hold()).rejects.toThrow('wrong-destination');
});

test('a package with a fee cannot be released without paying', async () => {
  using c = counter();
  const { packageId } = await c.parking();
  await expect(async () => c.desk['submission.release']({ packageId })).rejects.toThrow('fee-due');
  expect(c.released).toEqual([]);
});

test('another session’s package is unknown: it can neither be paid, printed, released nor dropped', async () => {
  using c = counter();
  const { packageId } = await c.parking();
  for (const attempt of [
    async () => c.stranger['payment.pay']({ packageId }),
    async () => c.stranger['receipt.print']({ packageId, texts: TEXTS, qr: null }),
    async () => c.stranger['submission.release']({ packageId }),
    async () => c.stranger['submission.drop']({ packageId }),
  ]) {
    await expect(attempt()).rejects.toThrow('unknown-package');
  }
});

test('no money for what cannot be delivered now and may not wait', async () => {
  using c = counter();
  const { packageId } = await c.parking();
  c.portalDown();
  const mayWait = configuration.services.find(({ id }) => id === 'bewohnerparkausweis')?.whenPortalDown === 'defer';
  if (mayWait) expect((await c.desk['payment.pay']({ packageId })).kind).toBe('paid');
  else await expect(c.desk['payment.pay']({ packageId })).rejects.toThrow('portal-unreachable');
});

test('portal down: what may wait is sealed to the key kept, what may not is refused', async () => {
  using c = counter();
  const key = { kty: 'RSA', kid: 'k', n: 'n', e: 'AQAB' } as never;
  await expect(c.desk['portal.prepare']({ serviceId: 'hundesteuer-anmelden' })).rejects.toThrow('portal-unreachable');
  c.portal.kept = { key, metadataVersion: '2.1.0', publicService: null };
  expect(await c.desk['portal.prepare']({ serviceId: 'hundesteuer-anmelden' })).toMatchObject({
    key,
    metadataVersion: '2.1.0',
  });
  await expect(c.desk['portal.prepare']({ serviceId: 'bewohnerparkausweis' })).rejects.toThrow('portal-unreachable');
});

test('a paid package is not dropped', async () => {
  using c = counter();
  const { packageId } = await c.parking();
  await c.desk['payment.pay']({ packageId });
  await expect(async () => c.desk['submission.drop']({ packageId })).rejects.toThrow('not-held');
});

test('paper out: said as a fault, and the reprint carries the same id', async () => {
  using c = counter();
  const { packageId } = await c.parking();
  await c.desk['payment.pay']({ packageId });
  c.printer.next = { ok: false, error: { reason: 'paper-out', partial: false } };
  expect(await c.desk['receipt.print']({ packageId, texts: TEXTS, qr: null })).toEqual({
    kind: 'fault',
    reason: 'paper-out',
  });
  c.printer.next = { ok: true, value: { printed: true } };
  await c.desk['receipt.print']({ packageId, texts: TEXTS, qr: null });
  expect(c.printer.printed.map(({ id }) => id)).toEqual([packageId]);
  expect(c.books.journal.open('print')).toEqual([]);
});

async function certificate(c: ReturnType<typeof counter>) {
  const definition = configuration.services.find(({ id }) => id === 'meldebescheinigung');
  if (definition?.fee.kind !== 'fixed' || definition.route.kind !== 'fit-connect') throw new Error('sample service');
  const sealed = sealedSubmission(undefined, DESTINATIONS[definition.route.destination]);
  const { reference } = await c.desk['payment.reference']({ serviceId: definition.id });
  const fee = feeFor({ cents: definition.fee.cents, reference });
  await c.desk['submission.hold']({ serviceId: definition.id, sealed, fee });
  return { packageId: sealed.packageId, cents: fee.cents };
}

test('submit-then-pay: released before it is paid, and paid only once the portal has it', async () => {
  using c = counter();
  const { packageId, cents } = await certificate(c);
  await expect(c.desk['payment.pay']({ packageId })).rejects.toThrow('not-submitted');
  await c.desk['submission.release']({ packageId });
  expect(c.released).toEqual([packageId]);
  await expect(c.desk['payment.pay']({ packageId })).rejects.toThrow('not-submitted');
  c.books.outbox.move(packageId, ['released'], 'submitted');
  c.device.onAuthorise = async () => ({ ...PAID, record: paymentRecord({ amount: cents }) }) as typeof PAID;
  expect((await c.desk['payment.pay']({ packageId })).kind).toBe('paid');
  expect(c.books.outbox.get(packageId)?.state).toBe('submitted');
});

test('whose money it is comes from the configuration or the bill, not from the session', async () => {
  using c = counter();
  const { packageId } = await c.parking();
  expect(c.books.outbox.get(packageId)?.payee).toBe('stadtkasse');
  const sealed = sealedSubmission(undefined, DESTINATIONS.stadtkasse);
  await c.desk['bill.lookup']({ reference: BILL.reference });
  const fee = feeFor({ cents: 2500, reference: BILL.reference }, 'mars');
  await c.desk['submission.hold']({ serviceId: 'bescheid-bezahlen', sealed, fee });
  expect(c.books.outbox.get(sealed.packageId)?.payee).toBe('stadtkasse');
  expect(c.books.outbox.get(sealed.packageId)?.fee?.items).toEqual([
    { payee: 'stadtkasse', reference: BILL.reference, cents: 2500, purpose: BILL.purpose },
  ]);
});

test('too little space for what must be written afterwards: nobody is asked for money', async () => {
  using c = counter();
  const { packageId } = await c.parking();
  c.storage.low = true;
  await expect(c.desk['payment.pay']({ packageId })).rejects.toThrow('storage-full');
  expect(c.device.asked).toHaveLength(0);
});

test('what was interrupted is printed by the session that is shown it, and by no other package’s way', async () => {
  using c = counter();
  const { packageId } = await c.parking();
  await c.desk['payment.pay']({ packageId });
  await expect(c.stranger['receipt.print']({ packageId, texts: TEXTS, qr: null })).rejects.toThrow('unknown-package');
  c.interrupted.sessionDied('0123456789abcdef');
  expect(await c.stranger['receipt.print']({ packageId, texts: TEXTS, qr: null })).toEqual({ kind: 'printed' });
  expect(JSON.stringify(c.printer.printed[0])).toContain('KARTENZAHLUNG');
  expect(c.interrupted.now()?.receiptPrinted).toBe(true);
  c.stranger['interrupted.close']({ packageId, how: 'done' });
  await expect(c.stranger['receipt.print']({ packageId, texts: TEXTS, qr: null })).rejects.toThrow('unknown-package');
  c.interrupted.stop();
});

test('ended in order: nothing of it is shown to the next', async () => {
  using c = counter();
  const { packageId } = await c.parking();
  await c.desk['payment.pay']({ packageId });
  c.notifications.ended({ outcome: 'completed' });
  c.interrupted.afterRestart();
  expect(c.interrupted.now()).toBeNull();
});

test('a call for help is no promise while the hub is not linked, and only the session that is shown may make one', async () => {
  using c = counter();
  const { desk, options } = c;
  expect(await desk['help.call']({})).toEqual({ state: 'unreachable' });
  const waiting = sessionDesk({ ...options, isShown: () => false }, 'fedcba9876543210').methods;
  expect(() => waiting['help.call']({})).toThrow('not-shown');
});

const BY_PLACE = 'hundesteuer-abmelden';
const NEXT_TOWN: CompetentAuthority = {
  destinationId: '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1c001',
  name: 'Stadt Nachbarort, Steueramt',
  address: [],
  phone: null,
  email: null,
};
/** A desk whose routing service knows one authority. */
const routed = (c: ReturnType<typeof counter>, authority: RoutingClient['authority'] = async () => ok(NEXT_TOWN)) =>
  sessionDesk({ ...c.options, routing: { areas: async () => ok([]), authority } }, '0123456789abcdef').methods;

test('a request goes to an authority that stands in no site, once it was found and verified', async () => {
  using c = counter();
  const desk = routed(c);
  c.portal.kept = { kty: 'RSA', kid: 'k', n: 'n', e: 'AQAB' } as never;
  expect(await desk['routing.authority']({ serviceId: BY_PLACE, areaId: '1002' })).toEqual(NEXT_TOWN);
  const { destinationId } = NEXT_TOWN;
  expect(await desk['portal.prepare']({ serviceId: BY_PLACE, destinationId })).toMatchObject({ destinationId });
  const sealed = sealedSubmission(undefined, destinationId);
  expect(await desk['submission.hold']({ serviceId: BY_PLACE, sealed, fee: null })).toEqual({ held: true });
});

test('no request goes to an authority that was not found for this session', async () => {
  using c = counter();
  const desk = routed(c);
  const sealed = sealedSubmission(undefined, NEXT_TOWN.destinationId);
  const hold = async () => desk['submission.hold']({ serviceId: BY_PLACE, sealed, fee: null });
  await expect(hold()).rejects.toThrow('wrong-destination');
});

test('nor does the request of another service', async () => {
  using c = counter();
  const desk = routed(c);
  await desk['routing.authority']({ serviceId: BY_PLACE, areaId: '1002' });
  const sealed = sealedSubmission(undefined, NEXT_TOWN.destinationId);
  const hold = async () => desk['submission.hold']({ serviceId: 'hundesteuer-anmelden', sealed, fee: null });
  await expect(hold()).rejects.toThrow('wrong-destination');
});

test.each(['portal-refused', 'key-refused'] as const)(
  'an authority whose destination says %s is not offered',
  async (reason) => {
    using c = counter();
    const portal = Object.assign(c.portal, { prepare: async () => err({ reason, detail: 'inactive' }) });
    const desk = routed({ ...c, options: { ...c.options, portal } });
    const find = async () => desk['routing.authority']({ serviceId: BY_PLACE, areaId: '1002' });
    await expect(find()).rejects.toThrow('no-route');
  },
);

test.each([
  [{ reason: 'unavailable', detail: 'timeout' }, 'routing-unavailable'],
  [{ reason: 'refused', detail: 'bad-signature' }, 'route-refused'],
  [{ reason: 'several-routes' }, 'several-routes'],
] as const)('a routing service that answers %o', async (failure, reason) => {
  using c = counter();
  const desk = routed(c, async () => err(failure));
  const find = async () => desk['routing.authority']({ serviceId: BY_PLACE, areaId: '1' });
  await expect(find()).rejects.toThrow(reason);
});
