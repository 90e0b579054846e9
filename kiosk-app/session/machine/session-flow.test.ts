import { expect, test } from 'vitest';
import { PUBLIC_HOLIDAYS } from '../../../config/hours/holidays.ts';
import { createHarness } from '../test-support/harness.ts';
import { sampleStart } from '../test-support/sample-start.ts';
import { abandonments, begin, toBillReview, toDogReview, toParkingReview } from '../test-support/walks.ts';

test('a bill by code: looked up at once, shown, paid', async () => {
  const h = createHarness();
  await begin(h, 'bescheid-bezahlen');
  expect(h.screen('bill')).toMatchObject({ canScan: true, lookup: 'idle', bill: null });
  h.attended.code('5201.1234.5678');
  await h.settle();
  expect(h.screen('bill').bill).toMatchObject({ cents: 2500, payee: 'Stadtkasse Musterstadt' });
  await h.do('continue');
  expect(h.screen('review').fee).toEqual({ cents: 2500, purpose: 'Verwarnung', paid: 'before' });
});

test('the same words find the same bill, whether read from a code or typed', async () => {
  const words = 'Kassenzeichen: 5201.1234.5678 Hundesteuer';
  const read = createHarness();
  await begin(read, 'bescheid-bezahlen');
  read.attended.code(['BCD', '001', '1', 'SCT', '', 'Stadtkasse', 'DE00', 'EUR30,70', '', '', words].join('\r\n'));
  await read.settle();
  const typed = createHarness();
  await begin(typed, 'bescheid-bezahlen');
  await typed.type({ reference: words });
  await typed.do('continue');
  await typed.settle();
  // The amount is the register's, not the code's.
  expect(read.screen('bill').bill).toMatchObject({ cents: 2500, reference: '5201.1234.5678' });
  expect(typed.screen('bill').bill).toEqual(read.screen('bill').bill);
});

test('a mistyped Kassenzeichen stays in the session: the terminal, which lives on, is not asked about it', async () => {
  const h = createHarness({ billRegister: { lookup: async () => ({ kind: 'unknown' }) } });
  const asked: string[] = [];
  const { lookup } = h.terminal.script;
  h.terminal.script.lookup = (reference) => {
    asked.push(reference);
    return lookup(reference);
  };
  await begin(h, 'bescheid-bezahlen');
  await h.type({ reference: 'QW-3847-2938-1' });
  await h.do('continue');
  await h.settle();
  expect(h.screen('bill')).toMatchObject({ lookup: 'unknown', bill: null });
  expect(asked).toEqual([]);
});

test('a code that holds no Kassenzeichen: why it is no bill; the field stays', async () => {
  const h = createHarness();
  await begin(h, 'bescheid-bezahlen');
  await h.type({ reference: '5201' });
  h.attended.code('https://example.org');
  await h.settle();
  expect(h.snapshot().notice).toEqual({ reason: 'code-web-address', field: 'reference' });
  expect(h.screen('bill').field.value).toBe('5201');
});

test.each([
  ['paid', 'paid'],
  ['cancelled', 'cancelled'],
  ['not-payable-here', 'not-payable-here'],
] as const)('a bill that is %s is told, not paid', async (status, lookup) => {
  const h = createHarness();
  const found = h.terminal.script.lookup('5201.1234.5678');
  if (found.kind !== 'found') throw new TypeError('sample changed');
  h.terminal.script.lookup = () => ({ kind: 'found', bill: { ...found.bill, status } });
  await begin(h, 'bescheid-bezahlen');
  await h.type({ reference: '5201.1234.5678' });
  await h.do('continue');
  expect(h.screen('bill')).toMatchObject({ lookup, bill: null });
});

test('a bill for which a payment is under way is told as that, not as paid', async () => {
  const h = createHarness();
  h.terminal.script.lookup = () => ({ kind: 'being-paid' });
  await begin(h, 'bescheid-bezahlen');
  await h.type({ reference: '5201.1234.5678' });
  await h.do('continue');
  expect(h.screen('bill')).toMatchObject({ lookup: 'being-paid', bill: null });
});

