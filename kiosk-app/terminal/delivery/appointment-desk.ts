import { backoff } from '../../../foundation/backoff.ts';
import { type Clock, delay } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { Result } from '../../../foundation/result.ts';
import type { AppointmentTimes } from '../../../portals/appointments/client.ts';
import type {
  AppointmentFailure,
  AppointmentKey,
  AppointmentOffer,
  FreeDay,
} from '../../../portals/appointments/contract.ts';
import { delays } from '../../../portals/appointments/delays.ts';
import { passes } from '../../../portals/appointments/failures.ts';
import { limits } from '../../../portals/appointments/limits.ts';
import { type AnswerCache, createAnswerCache } from '../../../portals/http/answer-cache.ts';

/** A time that is kept for somebody. */
export interface Reservation extends AppointmentKey {
  readonly number: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** Reservations of one session. What it has not taken over when it ends is given back, whatever ended it. */
export interface SessionReservations {
  /** @throws Refusal `appointment-…` */
  reserve(officeId: number, concernId: number, at: number): Promise<Reservation>;
  /** Forgets number and key, before anybody's name is behind them. */
  take(id: number): void;
  release(id: number): void;
}

/**
 * What the terminal does with the appointment system: everything that says nothing of a person. It keeps answers, so
 * that a fleet behind one address stays below the system's limit, and holds the key of a reservation until the session
 * is about to name somebody. Number and key are a capability, not a name: they stand in memory only, in no log.
 */
export interface AppointmentDesk {
  /** @throws Refusal `appointment-…` */
  offer(): Promise<AppointmentOffer>;
  /** @throws Refusal `appointment-…` */
  days(officeId: number, concernId: number): Promise<readonly FreeDay[]>;
  of(sessionId: string): SessionReservations;
  /** The session is gone: what it held is given back. */
  gone(sessionId: string): void;
  isUp(): Promise<boolean>;
}

const MINUTE = 60_000;

export function createAppointmentDesk(options: {
  readonly client: AppointmentTimes;
  readonly clock: Clock;
  readonly log: Log;
}): AppointmentDesk {
  const { client, clock, log } = options;
  const shared = { clock, kept: limits.kept };
  const offers: AnswerCache<AppointmentOffer, AppointmentFailure> = createAnswerCache({
    ...shared,
    passes,
    fresh: delays.offerFresh,
    staleAtMost: delays.offerStale,
  });
  // What is free changes by the minute: an old calendar is shown only while the system refuses to be asked.
  const calendars: AnswerCache<readonly FreeDay[], AppointmentFailure> = createAnswerCache({
    ...shared,
    passes: ({ reason }) => reason === 'busy',
    fresh: delays.calendarFresh,
    staleAtMost: delays.calendarStale,
  });
  const held = new Map<string, Map<number, Reservation>>();
  let answeredAt: number | null = null;

  const heard = <T>(answer: Result<T, AppointmentFailure>): T => {
    if (!answer.ok) throw new Refusal(`appointment-${answer.error.reason}`);
    answeredAt = clock.monotonic();
    return answer.value;
  };
  const offer = async () => heard(await offers.get('', () => client.offer()));
  const calendarOf = (officeId: number, concernId: number) => `${officeId}/${concernId}`;

  /** Until it is done, or the reservation has run out by itself. */
  async function giveBack(reservation: Reservation): Promise<void> {
    for (let attempt = 0; clock.now() < reservation.until; attempt++) {
      const answer = await client.cancel(reservation);
      if (answer.ok || !passes(answer.error)) {
        log.event('info', 'appointments.released', { reason: code(answer.ok ? 'done' : answer.error.reason) });
        return;
      }
      await delay(clock, backoff(attempt, { first: delays.releaseFirst, atMost: delays.releaseAtMost }));
    }
  }

  return {
    offer,
    days: async (officeId, concernId) =>
      heard(await calendars.get(calendarOf(officeId, concernId), () => client.freeDays(officeId, concernId))),

    of: (sessionId) => {
      const own = held.get(sessionId) ?? new Map<number, Reservation>();
      held.set(sessionId, own);
      return {
        async reserve(officeId, concernId, at) {
          const { offices } = await offer();
          const minutes = offices.find(({ id }) => id === officeId)?.reservationMinutes ?? 1;
          // Counted from before the question: the system's own clock began later, if at all.
          const until = clock.now() + minutes * MINUTE;
          const answer = await client.reserve(officeId, concernId, at);
          // Whether it was reserved or taken by somebody else, this time is not free any more.
          calendars.forget(calendarOf(officeId, concernId));
          const { id, key, number } = heard(answer);
          const reservation = { id, key, number, until };
          // The session may have ended while the question was under way.
          if (held.get(sessionId) === own) own.set(id, reservation);
          else void giveBack(reservation);
          return reservation;
        },
        take: (id) => void own.delete(id),
        release(id) {
          const reservation = own.get(id);
          if (!reservation) return;
          own.delete(id);
          void giveBack(reservation);
        },
      };
    },

    gone(sessionId) {
      const own = held.get(sessionId);
      held.delete(sessionId);
      for (const reservation of own?.values() ?? []) void giveBack(reservation);
    },

    async isUp() {
      if (answeredAt !== null && clock.monotonic() - answeredAt < delays.probeUp) return true;
      const isUp = await client.isUp();
      answeredAt = isUp ? clock.monotonic() : null;
      return isUp;
    },
  };
}
