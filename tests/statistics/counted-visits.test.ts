import { expect, onTestFinished, test } from 'vitest';
import type { Reason, Step } from '../../fleet-link/statistics.ts';
import { err, ok } from '../../foundation/result.ts';
import type { Usage } from '../../kiosk-app/channel/terminal/visit.ts';
import { createFakeWallet, ERIKA_BY_WALLET } from '../../kiosk-app/session/test-support/fake-wallet.ts';
import { createHarness, type Harness } from '../../kiosk-app/session/test-support/harness.ts';
import { sampleStart } from '../../kiosk-app/session/test-support/sample-start.ts';
import {
  begin,
  identify,
  toCertificateReview,
  toDogReview,
  toEvidence,
  toParkingPayment,
} from '../../kiosk-app/session/test-support/walks.ts';
import { VisitDesk } from '../../kiosk-app/terminal/sessions/visit-counting.ts';
import { hourOf } from '../../kiosk-app/terminal/store/statistics/hours.ts';
import { openBooks } from '../../kiosk-app/terminal/test-support/books.ts';
import type { WalletFailure } from '../../portals/wallet/contract.ts';

const PARKING = 'bewohnerparkausweis';
const DOG = 'hundesteuer-anmelden';
const ANSWERED = { kind: 'failed', detail: '' } as const;

/** A session whose words go to the terminal's counting as they are said. */
function createCounted(wallet: ReturnType<typeof createFakeWallet> | null = null) {
  const h = createHarness({ wallet });
  const books = openBooks(h.clock);
  onTestFinished(() => books[Symbol.dispose]());
  const start = sampleStart();
  const desk = new VisitDesk({ ...books, services: start.services, languages: start.site.languages });
  const push = h.terminal.heard.push.bind(h.terminal.heard);
  h.terminal.heard.push = (heard) => {
    const visit = desk.of('s');
    if (heard.name === 'step') visit.step((heard.params as { step: string }).step);
    if (heard.name === 'usage') visit.told(heard.params as Usage);
    if (heard.name === 'abandoned') {
      const { serviceId, step, reason } = heard.params as { serviceId: string | null; step: string; reason: string };
      visit.abandoned(serviceId, step, reason);
    }
    return push(heard);
  };
  return {
    h,
    dies: () => desk.gone('s'),
    rows(): string[] {
      const now = books.usage.localTime(h.clock.now());
      return [hourOf(now), now.date].flatMap((period) =>
        books.usage.rowsOf(period).map(({ metric, values, count }) => `${metric} ${values.join(' ')} ${count}`),
      );
    },
  };
}
const abandoned = (rows: readonly string[]) => rows.filter((row) => row.startsWith('abandoned '));

async function leaving(h: Harness): Promise<void> {
  await h.do('cancel');
  await h.do('confirm-cancel', { sure: true });
}
async function eidFails(h: Harness, reason: 'card-expired' | 'pin-blocked' | 'client-gone' | 'portal-unreachable') {
  h.attended.script.isManual = true;
  await begin(h, PARKING);
  h.attended.event({ ...ANSWERED, reason });
  await h.settle();
}
async function payFails(h: Harness, reason: 'declined' | 'offline' | 'aborted') {
  h.terminal.script.pay = async () => ({ kind: 'not-paid', reason, text: null });
  await toParkingPayment(h);
  await h.do('pay');
}