test('a bill of a payee this service does not serve', async () => {
  const h = createHarness();
  const found = h.terminal.script.lookup('5201.1234.5678');
  if (found.kind !== 'found') throw new TypeError('sample changed');
  h.terminal.script.lookup = () => ({ kind: 'found', bill: { ...found.bill, payeeId: 'somebody' } });
  await begin(h, 'bescheid-bezahlen');
  await h.type({ reference: '5201.1234.5678' });
  await h.do('continue');
  expect(h.screen('bill').lookup).toBe('not-payable-here');
});

test('an unknown bill, then the right one', async () => {
  const h = createHarness();
  await begin(h, 'bescheid-bezahlen');
  await h.type({ reference: '5201.1234.0000' });
  await h.do('continue');
  expect(h.screen('bill').lookup).toBe('unknown');
  await h.type({ reference: '5201 1234 5678'.replaceAll(' ', '.') });
  expect(h.screen('bill').lookup).toBe('idle');
  await h.do('continue');
  await h.do('continue');
  expect(h.screen('review').blocks.map(({ id }) => id)).toEqual(['bill']);
});

test('a form page with gaps names the first one and stays', async () => {
  const h = createHarness();
  await begin(h, 'hundesteuer-anmelden');
  expect(h.screen('form').fields.every(({ error }) => error === null)).toBe(true);
  await h.type({ givenNames: 'Max' });
  await h.do('continue');
  expect(h.screen('form').pageId).toBe('person');
  expect(h.snapshot().notice).toEqual({ reason: 'incomplete', field: 'familyName' });
  expect(h.screen('form').fields.find(({ id }) => id === 'familyName')?.error).toEqual({
    reason: 'required',
    limit: null,
  });
  await h.type({ familyName: 'B' });
  expect(h.snapshot().notice).toBeNull();
});

test('a page whose only gap is a wrong value says so, not that something is missing', async () => {
  const h = createHarness();
  await begin(h, 'hundesteuer-anmelden');
  await h.type({ givenNames: 'Łukasz', familyName: 'Østergård', street: 'Am Markt 1', postalCode: '00', city: 'Köln' });
  await h.do('continue');
  expect(h.snapshot().notice).toEqual({ reason: 'wrong-value', field: 'postalCode' });
  await h.type({ postalCode: '' });
  await h.do('continue');
  expect(h.snapshot().notice).toEqual({ reason: 'incomplete', field: 'postalCode' });
});

test('what is only unfinished is named on leaving the field, what is wrong at once', async () => {
  const h = createHarness();
  await begin(h, 'hundesteuer-anmelden');
  const error = () => h.screen('form').fields.find(({ id }) => id === 'postalCode')?.error;
  await h.do('edit-field', { field: 'postalCode', value: '123' });
  expect(error()).toBeNull();
  await h.do('leave-field', { field: 'postalCode' });
  expect(error()).toEqual({ reason: 'postal-code', limit: null });
  await h.do('edit-field', { field: 'postalCode', value: '00' });
  expect(error()?.reason).toBe('postal-code');
});

test('a locked field cannot be typed into, a field of another page neither', async () => {
  const h = createHarness();
  await toParkingReview(h);
  await h.do('back');
  await h.do('back');
  expect(h.screen('form').pageId).toBe('vehicle');
  expect(await h.do('edit-field', { field: 'familyName', value: 'Eve' })).toBe('not-possible-now');
  await h.do('back');
  expect(await h.do('edit-field', { field: 'familyName', value: 'Eve' })).toBe('not-possible-now');
  expect(h.screen('form').fields.find(({ id }) => id === 'familyName')?.value).toBe('Mustermann');
});

test('back through the steps keeps what was entered', async () => {
  const h = createHarness();
  await toDogReview(h);
  await h.do('back');
  expect(h.screen('form')).toMatchObject({ pageId: 'tax', complete: true });
  await h.do('back');
  expect(h.screen('form')).toMatchObject({ pageId: 'dogs', complete: true });
  await h.do('back');
  await h.do('back');
  expect(h.screen('service-info').service.id).toBe('hundesteuer-anmelden');
  await h.do('begin');
  expect(h.screen('form').fields[0]?.value).toBe('Max');
});

