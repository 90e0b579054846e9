import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PHONE_RELAY } from '../../config/schema/needs.ts';
import type { NotPaidReason } from '../../device-drivers/payment/contract.ts';
import { Refusal } from '../../foundation/errors.ts';
import { err, ok } from '../../foundation/result.ts';
import type { WalletPerson } from '../../portals/wallet/contract.ts';
import type { Interrupted } from '../channel/terminal/delivery.ts';
import type { Intent, IntentName } from './contract/intents.ts';
import type { Snapshot } from './contract/snapshot.ts';
import { PIXEL_JPEG, RIGHTS } from './test-support/fake-attended.ts';
import { createFakeWallet, ERIKA_BY_WALLET, type FakeWallet } from './test-support/fake-wallet.ts';
import { createHarness, type Harness } from './test-support/harness.ts';
import { sampleStart } from './test-support/sample-start.ts';

/**
 * Random citizens at random devices and portals. Whatever happens, in whatever order: no crash, a screen that can be
 * drawn, no money before the sealed request is safe, no request sent before it is paid, and nothing about a person in
 * anything the terminal or the log hears.
 */

/** Typed or read nowhere else: wherever one of them turns up, personal data turned up. */
const CANARY = {
  typed: 'Xqzwvkanari',
  family: 'Yqzwvkarte',
  street: 'Zqzwvweg 17',
  pin: '982451',
  mail: 'canary.qzwv@example.org',
  plate: 'QZ-WV 987',
  wallet: 'Wqzwvwallet',
  proof: 'Vqzwvproof',
} as const;

type Step =
  | { readonly do: 'sensible' }
  | { readonly do: 'intent'; readonly intent: Intent; readonly isStale: boolean }
  | { readonly do: 'world'; readonly event: (h: Harness) => void }
  | { readonly do: 'wait'; readonly ms: number };

const intents: fc.Arbitrary<Intent> = fc.oneof(
  fc
    .constantFrom<IntentName>(
      ...(['start', 'continue', 'back', 'begin', 'consent', 'scan', 'stop-scan', 'restore-page', 'confirm'] as const),
      ...(['pay', 'abort-payment', 'retry', 'print-again', 'finish', 'catalogue', 'cancel', 'more-time'] as const),
      ...(['cover', 'uncover', 'call-help', 'end-help'] as const),
    )
    .map((name) => ({ name }) as Intent),
  fc.constantFrom<Intent>(
    { name: 'choose-language', language: 'en' },
    { name: 'choose-language', language: 'xx' },
    { name: 'set-display', contrast: 'high' },
    { name: 'search', query: 'hudn' },
    { name: 'choose-category', category: 'animals' },
    { name: 'choose-service', service: 'bewohnerparkausweis' },
    { name: 'choose-service', service: 'hundesteuer-anmelden' },
    { name: 'choose-service', service: 'bescheid-bezahlen' },
    { name: 'choose-service', service: 'pin-setzen' },
    { name: 'choose-service', service: 'meldebescheinigung' },
    { name: 'choose-service', service: 'nothing' },
    { name: 'set-pin' },
    { name: 'choose-way', way: 'card' },
    { name: 'choose-way', way: 'wallet' },
    { name: 'other-way' },
    { name: 'pay-online' },
    { name: 'not-mine' },
    { name: 'choose-old-pin', pin: 'transport-pin' },
    { name: 'choose-old-pin', pin: 'none' },
    { name: 'toggle-optional-right', right: 'DoctoralDegree' },
    { name: 'enter-secret', digits: '000000' },
    { name: 'enter-secret', digits: CANARY.pin },
    { name: 'no-eid', reason: 'no-pin' },
    { name: 'change', block: 'form:person' },
    { name: 'change', block: 'form:tax' },
    { name: 'change', block: 'evidence:vehicle-registration' },
    { name: 'change', block: 'bill' },
    { name: 'confirm-cancel', sure: true },
    { name: 'confirm-cancel', sure: false },
    { name: 'edit-field', field: 'assistanceDog', value: 'yes' },
    { name: 'edit-field', field: 'mandate', value: 'yes' },
    { name: 'add-stroke', field: 'mandateSignature', stroke: 'M100 100l300 80' },
    { name: 'undo-stroke', field: 'mandateSignature' },
    { name: 'sign-by-name', field: 'mandateSignature', on: true },
    { name: 'print-sheet' },
    { name: 'edit-field', field: 'nothing', value: CANARY.typed },
    { name: 'delete-page', page: 'page-x' },
    { name: 'keep-page', page: 'page-x' },
  ),
  fc
    .record({
      name: fc.constant('edit-field' as const),
      field: fc.constantFrom('givenNames', 'familyName', 'plate', 'validFrom', 'email', 'reference', 'otherDogs'),
      value: fc.oneof(fc.constantFrom(...Object.values(CANARY), ''), fc.string({ maxLength: 30 })),
    })
    // Digits typed as a Kassenzeichen are one: looking it up outside is what that field is for.
    .filter(({ field, value }) => !(field === 'reference' && value === CANARY.pin)),
);