/** Every word of the vocabulary, each reached by a walk through the real machines. */
const WALKS: readonly (readonly [what: string, Step, Reason, (h: Harness) => Promise<unknown>])[] = [
  ...(['no-card', 'not-activated', 'no-pin', 'not-wanted'] as const).map(
    (reason) =>
      [
        `says "${reason}"`,
        'identify',
        (
          {
            'no-card': 'no-eid',
            'not-activated': 'no-eid',
            'no-pin': 'pin-forgotten',
            'not-wanted': 'eid-not-wanted',
          } as const
        )[reason],
        async (h: Harness) => {
          await begin(h, PARKING);
          await h.do('no-eid', { reason });
          await h.do('catalogue');
        },
      ] as const,
  ),
  ['the card is expired', 'identify', 'id-card-unusable', (h) => eidFails(h, 'card-expired').then(() => leaving(h))],
  ['the PIN is blocked', 'identify', 'pin-forgotten', (h) => eidFails(h, 'pin-blocked').then(() => leaving(h))],
  ['the eID client is gone', 'identify', 'device-fault', (h) => eidFails(h, 'client-gone').then(() => leaving(h))],
  [
    'the eID service is away',
    'identify',
    'portal-fault',
    (h) => eidFails(h, 'portal-unreachable').then(() => leaving(h)),
  ],
  [
    'a card from elsewhere',
    'identify',
    'not-eligible',
    async (h) => {
      const address = { street: 'Heidestraße 17', postalCode: '51147', city: 'Köln', country: 'D' };
      h.eidService.result = {
        status: 'identified',
        identity: { familyName: 'M', givenNames: 'E', address },
        report: '{}',
      };
      await identify(h);
      await h.do('finish');
    },
  ],
  [
    'an unknown bill',
    'bill',
    'no-open-bill',
    async (h) => {
      await begin(h, 'bescheid-bezahlen');
      await h.type({ reference: '5201.9999.9999' });
      await h.do('continue');
      await leaving(h);
    },
  ],
  [
    'the scanner is gone',
    'evidence',
    'device-fault',
    async (h) => {
      h.attended.script.scan = () => ({ kind: 'fault', reason: 'gone', pages: [] });
      await toEvidence(h);
      await h.do('scan');
      await leaving(h);
    },
  ],
  [
    'the authority is away at the review',
    'review',
    'portal-fault',
    async (h) => {
      const { Refusal } = await import('../../foundation/errors.ts');
      h.terminal.script.prepare = () => {
        throw new Refusal('portal-unreachable');
      };
      await toParkingPayment(h);
      await leaving(h);
    },
  ],
  ['the bank declines', 'pay', 'payment-declined', (h) => payFails(h, 'declined').then(() => leaving(h))],
  ['the payment terminal is offline', 'pay', 'device-fault', (h) => payFails(h, 'offline').then(() => leaving(h))],
  ['stopped the payment', 'pay', 'gave-up', (h) => payFails(h, 'aborted').then(() => leaving(h))],
  [
    'nobody knows whether money moved',
    'pay',
    'payment-unclear',
    async (h) => {
      h.terminal.script.pay = async () => ({ kind: 'unclear', reference: 'BT-00000001' });
      await toParkingPayment(h);
      await h.do('pay');
      await h.do('finish');
      await h.settle(15_000);
    },
  ],
  [
    'pays later',
    'pay',
    'pay-later',
    async (h) => {
      await toCertificateReview(h);
      await h.do('confirm');
      await h.settle();
      await h.do('finish');
    },
  ],
  [
    'walks away',
    'form',
    'timeout',
    async (h) => {
      await begin(h, DOG);
      await h.settle(121_000);
    },
  ],
  ['cancels', 'form', 'gave-up', (h) => begin(h, DOG).then(() => leaving(h))],
  [
    'the terminal ends it',
    'form',
    'session-failed',
    async (h) => {
      await begin(h, DOG);
      h.session.end('failed', true);
      await h.settle();
    },
  ],
];

test.each(WALKS)('%s: counted once at %s as %s', async (_what, step, reason, walk) => {
  const { h, rows: all } = createCounted();
  await walk(h);
  const rows = abandoned(all());
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatch(new RegExp(`^abandoned [a-z-]+ ${step} ${reason} 1$`));
});

test('a session that dies in a form is an abandonment by its failure, and a visit', async () => {
  const { h, dies, rows: all } = createCounted();
  await begin(h, DOG);
  dies();
  const rows = all();
  expect(abandoned(rows)).toEqual([`abandoned ${DOG} form session-failed 1`]);
  expect(rows).toContain('visits transaction 1');
});

test('a finished parking permit: counted with its scan and its card, not as given up', async () => {
  const { h, rows: all } = createCounted();
  await toParkingPayment(h);
  await h.do('pay');
  await h.settle(2_500);
  await h.do('finish');
  await h.settle(15_000);
  expect(all()).toEqual([
    `begun ${PARKING} 1`,
    `finished ${PARKING} 1`,
    `looked ${PARKING} 1`,
    'visits transaction 1',
    'durations transaction 0-1 1',
    `evidence ${PARKING} scan 1`,
    `identifications ${PARKING} id-card 1`,
    'languages de 1',
    'modes touch 1',
    `payments ${PARKING} card 1`,
  ]);
});

