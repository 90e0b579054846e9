import { expect, test } from 'vitest';
import { judge } from './invariants.ts';
import type { Evidence, Testimony } from './observed-visits.ts';

const CENTS = 10_001;
const MARK = 'VW-2026-100001-4';
const PACKAGE = 'e5e6dda9-d819-49d9-a9e1-30d3e760c798';
const NUMBER = 'A1B2-C3D4-E5F6';

const visit = (over: Partial<NonNullable<Testimony['visit']>> = {}): NonNullable<Testimony['visit']> => ({
  service: 'bescheid-bezahlen',
  end: 'lost',
  last: 'pay/running:authorising',
  trail: [],
  ms: 1,
  receipt: null,
  saidPaid: false,
  taps: 1,
  ...over,
});
const person = (over: Partial<Testimony> = {}): Testimony => ({
  number: 1,
  service: 'bescheid-bezahlen',
  cents: CENTS,
  isShared: false,
  rows: { from: 0, to: Number.POSITIVE_INFINITY },
  mark: MARK,
  owes: false,
  visit: visit(),
  ...over,
});
const charge = (over = {}): Evidence['ledger'][number] => ({
  receiptNo: 1,
  trace: 1001,
  amount: CENTS,
  kind: 'authorisation',
  at: 0,
  reversed: false,
  acknowledged: true,
  ...over,
});
const delivered = (over = {}): Evidence['inbox'][number] => ({
  caseId: PACKAGE,
  caseNumber: NUMBER,
  submissionId: PACKAGE,
  state: 'accepted',
  service: '',
  department: '',
  submittedAt: 0,
  region: null,
  decidedAt: 0,
  amount: 100.01,
  owed: null,
  paidLater: null,
  problems: [],
  metadata: null,
  data: { zahlung: { kassenzeichen: MARK } },
  identity: null,
  publicService: null,
  destinationId: '',
  files: [],
  events: [],
  ...over,
});
const seen = (over: Partial<Evidence> = {}): Evidence => ({
  ledger: [],
  inbox: [],
  papers: [],
  alarms: [],
  booked: [{ packageId: PACKAGE, state: 'held', payment: 'paid', reference: MARK, cents: CENTS }],
  openIntents: [],
  ...over,
});
const alarm = { kind: 'payment-unclear', packageId: PACKAGE, reason: null };
const broken = (evidence: Evidence, who = person()) =>
  judge([who], evidence).violations.map(({ broken: what }) => what);

test('paid and delivered: nothing to say', () =>
  expect(judge([person()], seen({ ledger: [charge()], inbox: [delivered()] }))).toEqual({
    violations: [],
    unclear: [],
    leftToStaff: [],
  }));

test('nothing paid, nothing delivered: nothing to say', () => expect(broken(seen())).toEqual([]));

test('paid and never delivered', () =>
  expect(broken(seen({ ledger: [charge()] }))).toEqual(['paid-not-delivered-not-reversed']));

test('paid, never delivered, and the money went back', () =>
  expect(broken(seen({ ledger: [charge({ reversed: true })] }))).toEqual([]));

test('paid, never delivered, and a person is told: unclear, not lost', () =>
  expect(judge([person()], seen({ ledger: [charge()], alarms: [alarm] }))).toEqual({
    violations: [],
    unclear: [1],
    leftToStaff: [],
  }));

test('paid, rejected, and by policy a person decides: left to staff, not unclear', () =>
  expect(
    judge(
      [person()],
      seen({
        ledger: [charge()],
        inbox: [delivered({ state: 'rejected' })],
        alarms: [{ ...alarm, kind: 'rejected-paid' }],
      }),
    ),
  ).toEqual({ violations: [], unclear: [], leftToStaff: [1] }));

const reversal = (receiptNo: number) => charge({ kind: 'reversal', receiptNo });
const rejected = delivered({ state: 'rejected' });

test('paid, rejected, reversed once: nothing to say', () =>
  expect(broken(seen({ ledger: [charge({ reversed: true }), reversal(2)], inbox: [rejected] }))).toEqual([]));

test('reversed twice', () =>
  expect(broken(seen({ ledger: [charge({ reversed: true }), reversal(2), reversal(3)], inbox: [rejected] }))).toEqual([
    'reversed-twice',
  ]));

