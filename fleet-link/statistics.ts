import { z } from 'zod';

/**
 * What a terminal counts, and the only crossings that exist. A count belongs to a whole local hour or a whole local day
 * of the place; nothing finer, no order, no id. What describes the person more than the service (language, way of
 * operating, length of the visit, way of identification, of payment and of
 * evidence, rating) is counted by the day and never crossed with
 * another such trait: at a terminal with ten visits a day an hour may hold one visit, and the counts of that hour,
 * read side by side, would be the trail of one person.
 */

/** `information`: nothing was begun, something was looked at. `transaction`: at least one service was begun. */
export const PURPOSES = ['information', 'transaction'] as const;
/** Of a service, in their order; `service-info` is its page before it begins. */
export const STEPS = [
  'service-info',
  'identify',
  'pin-change',
  'portal',
  'bill',
  'form',
  'evidence',
  'review',
  'pay',
  'submit',
  'receipt',
] as const;
/** Why a service that was begun was not finished. */
export const REASONS = [
  /** No identity card, or its eID function was never activated. */
  'no-eid',
  'eid-not-wanted',
  /** Forgotten, never set, or blocked after wrong ones. */
  'pin-forgotten',
  /** Identity card: expired, blocked, deactivated, or another card. */
  'id-card-unusable',
  /** No identity in it, or none that is valid and can be verified. */
  'wallet-unusable',
  /** Residence, age, or something that the card does not carry. */
  'not-eligible',
  /** No such bill, paid or cancelled already, or not payable here. */
  'no-open-bill',
  'payment-declined',
  /** Nobody knows whether money moved; staff decide. */
  'payment-unclear',
  'pay-later',
  /** A device of the terminal, or its driver. */
  'device-fault',
  /** The authority, the eID service or the bill register was not to be reached, or refused. */
  'portal-fault',
  /** Nobody touched the screen any more, or the person went away. */
  'timeout',
  /** Cancelled, or went back to something else, with no fault on the screen. */
  'gave-up',
  /** The session ended by itself or was ended by the terminal. */
  'session-failed',
  'other',
] as const;
export const IDENTIFICATION_WAYS = ['none', 'id-card', 'wallet'] as const;
export const EVIDENCE_WAYS = ['none', 'scan', 'phone'] as const;
export const PAYMENT_WAYS = ['none', 'card', 'online', 'later'] as const;
/** `off`: the terminal did not run. Minutes within the opening hours of the place. */
export const AVAILABILITIES = ['usable', 'limited', 'unusable', 'off'] as const;
/** From the first touch to the end, in minutes; the lower bound belongs to the bucket. */
export const DURATIONS = ['0-1', '1-2', '2-5', '5-10', '10-20', '20-more'] as const;
export const MODES = ['touch', 'keypad', 'audio'] as const;
/** What people say at the end, in one touch, if they like. */
export const RATINGS = ['good', 'middling', 'bad'] as const;

export type Rating = (typeof RATINGS)[number];
export type Purpose = (typeof PURPOSES)[number];
export type Step = (typeof STEPS)[number];
export type Reason = (typeof REASONS)[number];
export type Availability = (typeof AVAILABILITIES)[number];
export type Duration = (typeof DURATIONS)[number];
export type Mode = (typeof MODES)[number];

/** `SERVICE`: id of a service. `LANGUAGE`: code of a language, as in the site's configuration. */
type Words = readonly string[] | 'SERVICE' | 'LANGUAGE';
export interface MetricDefinition {
  readonly grain: 'hour' | 'day';
  /** Names and words of its dimensions, in the order in which a row has them. */
  readonly dimensions: Readonly<Record<string, Words>>;
  /** `minutes` say how a machine was, the others how often people did something. */
  readonly unit: 'times' | 'minutes';
}