test('a change that is given up leaves the review as it was', async () => {
  const h = createHarness();
  await toDogReview(h);
  await h.do('change', { block: 'form:tax' });
  await h.type({ otherDogs: '99' });
  await h.do('continue');
  expect(h.screen('form').pageId).toBe('tax');
  await h.do('back');
  const rows = h.screen('review').blocks.find(({ id }) => id === 'form:tax')?.rows;
  expect(rows).toContainEqual({ label: 'Hunde im Haushalt', value: '1' });
});

test('a block that does not exist cannot be changed', async () => {
  const h = createHarness();
  await toDogReview(h);
  expect(await h.do('change', { block: 'form:nothing' })).toBe('not-possible-now');
  expect(await h.do('change', { block: 'identity' })).toBe('not-possible-now');
});

test('another service begins empty, the same one goes on', async () => {
  const h = createHarness();
  await begin(h, 'hundesteuer-anmelden');
  await h.type({ givenNames: 'Max' });
  await h.do('back');
  await h.do('back');
  await h.do('choose-service', { service: 'hundesteuer-anmelden' });
  await h.do('begin');
  expect(h.screen('form').fields[0]?.value).toBe('Max');
  await h.do('back');
  await h.do('back');
  await h.do('choose-service', { service: 'bescheid-bezahlen' });
  await h.do('back');
  await h.do('choose-service', { service: 'hundesteuer-anmelden' });
  await h.do('begin');
  expect(h.screen('form').fields[0]?.value).toBe('');
});

test('cancel asks once a service was chosen; "no" changes nothing; "yes" wipes and counts', async () => {
  const h = createHarness();
  await begin(h, 'hundesteuer-anmelden');
  await h.type({ givenNames: 'Max' });
  await h.do('cancel');
  expect(h.snapshot().overlay).toEqual({ kind: 'confirm-cancel' });
  expect(await h.do('edit-field', { field: 'givenNames', value: 'Eve' })).toBe('not-possible-now');
  await h.do('confirm-cancel', { sure: false });
  expect(h.screen('form').fields[0]?.value).toBe('Max');
  await h.do('cancel');
  await h.do('confirm-cancel', { sure: true });
  await expect(h.session.ended).resolves.toBe('cancelled');
  expect(abandonments(h)).toEqual([{ serviceId: 'hundesteuer-anmelden', step: 'form', reason: 'cancelled' }]);
});

test('cancel before a service was chosen ends at once', async () => {
  const h = createHarness();
  await h.do('start');
  await h.do('cancel');
  await expect(h.session.ended).resolves.toBe('cancelled');
});

test('an intent for a screen that is gone is refused, and changes nothing', async () => {
  const h = createHarness();
  const { screenId } = h.snapshot();
  await h.do('start');
  expect(h.session.intend({ name: 'continue' }, screenId)).toBe('wrong-screen');
  expect(h.screen('orient').kind).toBe('orient');
});

test('a tap that was meant for the page before is refused on the next one, though it fits there too', async () => {
  const h = createHarness();
  await toDogReview(h);
  await h.do('back');
  expect(h.screen('form').pageId).toBe('tax');
  const { screenId } = h.snapshot();
  expect(h.session.intend({ name: 'continue' }, screenId)).toBeNull();
  await h.settle();
  expect(h.screen('review').state).toBe('open');
  for (const name of ['continue', 'confirm', 'pay'] as const) {
    expect(h.session.intend({ name }, screenId)).toBe('wrong-screen');
  }
  expect(h.terminal.held.size).toBe(0);
});

