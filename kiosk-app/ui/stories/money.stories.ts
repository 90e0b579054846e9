import type { NotPaidReason, PaymentPhase } from '../../../device-drivers/payment/contract.ts';
import type { PrintFault } from '../../../device-drivers/receipt-printer/contract.ts';
import type { NoEidReason } from '../../session/contract/screens/identify.ts';
import type { OnlineFailure, PayScreen, PayWays } from '../../session/contract/screens/pay.ts';
import type { ProblemScreen } from '../../session/contract/screens/problem.ts';
import type { CopyFaultReason, ReceiptScreen } from '../../session/contract/screens/receipt.ts';
import { billJourneyAt, type Story, story } from './fixture.ts';

const NO_WAY_BACK = { back: false, cancel: false, help: true, language: true };
const pay = (name: string, phase: PayScreen['phase'], isSent = false): Story =>
  story(
    name,
    { kind: 'pay', cents: 3070, purpose: 'Bewohnerparkausweis, 1 Jahr', isSent, phase },
    isSent || phase.kind.startsWith('online-') ? { change: { can: NO_WAY_BACK } } : {},
  );

const CARD_ONLY: PayWays = { card: 'open', online: 'none' };
const BOTH: PayWays = { card: 'open', online: 'open' };
const CODE = {
  kind: 'online-code',
  address: 'https://bezahlen.musterstadt.example/zahlung/0f6f1a52-0c3e-4d0e-9f3c-6d1b7f0a2c11',
  until: Date.now() + 754_000,
  isReachable: true,
} as const;
const ONLINE_FAILURES = Object.keys({
  cancelled: null,
  failed: null,
  expired: null,
  unreachable: null,
  refused: null,
} satisfies Record<OnlineFailure, null>) as OnlineFailure[];

/** The terminal's own words beside each status. */
const STATUS: Readonly<Record<PaymentPhase, string | null>> = {
  connecting: null,
  'insert-card': 'BITTE KARTE VORHALTEN\nODER EINSTECKEN',
  'enter-pin': 'BITTE GEHEIMZAHL EINGEBEN',
  'remove-card': 'BITTE KARTE ENTNEHMEN',
  'please-wait': 'BITTE WARTEN',
  authorising: 'VERBINDUNG ZUM RECHENZENTRUM',
  'contactless-failed-insert': 'BITTE KARTE STECKEN',
  'pin-wrong': 'GEHEIMZAHL FALSCH',
  approved: 'ZAHLUNG ERFOLGT',
  declined: 'ABGELEHNT',
  recovering: null,
  other: 'BITTE ANZEIGE BEACHTEN',
};
const FAILURES: Readonly<Record<NotPaidReason, string | null>> = {
  declined: 'ZAHLUNG NICHT MÖGLICH',
  'card-unreadable': 'KARTE NICHT LESBAR',
  'card-expired': 'KARTE VERFALLEN',
  aborted: 'ABBRUCH',
  'device-busy': null,
  'end-of-day-required': 'KASSENSCHNITT NOTWENDIG',
  'diagnosis-required': null,
  'device-error': 'SYSTEMFEHLER',
  'no-answer': null,
  offline: null,
};

const receipt = (name: string, over: Partial<ReceiptScreen>): Story =>
  story(name, {
    kind: 'receipt',
    number: '4F1A-9C03-77B2',
    delivery: { kind: 'accepted' },
    paid: { cents: 3070 },
    owed: null,
    print: { kind: 'printed' },
    copy: null,
    takeAlong: null,
    next: ['Der Bewohnerparkausweis kommt mit der Post, meist in 5 bis 7 Werktagen.'],
    qr: 'https://www.musterstadt.example/stand/MS-2026-0001234',
    ...over,
  });
const PRINT_FAULTS: Readonly<Record<PrintFault, { readonly canRetry: boolean }>> = {
  'paper-out': { canRetry: true },
  'cover-open': { canRetry: true },
  'cutter-error': { canRetry: false },
  overheated: { canRetry: true },
  offline: { canRetry: true },
  unrecoverable: { canRetry: false },
  'not-confirmed': { canRetry: true },
};

const COPY_FAULTS: Readonly<Record<CopyFaultReason, boolean>> = {
  'media-empty': false,
  'media-jam': true,
  'cover-open': true,
  'tray-missing': false,
  'toner-empty': false,
  'output-full': true,
  overheated: false,
  offline: false,
  paused: false,
  busy: false,
  aborted: true,
  cancelled: false,
  'not-confirmed': true,
  other: false,
};