const INTERRUPTED: Interrupted = {
  packageId: '11111111-2222-4333-8444-555555555555',
  serviceId: 'bewohnerparkausweis',
  cents: 3070,
  reference: 'BT-00000007',
  items: [{ payee: 'stadtkasse', reference: 'BT-00000007', cents: 3070, purpose: '' }],
  outcome: 'not-paid',
  delivery: null,
  receiptPrinted: false,
};

/** The wallet of whoever walks now; `null`: this place asks none. */
let wallet: FakeWallet | null = null;
const PERSON_BY_WALLET: WalletPerson = {
  ...ERIKA_BY_WALLET,
  identity: { ...ERIKA_BY_WALLET.identity, familyName: CANARY.wallet },
  evidence: { kind: 'wallet-presentation', format: 'dc+sd-jwt', content: CANARY.proof, report: '{}' },
};

const world: fc.Arbitrary<(h: Harness) => void> = fc.constantFrom<((h: Harness) => void)[]>(
  () => wallet?.fetch(),
  () => wallet?.answer(ok(PERSON_BY_WALLET)),
  () => wallet?.answer(err('wrong-nonce')),
  (h) => h.terminal.session.notify('portals', { [PHONE_RELAY]: 'down' }),

  (h) => h.attended.card(true),
  (h) => h.attended.card(false),
  (h) => h.attended.code('5201.1234.5678'),
  (h) => h.attended.code(CANARY.typed),
  (h) => h.attended.event(RIGHTS),
  (h) => h.attended.event({ kind: 'failed', reason: 'card-removed', detail: '' }),
  (h) => h.attended.event({ kind: 'pin-changed' }),
  (h) => h.attended.event({ kind: 'paused', cause: 'BadCardPosition' }),
  (h) => h.attended.event({ kind: 'authenticated', refreshUrl: 'https://eid.example/refresh/2' }),
  (h) => h.terminal.session.notify('presence', { present: false }),
  (h) => h.terminal.session.notify('presence', { present: true }),
  (h) => h.terminal.session.notify('maintenance', { on: true }),
  (h) => h.terminal.session.notify('maintenance', { on: false }),
  (h) => h.terminal.session.notify('portals', { bewohnerparkausweis: 'down' }),
  ...(['failed', 'expired', 'left'] as const).map((reason) => (h: Harness) => {
    h.terminal.script.payOnline = () => ({ kind: 'not-paid', reason });
  }),
  (h) => {
    h.terminal.script.payOnline = () => ({ kind: 'unclear', reference: 'BT-00000001' });
  },
  (h) => h.terminal.session.notify('payment.progress', { phase: 'pin-wrong', status: 28, text: 'PIN falsch' }),
  ...(['declined', 'offline', 'end-of-day-required', 'what-is-this' as NotPaidReason] as const).map(
    (reason) => (h: Harness) => {
      h.terminal.script.pay = () => ({ kind: 'not-paid', reason, text: 'Zahlung nicht möglich' });
    },
  ),
  (h) => {
    h.terminal.script.pay = () => ({ kind: 'paid', cardName: 'girocard' });
  },
  (h) => {
    h.terminal.script.pay = () => ({ kind: 'unclear', reference: 'BT-00000001' });
  },
  (h) => {
    h.terminal.script.pay = () => {
      throw new Refusal('portal-unreachable');
    };
  },
  (h) => {
    h.terminal.script.pay = () => new Promise(() => {});
  },
  (h) => {
    h.terminal.script.prepare = () => {
      throw new Refusal('key-refused');
    };
  },
  (h) => {
    h.terminal.script.print = () => ({ kind: 'fault', reason: 'paper-out' });
  },
  (h) => {
    h.terminal.script.deliveries = [{ kind: 'rejected', problems: ['Schema'], refund: 'none' }];
  },
  (h) => {
    h.terminal.script.deliveries = [];
  },
  (h) => {
    h.terminal.script.deliveries = [{ kind: 'undeliverable', reason: 'key-refused', refund: 'reversing' }];
  },
  (h) => h.terminal.session.notify('interrupted', { interrupted: { ...INTERRUPTED, outcome: 'unclear' } }),
  (h) => h.terminal.session.notify('interrupted', { interrupted: INTERRUPTED }),
  (h) => h.terminal.session.notify('interrupted', { interrupted: null }),
  (h) => {
    h.attended.script.scan = () => ({ kind: 'fault', reason: 'jammed', pages: [] });
  },
  (h) => {
    h.attended.script.isManual = true;
  },
);

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Step>({ do: 'sensible' }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('intent' as const), intent: intents, isStale: fc.boolean() }),
  },
  { weight: 1, arbitrary: world.map((event): Step => ({ do: 'world', event })) },
  { weight: 1, arbitrary: fc.constantFrom(1_000, 3_000, 31_000, 70_000).map((ms): Step => ({ do: 'wait', ms })) },
);