test('what was sent and is not paid is finished and unpaid, and counted as given up at the payment', async () => {
  const { h, rows: all } = createCounted();
  await toCertificateReview(h);
  await h.do('confirm');
  await h.settle();
  await h.settle(121_000);
  const rows = all();
  expect(rows).toContain('finished meldebescheinigung 1');
  expect(rows).toContain('payments meldebescheinigung later 1');
  expect(abandoned(rows)).toEqual(['abandoned meldebescheinigung pay timeout 1']);
});

test('who only looks is an information visit and has given nothing up', async () => {
  const { h, rows: all } = createCounted();
  await h.do('start');
  await h.do('choose-language', { language: 'en' });
  await h.do('continue');
  await h.do('choose-service', { service: DOG });
  await h.settle(200_000);
  expect(all()).toEqual([
    `looked ${DOG} 1`,
    'visits information 1',
    'durations information 2-5 1',
    'languages en 1',
    'modes touch 1',
  ]);
});

test.each([
  ['a key of the keypad', 'keypad', (h: Harness) => h.attended.key('down')],
  ['a headset', 'audio', (h: Harness) => h.attended.headset('plugged')],
] as const)('%s makes it a visit by %s', async (_what, mode, use) => {
  const { h, rows: all } = createCounted();
  await toDogReview(h);
  use(h);
  await h.settle();
  await leaving(h);
  expect(all()).toContain(`modes ${mode} 1`);
});

test('going back to a page, and beginning again, is one look and one beginning', async () => {
  const { h, rows: all } = createCounted();
  await begin(h, DOG);
  await h.do('back');
  await h.do('begin');
  await leaving(h);
  const rows = all();
  expect(rows).toContain(`begun ${DOG} 1`);
  expect(rows).toContain(`looked ${DOG} 1`);
});

test.each<[WalletFailure, Reason]>([
  ['declined', 'gave-up'],
  ['timeout', 'timeout'],
  ['relay-unreachable', 'portal-fault'],
  ['status-unknown', 'portal-fault'],
  ['no-pid', 'wallet-unusable'],
  ['wrong-nonce', 'wallet-unusable'],
])('given up after the wallet’s %s: counted at identify as %s', async (failure, reason) => {
  const wallet = createFakeWallet();
  const { h, rows } = createCounted(wallet);
  await askedByWallet(h);
  wallet.answer(err(failure));
  await h.settle();
  await leaving(h);
  expect(abandoned(rows())).toEqual([`abandoned ${PARKING} identify ${reason} 1`]);
});

test.each([
  ['card', 'id-card'],
  ['wallet', 'wallet'],
  ['nobody', 'none'],
] as const)('vouched for by %s: counted by the day as %s', async (who, way) => {
  const wallet = createFakeWallet();
  const { h, rows } = createCounted(who === 'wallet' ? wallet : null);
  if (who === 'nobody') await toDogReview(h);
  else {
    if (who === 'card') await identify(h);
    else {
      await askedByWallet(h);
      wallet.answer(ok(ERIKA_BY_WALLET));
      await h.settle(2_500);
    }
    await h.do('continue');
    await h.type({ plate: 'MS-AB 123', zone: 'B', validFrom: '06.01.2026' });
    await h.do('continue');
    await h.do('scan');
    await h.do('continue');
  }
  await h.do('confirm');
  if (who !== 'nobody') await h.do('pay');
  await h.settle(5_000);
  await h.do('finish');
  const service = who === 'nobody' ? DOG : PARKING;
  expect(rows().filter((row) => row.startsWith('identifications '))).toEqual([`identifications ${service} ${way} 1`]);
});

async function askedByWallet(h: Harness): Promise<void> {
  await begin(h, PARKING);
  await h.do('choose-way', { way: 'wallet' });
  await h.do('consent');
}

test('how it was is counted once, alone, and by the day', async () => {
  const { h, rows } = createCounted();
  await toDogReview(h);
  await h.do('confirm');
  await h.settle(5_000);
  await h.do('finish');
  expect(h.screen('farewell').rating).toBe('asked');
  await h.do('rate', { rating: 'bad' });
  expect(h.screen('farewell').rating).toBe('given');
  expect(rows().filter((row) => row.startsWith('ratings'))).toEqual(['ratings bad 1']);
});