const PROBLEMS: Readonly<Record<ProblemScreen['problem'], Omit<ProblemScreen, 'kind' | 'problem'>>> = {
  'portal-unreachable': { charged: 'nothing', number: null, options: ['retry', 'catalogue', 'finish'] },
  'portal-refused': { charged: 'nothing', number: '4F1A-9C03-77B2', options: ['finish'] },
  'sealing-failed': { charged: 'nothing', number: null, options: ['retry', 'back', 'finish'] },
  'bill-changed': { charged: 'nothing', number: null, options: ['back'] },
  'no-eid': { charged: 'nothing', number: null, options: ['set-pin', 'back', 'catalogue', 'finish'] },
  'card-lacks': {
    charged: 'nothing',
    number: null,
    options: ['catalogue', 'finish'],
    lacks: ['Geburtsdatum'],
  },
  'no-recipient': {
    charged: 'nothing',
    number: null,
    told: {
      title: 'An Ihrem Wohnort geht das noch nicht am Terminal.',
      text: 'Bitte fragen Sie im Rathaus Ihres Wohnorts.',
    },
    options: ['back', 'catalogue', 'finish'],
  },
  'lives-elsewhere': {
    charged: 'nothing',
    number: null,
    options: ['catalogue', 'finish'],
    residence: {
      place: 'Köln',
      otherwise:
        'Einen Bewohnerparkausweis bekommen Sie bei der Stadt, in der Sie gemeldet sind. Sind Sie hierher umgezogen? Melden Sie sich zuerst im Bürgerbüro um. Dort wird auch die Adresse auf Ihrem Ausweis geändert.',
    },
  },
  internal: { charged: 'nothing', number: null, options: ['finish'] },
};

const NO_EID: readonly NoEidReason[] = ['no-card', 'no-pin', 'not-activated', 'not-wanted'];