const GOOD: Readonly<Record<string, string>> = {
  givenNames: 'Erika',
  familyName: CANARY.typed,
  street: CANARY.street,
  postalCode: '12345',
  city: 'Musterstadt',
  phone: '',
  plate: CANARY.plate,
  zone: 'B',
  extent: 'simple',
  validFrom: '06.01.2026',
  email: CANARY.mail,
  dogName: 'Bello',
  breed: 'Dackel',
  heldSince: '01.01.2026',
  otherDogs: '1',
  mandate: 'no',
  assistanceDog: 'no',
  assistanceKind: 'guide',
  accountHolder: CANARY.typed,
  iban: 'DE89 3704 0044 0532 0130 00',
  role: 'self',
  income: '1200',
  disabled: 'no',
  rent: '500',
  singleParent: 'no',
  reference: '5201.1234.5678',
};

const PAYING: Readonly<Record<string, 'pay' | 'retry' | 'other-way' | 'confirm'>> = {
  ready: 'pay',
  'not-paid': 'retry',
  'online-code': 'other-way',
  'online-leave': 'confirm',
  'online-not-paid': 'retry',
};

/** What a person who wants to get through does on this screen. */
async function sensible(h: Harness): Promise<void> {
  const { screen, overlay } = h.snapshot();
  if (overlay?.kind === 'cover') return void (await h.do('uncover'));
  if (overlay?.kind === 'idle-warning') return void (await h.do('more-time'));
  if (overlay?.kind === 'help') return void (await h.do('end-help'));
  if (overlay?.kind === 'confirm-cancel') return void (await h.do('confirm-cancel', { sure: false }));
  switch (screen.kind) {
    case 'attract':
      return void (await h.do('start'));
    case 'interrupted':
      return void (await h.do(screen.canStart ? 'start' : 'finish'));
    case 'catalogue':
      return void (await h.do('choose-service', {
        service: screen.services.find(({ id }) => id !== 'pin-setzen')?.id ?? 'nothing',
      }));
    case 'service-info':
      return void (await h.do('begin'));
    case 'identify':
      if (screen.phase.kind === 'ways') return void (await h.do('choose-way', { way: 'wallet' }));
      if (screen.phase.kind === 'consent' || screen.phase.kind === 'wallet-consent')
        return void (await h.do('consent'));
      if (screen.phase.kind === 'wallet-code') return wallet?.answer(ok(PERSON_BY_WALLET));
      if (screen.phase.kind === 'wallet-failed') return void (await h.do('other-way'));
      if (screen.phase.kind === 'enter') return void (await h.do('enter-secret', { digits: CANARY.pin }));
      if (screen.phase.kind === 'take-card') return h.attended.card(false);
      return void (await h.do(screen.phase.kind === 'failed' ? 'retry' : 'continue'));
    case 'pin-change':
      if (screen.phase.kind === 'choose') return void (await h.do('choose-old-pin', { pin: 'pin' }));
      if (screen.phase.kind === 'enter') return void (await h.do('enter-secret', { digits: CANARY.pin }));
      if (screen.phase.kind === 'take-card') return h.attended.card(false);
      return void (await h.do(screen.phase.kind === 'failed' ? 'retry' : 'continue'));
    case 'bill':
    case 'form': {
      for (const field of screen.kind === 'form' ? screen.fields : [screen.field]) {
        if (!field.locked && (field.value === '' || field.error)) await h.type({ [field.id]: GOOD[field.id] ?? '' });
      }
      return void (await h.do('continue'));
    }
    case 'evidence':
      if (screen.asked !== null) return void (await h.do('keep-page', { page: screen.asked }));
      return void (await h.do(screen.complete ? 'continue' : 'scan'));
    case 'review':
      return void (await h.do('confirm'));
    case 'pay':
      return void (await h.do(PAYING[screen.phase.kind] ?? 'continue'));
    case 'problem':
      return void (await h.do('retry'));
    case 'orient':
      return void (await h.do('continue'));
    default:
      return void (await h.do('finish'));
  }
}