test('a bill is not agreed to by the tap that searched for it', async () => {
  const h = createHarness();
  await begin(h, 'bescheid-bezahlen');
  await h.type({ reference: '5201.1234.5678' });
  const { screenId } = h.snapshot();
  await h.do('continue');
  await h.settle();
  expect(h.screen('bill').bill).not.toBeNull();
  expect(h.session.intend({ name: 'continue' }, screenId)).toBe('wrong-screen');
  await h.settle();
  expect(h.screen('bill').bill).not.toBeNull();
});

test('an intent that fits the session but not the screen is refused and named', async () => {
  const h = createHarness();
  expect(await h.do('pay')).toBe('not-possible-now');
  expect(h.snapshot().notice).toEqual({ reason: 'not-possible-now', field: null });
  await h.do('start');
  expect(h.snapshot().notice).toBeNull();
});

test('maintenance closes the door, and leaves the one inside alone', async () => {
  const h = createHarness();
  h.terminal.session.notify('maintenance', { on: true });
  await h.settle();
  expect(h.screen('out-of-service').reason).toBe('maintenance');
  expect(await h.do('start')).toBe('not-possible-now');
  h.terminal.session.notify('maintenance', { on: false });
  await h.settle();
  await begin(h, 'hundesteuer-anmelden');
  h.terminal.session.notify('maintenance', { on: true });
  await h.settle();
  expect(h.screen('form').pageId).toBe('person');
});

test('out of service on command: what is said of it in every language of the place, and the one inside is left alone', async () => {
  const h = createHarness();
  const texts = { de: 'Umbau', en: 'Works', xx: 'nobody here reads this' };
  h.terminal.session.notify('closed', { texts });
  await h.settle();
  const screen = h.screen('out-of-service');
  expect(screen.reason === 'closed' && screen.notices.map(({ language, text }) => [language, text])).toEqual([
    ['de', 'Umbau'],
    ['en', 'Works'],
  ]);
  expect(await h.do('start')).toBe('not-possible-now');
  h.terminal.session.notify('closed', { texts: null });
  await h.settle();
  await begin(h, 'hundesteuer-anmelden');
  h.terminal.session.notify('closed', { texts });
  await h.settle();
  expect(h.screen('form').pageId).toBe('person');
});

test('closed by the hours: why and until when, nothing begins, and whoever has begun finishes', async () => {
  const h = createHarness();
  const opensAt = { date: '2026-12-28', time: '08:00' };
  const closed = { why: { kind: 'closure' as const, text: 'site.location' }, opensAt };
  h.terminal.session.notify('place', { closed, announcements: [] });
  await h.settle();
  const screen = h.screen('closed');
  expect(screen.opensAt).toEqual(opensAt);
  expect([screen.why, screen.texts.map(({ language }) => language)]).toEqual(['closure', ['de', 'en']]);
  expect(await h.do('start')).toBe('not-possible-now');
  h.terminal.session.notify('place', { closed: null, announcements: [] });
  await h.settle();
  await begin(h, 'hundesteuer-anmelden');
  h.terminal.session.notify('place', { closed, announcements: [] });
  await h.settle();
  expect(h.screen('form').pageId).toBe('person');
  h.session.end('completed', true);
});

test.each(PUBLIC_HOLIDAYS)('%s has a name in every language of the session', async (holiday) => {
  const h = createHarness();
  const closed = { why: { kind: 'holiday' as const, holiday }, opensAt: null };
  h.terminal.session.notify('place', { closed, announcements: [] });
  await h.settle();
  const names = h.screen('closed').texts.map(({ text }) => text);
  expect(names).toHaveLength(2);
  expect(new Set(names).size).toBe(2);
  expect(names.join()).not.toContain('session.');
  h.session.end('completed', true);
});

test('announcements stand in the language that was chosen', async () => {
  const h = createHarness();
  h.terminal.session.notify('place', { closed: null, announcements: [{ kind: 'warning', text: 'site.helpDesk' }] });
  await h.settle();
  const said = () => h.snapshot().site.announcements.map(({ kind, text }) => `${kind} ${text}`);
  const german = said();
  await h.do('start');
  await h.do('choose-language', { language: 'en' });
  expect(german[0]).toMatch(/^warning ./);
  expect(said()).not.toEqual(german);
});

