import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { Duration, Purpose } from '../../../fleet-link/statistics.ts';
import type { Clock } from '../../../foundation/clock.ts';
import type { Usage } from '../../channel/terminal/visit.ts';
import { reasonOfAbandonment, stepOfAbandonment } from '../store/statistics/abandonment.ts';
import type { UsageCounts } from '../store/statistics/usage-counts.ts';

/** Screens at which no visit has begun, or it is over. */
const OUTSIDE: readonly string[] = [
  'starting',
  'attract',
  'closed',
  'out-of-service',
  'interrupted',
  'farewell',
  'wiping',
];
const MINUTE = 60_000;
/** Lower bounds in minutes. */
const BUCKETS: readonly (readonly [from: number, Duration])[] = [
  [20, '20-more'],
  [10, '10-20'],
  [5, '5-10'],
  [2, '2-5'],
  [1, '1-2'],
];

export interface VisitCountingOptions {
  readonly usage: Pick<UsageCounts, 'add'>;
  readonly services: readonly Pick<ServiceDefinition, 'id'>[];
  readonly languages: readonly { readonly code: string }[];
  readonly clock: Clock;
}

/** Counts the visits of the sessions that people see, one after the other. */
export class VisitDesk {
  readonly #options: VisitCountingOptions;
  readonly #visits = new Map<string, VisitCounting>();

  constructor(options: VisitCountingOptions) {
    this.#options = options;
  }

  /** To be called for a session that is shown: the one that waits its turn has nobody before it. */
  of(sessionId: string): VisitCounting {
    const known = this.#visits.get(sessionId) ?? new VisitCounting(this.#options);
    this.#visits.set(sessionId, known);
    return known;
  }

  /** The session has ended, in whatever way. */
  gone(sessionId: string): void {
    this.#visits.get(sessionId)?.gone();
    this.#visits.delete(sessionId);
  }
}

/**
 * Adds what one session tells to the counts. What it holds meanwhile – when the visit began, which services it touched –
 * is gone with the session; only sums are written.
 */
class VisitCounting {
  readonly #options: VisitCountingOptions;
  /** Monotonic time of the first touch. */
  #since: number | null = null;
  #looked = new Set<string>();
  /** Services begun, and whether each has come to its end. */
  #begun = new Map<string, 'open' | 'over'>();
  #step: string | null = null;
  #isRated = false;

  constructor(options: VisitCountingOptions) {
    this.#options = options;
  }

  /** The session shows another screen. */
  step(step: string): void {
    if (!OUTSIDE.includes(step)) {
      this.#since ??= this.#options.clock.monotonic();
      this.#step = stepOfAbandonment(step) ?? this.#step;
    } else if (step === 'attract') {
      this.#end(null);
    }
  }

  told(told: Usage): void {
    if (told.kind === 'left') {
      this.#end(told);
      return;
    }
    if (told.kind === 'rated') {
      // Once for each session: somebody who taps all day is one opinion.
      if (!this.#isRated) this.#options.usage.add('ratings', [told.rating]);
      this.#isRated = true;
      return;
    }
    const { serviceId } = told;
    const { usage, services } = this.#options;
    if (!services.some(({ id }) => id === serviceId)) return;
    switch (told.kind) {
      case 'looked':
        if (!this.#looked.has(serviceId)) usage.add('looked', [serviceId]);
        this.#looked.add(serviceId);
        break;
      case 'begun':
        if (!this.#begun.has(serviceId)) usage.add('begun', [serviceId]);
        this.#begun.set(serviceId, 'open');
        break;
      case 'finished':
        this.#begun.set(serviceId, 'over');
        usage.add('finished', [serviceId]);
        usage.add('identifications', [serviceId, told.identification]);
        if (told.evidence) usage.add('evidence', [serviceId, told.evidence]);
        if (told.payment) usage.add('payments', [serviceId, told.payment]);
    }
  }

  /** A service was left unfinished. Whoever only looked at its page has given nothing up. */
  abandoned(serviceId: string | null, step: string, reason: string): void {
    const where = stepOfAbandonment(step);
    if (serviceId === null || where === null || this.#begun.get(serviceId) !== 'open') return;
    this.#begun.set(serviceId, 'over');
    this.#options.usage.add('abandoned', [serviceId, where, reasonOfAbandonment(reason)]);
  }

  /** The session is gone without having said that the visit is over. */
  gone(): void {
    for (const [serviceId, state] of this.#begun) {
      if (state === 'open') this.abandoned(serviceId, this.#step ?? '', 'failed');
    }
    this.#end(null);
  }

  #end(left: Extract<Usage, { readonly kind: 'left' }> | null): void {
    if (this.#since === null) return;
    const { usage, languages, clock } = this.#options;
    const purpose: Purpose = this.#begun.size > 0 ? 'transaction' : 'information';
    usage.add('visits', [purpose]);
    usage.add('durations', [purpose, durationOf(clock.monotonic() - this.#since)]);
    if (left) {
      if (languages.some(({ code }) => code === left.language)) usage.add('languages', [left.language]);
      usage.add('modes', [left.mode]);
    }
    this.#since = null;
    this.#looked = new Set();
    this.#begun = new Map();
    this.#step = null;
  }
}

const durationOf = (ms: number): Duration => BUCKETS.find(([from]) => ms >= from * MINUTE)?.[1] ?? '0-1';