test('the screen said that the money is back, and it is not', () => {
  const delivery = { kind: 'rejected', problems: [], refund: 'reversed' } as const;
  const who = person({ visit: visit({ receipt: { delivery, paid: { cents: CENTS } }, saidPaid: true }) });
  const alarms = [{ ...alarm, kind: 'reversal-unclear' }];
  expect(broken(seen({ ledger: [charge()], inbox: [rejected], alarms }), who)).toEqual(['told-reversed-falsely']);
});

test('an alert about another package is no excuse', () =>
  expect(broken(seen({ ledger: [charge()], alarms: [{ ...alarm, packageId: 'another' }] }))).toEqual([
    'paid-not-delivered-not-reversed',
  ]));

test('paid, rejected, and the money kept', () =>
  expect(broken(seen({ ledger: [charge()], inbox: [delivered({ state: 'rejected' })] }))).toEqual([
    'paid-not-delivered-not-reversed',
  ]));

test('charged twice', () =>
  expect(broken(seen({ ledger: [charge(), charge({ receiptNo: 2 })], inbox: [delivered()] }))).toEqual([
    'charged-twice',
  ]));

test('charged twice is charged twice although one went back', () =>
  expect(
    broken(seen({ ledger: [charge({ reversed: true }), charge({ receiptNo: 2 })], inbox: [delivered()] })),
  ).toEqual(['charged-twice']));

test('delivered twice', () =>
  expect(broken(seen({ ledger: [charge()], inbox: [delivered(), delivered()] }))).toEqual(['delivered-twice']));

test('delivered and never paid', () => expect(broken(seen({ inbox: [delivered()] }))).toEqual(['delivered-unpaid']));

test('delivered, and the money went back', () =>
  expect(broken(seen({ ledger: [charge({ reversed: true })], inbox: [delivered()] }))).toEqual([
    'reversed-yet-delivered',
  ]));

test('the screen said paid, the ledger does not know', () =>
  expect(broken(seen(), person({ visit: visit({ saidPaid: true }) }))).toEqual(['told-paid-falsely']));

test('the screen said kept safely, and it never arrived', () => {
  const receipt = { delivery: { kind: 'deferred' }, paid: null } as const;
  expect(broken(seen(), person({ cents: null, visit: visit({ receipt }) }))).toEqual(['lost']);
});

test('the screen said accepted, and it never arrived', () => {
  const receipt = { delivery: { kind: 'accepted' }, paid: null } as const;
  expect(broken(seen(), person({ cents: null, visit: visit({ receipt }) }))).toEqual(['told-accepted-falsely']);
});

test('submitted first, its citizen gone, and nobody asks for the fee', () =>
  expect(broken(seen({ inbox: [delivered()] }), person({ owes: true }))).toEqual(['fee-forgotten']));

test('a payment outside the rows of a visit is another visit’s', () =>
  expect(broken(seen({ ledger: [charge()] }), person({ rows: { from: 1, to: 2 } }))).toEqual([]));

test('a receipt that says paid without a payment', () => {
  const papers = [{ text: ['Betrag                 100,01 €'], torn: false }];
  expect(broken(seen({ papers }))).toEqual(['receipt-lies']);
});

test('a slip that says unclear claims nothing', () => {
  const papers = [{ text: ['Stand          Zahlung ungeklärt', 'Betrag                 100,01 €'], torn: false }];
  expect(broken(seen({ papers }))).toEqual([]);
});

test('"received" on paper, with a case number that no authority knows', () => {
  const papers = [{ text: [`Vorgangsnummer    ${NUMBER}`, 'Stand    Eingegangen'], torn: false }];
  expect(broken(seen({ papers }))).toEqual(['receipt-lies']);
});

test('a case number on paper that is still on its way claims nothing', () => {
  const papers = [{ text: [`Vorgangsnummer    ${NUMBER}`, 'Stand    Sicher hinterlegt'], torn: false }];
  expect(broken(seen({ papers }))).toEqual([]);
});

test('sent, then paid, and the case still waits for the money', () => {
  const waiting = [delivered({ amount: null, owed: 100.01 })];
  expect(broken(seen({ ledger: [charge()], inbox: waiting }), person({ owes: true }))).toEqual(['paid-not-told']);
  expect(broken(seen({ ledger: [charge()], inbox: [delivered()] }), person({ owes: true }))).toEqual([]);
});