test('nobody is invited when nothing can be finished', async () => {
  const gone = { payment: null, eid: null, scanner: null, 'receipt-printer': null, 'code-reader': null };
  const start = sampleStart();
  const needing = ['bewohnerparkausweis', 'meldebescheinigung', 'bescheid-bezahlen', 'pin-setzen'];
  const services = start.services.filter(({ id }) => needing.includes(id));
  const h = createHarness({ start: { services, devices: gone } });
  expect(h.screen('out-of-service').reason).toBe('devices');
  const cut = createHarness({
    start: {
      services: services.filter(({ id }) => id === 'bewohnerparkausweis'),
      portals: { bewohnerparkausweis: 'down' },
    },
  });
  expect(cut.screen('out-of-service').reason).toBe('network');
});

test('portal down: a service that may wait says so on card, page and review; the others before anyone starts', async () => {
  const { portals } = sampleStart();
  const h = createHarness({
    start: { portals: { ...portals, 'hundesteuer-anmelden': 'down', bewohnerparkausweis: 'down' } },
  });
  await h.do('start');
  await h.do('continue');
  await h.do('choose-letter', { letter: null });
  const cards = Object.fromEntries(
    h.screen('catalogue').services.map(({ id, deferred, unavailable }) => [id, { deferred, unavailable }]),
  );
  expect(cards['hundesteuer-anmelden']).toEqual({ deferred: true, unavailable: null });
  expect(cards.bewohnerparkausweis).toEqual({ deferred: false, unavailable: 'portal-down' });
  expect(cards['bescheid-bezahlen']).toEqual({ deferred: false, unavailable: null });
  await h.do('choose-service', { service: 'hundesteuer-anmelden' });
  expect(h.screen('service-info').deferred).toBe(true);
  await h.do('back');
  await h.do('back');
  await h.do('back');
  await toDogReview(h);
  expect(h.screen('review').deferred).toBe(true);
  h.terminal.session.notify('portals', portals);
  await h.settle();
  expect(h.screen('review').deferred).toBe(false);
});

test('a device that fails while the service page is read closes the service, and opens it when it is back', async () => {
  const h = createHarness();
  await h.do('start');
  await h.do('continue');
  await h.do('choose-service', { service: 'bewohnerparkausweis' });
  const { devices } = sampleStart();
  h.terminal.session.notify('devices', { ...devices, scanner: { usable: false, reason: 'offline' } });
  await h.settle();
  expect(h.screen('service-info').service.unavailable).toBe('scanner-device');
  expect(await h.do('begin')).toBe('not-possible-now');
  h.terminal.session.notify('devices', devices);
  await h.settle();
  expect(await h.do('begin')).toBeNull();
});

test('a service this session cannot carry through is left out', () => {
  const { services } = sampleStart();
  const site = { ...sampleStart().site, scanProfiles: [] };
  const [parking] = services.filter(({ id }) => id === 'bewohnerparkausweis');
  const noProfile = createHarness({ start: { site, services: parking ? [parking] : [] } });
  expect(noProfile.snapshot().screen.kind).toBe('out-of-service');
  const some = services.filter(({ id }) => ['pin-setzen', 'bewohnerparkausweis', 'bescheid-bezahlen'].includes(id));
  const noSchema = createHarness({ start: { dataSchemas: {}, services: some } });
  // A PIN change sends nothing and needs no schema.
  expect(noSchema.screen('attract').services.map(({ id }) => id)).toEqual(['pin-setzen']);
});

test('the journey shows the service’s own steps', async () => {
  const h = createHarness();
  await toBillReview(h);
  expect(h.snapshot().journey).toEqual({
    serviceId: 'bescheid-bezahlen',
    title: 'Bescheid oder Strafzettel bezahlen',
    steps: [
      { id: 'bill', state: 'done' },
      { id: 'review', state: 'current' },
      { id: 'pay', state: 'ahead' },
      { id: 'submit', state: 'ahead' },
      { id: 'receipt', state: 'ahead' },
    ],
  });
});