export const METRICS = {
  visits: { grain: 'hour', unit: 'times', dimensions: { purpose: PURPOSES } },
  /** The page of a service was opened, once a visit. */
  looked: { grain: 'hour', unit: 'times', dimensions: { service: 'SERVICE' } },
  begun: { grain: 'hour', unit: 'times', dimensions: { service: 'SERVICE' } },
  finished: { grain: 'hour', unit: 'times', dimensions: { service: 'SERVICE' } },
  abandoned: { grain: 'hour', unit: 'times', dimensions: { service: 'SERVICE', step: STEPS, reason: REASONS } },
  availability: { grain: 'hour', unit: 'minutes', dimensions: { service: 'SERVICE', availability: AVAILABILITIES } },
  /** Of finished services: how the person was identified. */
  identifications: { grain: 'day', unit: 'times', dimensions: { service: 'SERVICE', way: IDENTIFICATION_WAYS } },
  /** Of finished services that ask for evidence: how it came. */
  evidence: { grain: 'day', unit: 'times', dimensions: { service: 'SERVICE', way: EVIDENCE_WAYS } },
  /** Of finished services with a fee: how it was paid. */
  payments: { grain: 'day', unit: 'times', dimensions: { service: 'SERVICE', way: PAYMENT_WAYS } },
  languages: { grain: 'day', unit: 'times', dimensions: { language: 'LANGUAGE' } },
  modes: { grain: 'day', unit: 'times', dimensions: { mode: MODES } },
  durations: { grain: 'day', unit: 'times', dimensions: { purpose: PURPOSES, duration: DURATIONS } },
  ratings: { grain: 'day', unit: 'times', dimensions: { rating: RATINGS } },
} as const satisfies Readonly<Record<string, MetricDefinition>>;
export type Metric = keyof typeof METRICS;
export const isMetric = (name: string): name is Metric => Object.hasOwn(METRICS, name);

const SERVICE_ID = /^[a-z][a-z0-9-]{2,40}$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,6})?$/;
export const isWord = (words: Words, value: string): boolean => {
  if (words === 'SERVICE') return SERVICE_ID.test(value);
  return words === 'LANGUAGE' ? LANGUAGE.test(value) : words.includes(value);
};

/** A local hour with its distance from UTC, so that the hour that comes twice in autumn is two: "2026-10-25T02+01:00". */
export const HOUR_PERIOD = /^\d{4}-\d{2}-\d{2}T\d{2}[+-]\d{2}:\d{2}$/;
/** A local day: "2026-10-25". */
export const DAY_PERIOD = /^\d{4}-\d{2}-\d{2}$/;

/** Rows of all periods in one call: keeps it well below the largest frame. */
export const MAX_ROWS_A_CALL = 1_500;
/** Periods in one call: a terminal that was away for four weeks needs 15 calls. */
export const MAX_PERIODS_A_CALL = 48;

/** The metric, its dimensions in order, how often (or how many minutes). */
export const CountRow = z.strictObject({
  metric: z.string().max(20),
  values: z.array(z.string().max(41)).max(3),
  count: z.int().min(1).max(1_000_000),
});
export type CountRow = z.infer<typeof CountRow>;

/** All counts of one hour or day that is over. Sent again, it replaces what was sent before. */
export const CountedPeriod = z.strictObject({
  period: z.string().max(30),
  rows: z.array(CountRow).max(MAX_ROWS_A_CALL),
});
export type CountedPeriod = z.infer<typeof CountedPeriod>;

/** Answered by the hub: counts of periods that are over; see the table of metrics for what there is. */
export const statisticsCall = {
  params: z.strictObject({ periods: z.array(CountedPeriod).max(MAX_PERIODS_A_CALL) }),
  result: z.strictObject({
    /** Kept durably: the terminal need not send them again. */
    taken: z.array(z.string().max(30)).max(MAX_PERIODS_A_CALL),
    /** Not kept, and not to be sent again. */
    refused: z
      .array(z.strictObject({ period: z.string().max(30), reason: z.string().max(40) }))
      .max(MAX_PERIODS_A_CALL),
  }),
};