export const moneyStories: readonly Story[] = [
  ...NO_EID.map((noEid) =>
    story(`problem-no-eid-${noEid}`, { kind: 'problem', problem: 'no-eid', ...PROBLEMS['no-eid'], noEid }),
  ),
  pay('pay-ready', { kind: 'ready', ways: CARD_ONLY, isCodeOut: false }),
  pay('pay-ways', { kind: 'ready', ways: BOTH, isCodeOut: false }),
  pay('pay-ways-code-out', { kind: 'ready', ways: BOTH, isCodeOut: true }),
  pay('pay-ways-card-down', { kind: 'ready', ways: { card: 'down', online: 'open' }, isCodeOut: false }),
  pay('pay-ways-online-down', { kind: 'ready', ways: { card: 'open', online: 'down' }, isCodeOut: false }),
  pay('pay-ways-online-only', { kind: 'ready', ways: { card: 'none', online: 'open' }, isCodeOut: false }),
  pay('pay-sent-ways', { kind: 'ready', ways: BOTH, isCodeOut: false }, true),
  pay('pay-online-asking', { kind: 'online-asking', canLeave: false }),
  pay('pay-online-asking-silent', { kind: 'online-asking', canLeave: true }),
  pay('pay-online-code', CODE),
  pay('pay-online-code-unreachable', { ...CODE, isReachable: false }),
  pay('pay-online-leave', { kind: 'online-leave' }),
  ...ONLINE_FAILURES.map((reason) => pay(`pay-online-${reason}`, { kind: 'online-not-paid', reason, ways: BOTH })),
  pay('pay-online-failed-no-card', {
    kind: 'online-not-paid',
    reason: 'failed',
    ways: { card: 'down', online: 'open' },
  }),
  pay('pay-sent-online-failed', { kind: 'online-not-paid', reason: 'failed', ways: BOTH }, true),
  pay('pay-online-paid', { kind: 'paid', cardName: null, isOnline: true }),
  pay('pay-failed-both', { kind: 'not-paid', reason: 'declined', text: null, canRetry: true, ways: BOTH }),
  ...(Object.keys(STATUS) as PaymentPhase[]).map((status) =>
    pay(`pay-${status}`, { kind: 'running', status, text: STATUS[status], canAbort: status === 'insert-card' }),
  ),
  pay('pay-paid', { kind: 'paid', cardName: 'girocard', isOnline: false }),
  ...(Object.keys(FAILURES) as NotPaidReason[]).map((reason) =>
    pay(`pay-failed-${reason}`, {
      kind: 'not-paid',
      reason,
      text: FAILURES[reason],
      canRetry: reason !== 'end-of-day-required' && reason !== 'diagnosis-required',
      ways: CARD_ONLY,
    }),
  ),
  pay('pay-failed-final', { kind: 'not-paid', reason: 'offline', text: null, canRetry: false, ways: CARD_ONLY }),
  pay('pay-sent-ready', { kind: 'ready', ways: CARD_ONLY, isCodeOut: false }, true),
  pay(
    'pay-sent-failed',
    { kind: 'not-paid', reason: 'declined', text: FAILURES.declined, canRetry: true, ways: CARD_ONLY },
    true,
  ),
  pay(
    'pay-sent-failed-final',
    { kind: 'not-paid', reason: 'end-of-day-required', text: null, canRetry: false, ways: CARD_ONLY },
    true,
  ),
  pay('pay-unclear', { kind: 'unclear', number: '4F1A-9C03-77B2' }),
  story('submit-sending', { kind: 'submit', phase: 'sending' }),
  story(
    'submit-waiting',
    { kind: 'submit', phase: 'waiting-for-acknowledgement' },
    { journey: billJourneyAt('submit') },
  ),
  receipt('receipt-printing', { print: { kind: 'printing' } }),
  receipt('receipt-printed', {}),
  receipt('receipt-no-printer', { print: { kind: 'no-printer' } }),
  receipt('receipt-free', { paid: null }),
  receipt('receipt-copy-offered', {
    copy: { kind: 'offered' },
    next: [
      'Der Bewohnerparkausweis kommt mit der Post, meist in 5 bis 7 Werktagen.',
      'Bis dahin gilt diese Quittung nicht als Ausweis.',
    ],
  }),
  receipt('receipt-copy-begun', { copy: { kind: 'printing', done: 0, pages: 3, trouble: null } }),
  receipt('receipt-copy-printing', { copy: { kind: 'printing', done: 1, pages: 3, trouble: null } }),
  receipt('receipt-copy-waiting', { copy: { kind: 'printing', done: 1, pages: 3, trouble: 'media-empty' } }),
  receipt('receipt-copy-printed', { copy: { kind: 'printed' } }),
  ...(Object.entries(COPY_FAULTS) as [CopyFaultReason, boolean][]).map(([reason, partial]) =>
    receipt(`receipt-copy-fault-${reason}`, { copy: { kind: 'fault', reason, partial } }),
  ),
  receipt('receipt-copy-no-printer', { print: { kind: 'no-printer' }, copy: { kind: 'offered' } }),
  receipt('receipt-deferred', { delivery: { kind: 'deferred' } }),
  receipt('receipt-rejected', {
    delivery: {
      kind: 'rejected',
      problems: ['Die Anlage 1 fehlt.', 'Das Fachverfahren hat das Datenformat nicht angenommen.'],
      refund: 'reversing',
    },
    qr: null,
  }),
  receipt('receipt-undeliverable', {
    delivery: { kind: 'undeliverable', refund: 'staff' },
    qr: null,
  }),
  receipt('receipt-owed', {
    paid: null,
    owed: { cents: 1000, reference: 'BT-7F3K-2290', payLater: 'Bescheid bezahlen' },
  }),
  ...(Object.entries(PRINT_FAULTS) as [PrintFault, { readonly canRetry: boolean }][]).map(([reason, { canRetry }]) =>
    receipt(`receipt-fault-${reason}`, { print: { kind: 'fault', reason, canRetry } }),
  ),
  story('farewell', {
    kind: 'farewell',
    rating: 'asked',
    takeReceipt: false,
    takeCopy: false,
    takeCard: false,
    takeDocument: false,
    secondsLeft: 12,
  }),
  story('farewell-rated', {
    kind: 'farewell',
    rating: 'given',
    takeReceipt: false,
    takeCopy: false,
    takeCard: false,
    takeDocument: false,
    secondsLeft: 9,
  }),
  story('farewell-take-all', {
    kind: 'farewell',
    rating: 'asked',
    takeReceipt: true,
    takeCopy: true,
    takeCard: true,
    takeDocument: true,
    secondsLeft: 30,
  }),
  story('farewell-take-receipt', {
    kind: 'farewell',
    rating: 'asked',
    takeReceipt: true,
    takeCopy: false,
    takeCard: false,
    takeDocument: false,
    secondsLeft: 1,
  }),
  ...(Object.entries(PROBLEMS) as [ProblemScreen['problem'], Omit<ProblemScreen, 'kind' | 'problem'>][]).map(
    ([problem, rest]) => story(`problem-${problem}`, { kind: 'problem', problem, ...rest }),
  ),
  story('wiping', { kind: 'wiping' }),
];