function checkSnapshot(snapshot: Snapshot): void {
  const text = JSON.stringify(snapshot);
  expect(JSON.parse(text)).toEqual(snapshot);
  expect(text).not.toContain('[personal]');
  expect(text).not.toMatch(/"(services|site|session)\.[a-z]/);
  expect(snapshot.screenId).toMatch(/^[a-z-]+-\d+$/);
}

type Hold = { serviceId: string; sealed: { packageId: string }; fee: object | null };

/** Everything that left the process in clear. */
function checkOutside(h: Harness): void {
  const { heard } = h.terminal;
  const outside = JSON.stringify(heard) + h.logged.join('');
  for (const canary of Object.values(CANARY)) expect(outside).not.toContain(canary);
  expect(h.logged.join('')).not.toMatch(/session\.bug|session\.machine\.failed|session\.text\.missing|handler-failed/);

  const held = new Map<string, { readonly hasFee: boolean; readonly isPaidAfter: boolean }>();
  const released = new Set<string>();
  const paid = new Set<string>();
  for (const { name, params } of heard) {
    if (name === 'submission.hold') {
      const { sealed, fee, serviceId } = params as Hold;
      held.set(sealed.packageId, { hasFee: fee !== null, isPaidAfter: serviceId === 'meldebescheinigung' });
    }
    const packageId = (params as { packageId?: string }).packageId ?? '';
    if (name === 'payment.pay' || name === 'payment.pay-online') {
      const known = held.get(packageId);
      expect(known?.hasFee).toBe(true);
      expect(released.has(packageId)).toBe(known?.isPaidAfter);
      expect(paid.has(packageId)).toBe(false);
    }
    if (name === 'answered:paid') paid.add(packageId);
    if (name === 'submission.release') {
      const known = held.get(packageId);
      expect(known?.hasFee === false || known?.isPaidAfter).toBe(true);
      released.add(packageId);
    }
    if (name === 'submission.drop') {
      expect(held.has(packageId)).toBe(true);
      expect(h.terminal.held.get(packageId)?.state ?? 'gone').toBe('gone');
    }
  }
}

test('no order of intents, faults and waits breaks a session, takes money early or lets personal data out', async () => {
  const screens = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(
        'bewohnerparkausweis',
        'hundesteuer-anmelden',
        'bescheid-bezahlen',
        'pin-setzen',
        'meldebescheinigung',
        'oeffnungszeiten',
        'wohngeld-vorpruefen',
      ),
      fc.array(steps, { minLength: 10, maxLength: 45 }),
      fc.boolean(),
      async (service, walk, hasWallet) => {
        wallet = hasWallet ? createFakeWallet() : null;
        const h = createHarness({ wallet, start: { site: { ...sampleStart().site, paysOnline: true } } });
        h.attended.script.pin = CANARY.pin;
        h.eidService.result = {
          status: 'identified',
          report: '{}',
          identity: {
            familyName: CANARY.family,
            givenNames: 'Erika',
            address: { street: CANARY.street, city: 'Musterstadt', postalCode: '12345', country: 'D' },
          },
        };
        let scans = 0;
        h.attended.script.scan = () => {
          const blank = scans++ % 2 === 0;
          const page = { jpeg: PIXEL_JPEG, preview: PIXEL_JPEG, widthPx: 1, heightPx: 1, resolution: 200, blank };
          return { kind: 'scanned', pages: [page] };
        };
        await h.do('start');
        await h.do('continue');
        await h.do('choose-service', { service });
        for (const step of walk) {
          const before = h.snapshot();
          if (step.do === 'sensible') await sensible(h);
          else if (step.do === 'intent') h.session.intend(step.intent, step.isStale ? 'gone-1' : before.screenId);
          else if (step.do === 'world') step.event(h);
          else await h.settle(step.ms);
          await h.settle();
          checkSnapshot(h.snapshot());
          screens.add(h.snapshot().screen.kind);
          if (h.snapshot().screen.kind === 'wiping') break;
        }
        checkOutside(h);
        h.session.stop();
      },
    ),
    // Seven services share them, and each screen below must be met: half of them met no problem once.
    { numRuns: 240 },
  );
  // A walk that never gets anywhere proves nothing.
  for (const kind of [
    'identify',
    'pin-change',
    'form',
    'evidence',
    'review',
    'pay',
    'receipt',
    'problem',
    'wiping',
    'bill',
  ]) {
    expect([...screens]).toContain(kind);
  }
}, 60_000);

test('a stopped session leaves no timer behind', async () => {
  const h = createHarness();
  await h.do('start');
  await h.do('continue');
  await h.do('choose-service', { service: 'hundesteuer-anmelden' });
  await h.do('begin');
  h.session.stop();
  await h.settle(10 * 60_000);
  expect(h.clock.waiting).toBe(0);
});
