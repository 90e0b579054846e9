import type { Duration, Mode, Purpose, Reason, Step } from '../../../fleet-link/statistics.ts';

/** Words with weights: how often each is chosen among all. */
export type Weighted<T> = readonly (readonly [T, number])[];

/** How people use one service, in the numbers that pilots have published or that follow from them. */
export interface ServiceUse {
  readonly id: string;
  /** Of those who begin something. */
  readonly weight: number;
  /** Of a hundred who begin it. */
  readonly finishedPercent: number;
  readonly abandoned: Weighted<readonly [Step, Reason]>;
  /** `null`: it asks for no evidence; likewise below. */
  readonly evidence: Weighted<'scan' | 'phone' | 'none'> | null;
  readonly payment: Weighted<'card' | 'online' | 'later' | 'none'> | null;
}

/** Most have never activated the eID function of their card: it comes first among the reasons. */
const AT_IDENTIFICATION: Weighted<readonly [Step, Reason]> = [
  [['identify', 'no-eid'], 46],
  [['identify', 'pin-forgotten'], 17],
  [['identify', 'eid-not-wanted'], 7],
  [['identify', 'id-card-unusable'], 4],
  [['service-info', 'gave-up'], 6],
  [['form', 'timeout'], 5],
  [['form', 'gave-up'], 4],
  [['review', 'not-eligible'], 3],
];
const AT_PAYMENT: Weighted<readonly [Step, Reason]> = [
  [['pay', 'payment-declined'], 3],
  [['pay', 'gave-up'], 2],
  [['pay', 'device-fault'], 1],
];
/** Card or online was an open question of the pilots: here most who stand before a card terminal use it. */
const PAYMENT: ServiceUse['payment'] = [
  ['card', 77],
  ['online', 15],
  ['later', 8],
];

export const SERVICE_USES: readonly ServiceUse[] = [
  {
    ...{ id: 'bewohnerparkausweis', weight: 24, finishedPercent: 41 },
    abandoned: [...AT_IDENTIFICATION, ...AT_PAYMENT, [['evidence', 'gave-up'], 6], [['evidence', 'device-fault'], 2]],
    // Whoever has a telephone photographs; the scanner is for the others.
    evidence: [
      ['phone', 92],
      ['scan', 8],
    ],
    payment: PAYMENT,
  },
  {
    ...{ id: 'meldebescheinigung', weight: 31, finishedPercent: 46 },
    abandoned: [...AT_IDENTIFICATION, ...AT_PAYMENT],
    ...{ evidence: null, payment: PAYMENT },
  },
  {
    ...{ id: 'hundesteuer-anmelden', weight: 14, finishedPercent: 79 },
    abandoned: [
      [['form', 'timeout'], 40],
      [['form', 'gave-up'], 35],
      [['review', 'gave-up'], 15],
      [['submit', 'portal-fault'], 10],
    ],
    ...{ evidence: null, payment: null },
  },
  {
    ...{ id: 'bescheid-bezahlen', weight: 22, finishedPercent: 83 },
    abandoned: [[['bill', 'no-open-bill'], 38], [['bill', 'gave-up'], 22], ...AT_PAYMENT],
    ...{
      evidence: null,
      payment: [
        ['card', 94],
        ['online', 6],
      ],
    },
  },
  {
    ...{ id: 'pin-setzen', weight: 9, finishedPercent: 58 },
    abandoned: [
      [['pin-change', 'pin-forgotten'], 52],
      [['pin-change', 'no-eid'], 24],
      [['pin-change', 'gave-up'], 15],
      [['pin-change', 'id-card-unusable'], 9],
    ],
    ...{ evidence: null, payment: null },
  },
];

export const LANGUAGES: Weighted<string> = [
  ['de', 88],
  ['en', 12],
];
export const MODES: Weighted<Mode> = [
  ['touch', 970],
  ['keypad', 18],
  ['audio', 12],
];
export const DURATIONS: Readonly<Record<Purpose, Weighted<Duration>>> = {
  information: [
    ['0-1', 38],
    ['1-2', 34],
    ['2-5', 24],
    ['5-10', 4],
  ],
  transaction: [
    ['1-2', 8],
    ['2-5', 41],
    ['5-10', 38],
    ['10-20', 11],
    ['20-more', 2],
  ],
};
/** Of a hundred people so many say something at the end. */
export const RATED_PERCENT = 22;
export const RATINGS: Weighted<'good' | 'middling' | 'bad'> = [
  ['good', 72],
  ['middling', 20],
  ['bad', 8],
];
/** By month from January: people are away in summer and at the turn of the year. */
export const SEASON: readonly number[] = [1.1, 1.05, 1.05, 1, 1, 0.95, 0.8, 0.75, 1.05, 1.1, 1.1, 0.8];
/** Visits of the first day of the year that is told, as a share of those of its last: the offer becomes known. */
export const BEGINNING = 0.55;