test('the language changes every text at once, on any screen', async () => {
  const h = createHarness();
  await begin(h, 'hundesteuer-anmelden');
  await h.do('choose-language', { language: 'en' });
  expect(h.snapshot().language).toBe('en');
  expect(h.screen('form').fields[0]?.label).not.toBe('Vornamen');
  expect(await h.do('choose-language', { language: 'xx' })).toBe('not-possible-now');
});

test('asked to go while nobody is there: at once', async () => {
  const h = createHarness();
  await h.terminal.session.call('end', { reason: 'recycled', force: false });
  await h.settle();
  await expect(h.session.ended).resolves.toBe('failed');
  expect(abandonments(h)).toEqual([]);
});

test('asked to go while a payment runs: only after it, and with the slip in hand', async () => {
  const h = createHarness();
  await toParkingReview(h);
  await h.do('confirm');
  const outcome = Promise.withResolvers<{ kind: 'not-paid'; reason: 'declined'; text: null }>();
  h.terminal.script.pay = () => outcome.promise;
  await h.do('pay');
  h.session.end('failed', false);
  await h.settle();
  expect(h.screen('pay').phase.kind).toBe('running');
  outcome.resolve({ kind: 'not-paid', reason: 'declined', text: null });
  await h.settle();
  expect(h.screen('wiping').kind).toBe('wiping');
  await h.settle();
  expect(h.terminal.held.size).toBe(0);
});

test('forced to go while a payment runs: at once, and the package is left to the terminal', async () => {
  const h = createHarness();
  await toParkingReview(h);
  await h.do('confirm');
  h.terminal.script.pay = () => new Promise(() => {});
  await h.do('pay');
  h.session.end('failed', true);
  await h.settle();
  expect(h.screen('wiping').kind).toBe('wiping');
  expect(h.terminal.names()).not.toContain('submission.drop');
});

test('the terminal hears the name of each step, and nothing else about it', async () => {
  const h = createHarness();
  await toBillReview(h);
  expect(h.terminal.heard.filter(({ name }) => name === 'step').map(({ params }) => params)).toEqual([
    { step: 'attract', serviceId: null },
    { step: 'orient', serviceId: null },
    { step: 'catalogue', serviceId: null },
    { step: 'service-info', serviceId: 'bescheid-bezahlen' },
    { step: 'bill', serviceId: 'bescheid-bezahlen' },
    { step: 'review', serviceId: 'bescheid-bezahlen' },
  ]);
});

test('the tile touched on the start screen opens that service once the language is chosen, and leads back to all', async () => {
  const h = createHarness();
  await h.do('start', { service: 'hundesteuer-anmelden' });
  expect(h.screen('orient').kind).toBe('orient');
  await h.do('continue');
  expect(h.screen('service-info').service.id).toBe('hundesteuer-anmelden');
  await h.do('back');
  expect(h.screen('catalogue').kind).toBe('catalogue');
});

test('where there is one language only, the tile opens its service at once', async () => {
  const { site } = sampleStart();
  const h = createHarness({ start: { site: { ...site, languages: site.languages.slice(0, 1) } } });
  await h.do('start', { service: 'hundesteuer-anmelden' });
  expect(h.screen('service-info').service.id).toBe('hundesteuer-anmelden');
});

test('a tile is forgotten with the way back to the start screen; one of a service that is gone leads to all', async () => {
  const h = createHarness();
  await h.do('start', { service: 'hundesteuer-anmelden' });
  await h.do('back');
  await h.do('start');
  await h.do('continue');
  expect(h.screen('catalogue').kind).toBe('catalogue');
  const other = createHarness();
  await other.do('start', { service: 'no-such-service' });
  await other.do('continue');
  expect(other.screen('catalogue').kind).toBe('catalogue');
});

test('the document to be scanned is called by its name before anyone starts', async () => {
  const h = createHarness();
  await h.do('start', { service: 'bewohnerparkausweis' });
  await h.do('continue');
  expect(h.screen('service-info').documents).toEqual(['Zulassungsbescheinigung Teil I']);
});
