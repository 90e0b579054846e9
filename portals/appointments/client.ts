import type { z } from 'zod';
import { type Clock, delay } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { addDays, localTime } from '../../foundation/time/local-time.ts';
import { endpoint } from '../http/endpoint.ts';
import { createHttp, type Fetch, type HttpAnswer, type PortalFailure, readJson } from '../http/request.ts';
import type {
  AppointmentFailure,
  AppointmentKey,
  AppointmentOffer,
  AppointmentPerson,
  FreeDay,
  KnownAppointment,
} from './contract.ts';
import { delays } from './delays.ts';
import { appointmentFailure, NO_TIMES } from './failures.ts';
import { limits } from './limits.ts';
import { AppointmentAnswer, appointmentOf, CalendarAnswer, freeDaysOf, OfferAnswer, offerOf } from './wire.ts';

type Answer<T> = Promise<Result<T, AppointmentFailure>>;

/** Nothing personal: the terminal, which lives on, makes these calls, keeps their answers and holds back when told to. */
export interface AppointmentTimes {
  offer(): Answer<AppointmentOffer>;
  /** Free times from today on, nearest first; empty where there are none. */
  freeDays(officeId: number, concernId: number): Answer<readonly FreeDay[]>;
  /** @param at epoch seconds */
  reserve(officeId: number, concernId: number, at: number): Answer<KnownAppointment>;
  cancel(key: AppointmentKey): Answer<null>;
  /** Whether it answers now. */
  isUp(): Promise<boolean>;
}

/** About one person: only the session of that person makes these calls. */
export interface PersonAppointments {
  find(key: AppointmentKey): Answer<KnownAppointment>;
  /** Says who comes. The appointment stays reserved. */
  update(key: AppointmentKey, person: AppointmentPerson): Answer<KnownAppointment>;
  preconfirm(key: AppointmentKey): Answer<KnownAppointment>;
  confirm(key: AppointmentKey): Answer<KnownAppointment>;
  cancel(key: AppointmentKey): Answer<null>;
}

/**
 * Client of the open citizen API of the appointment system (see `contract.ts`).
 *
 * Who calls: the system counts calls by address, 60 a minute unless set otherwise, and a fleet may stand behind one
 * address. So the long-lived terminal asks for offices, concerns and calendars, keeps the answers, and reserves; none
 * of that says who stands there. Name, e-mail and telephone go from the session's own process to the system, at most
 * five calls a booking. After 429 a call is repeated after growing waits (`delays.busy`): nothing was done, so
 * repeating is safe. No other failure of an act is repeated: `find` tells what was done.
 * @throws Bug for an address that is neither https nor loopback
 */
export function createAppointmentsClient(options: {
  /** Citizen API, e.g. `https://…/terminvereinbarung/api/citizen`. */
  readonly url: string;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch?: Fetch;
}): AppointmentTimes & PersonAppointments {
  const { clock, log, timeZone } = options;
  const base = endpoint(options.url);
  const http = createHttp(clock, options.fetch);

  const once = (method: 'GET' | 'POST', path: string, body?: unknown) =>
    http.request({
      method,
      url: `${base}/${path}`,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      timeoutMs: delays.query,
      maxBytes: limits.answerBytes,
    });

  /** Repeats after 429 only. */
  async function patiently(method: 'GET' | 'POST', path: string, body?: unknown) {
    for (const wait of delays.busy) {
      const answer = await once(method, path, body);
      if (answer.ok || answer.error.reason !== 'rate-limited') return answer;
      await delay(clock, wait);
    }
    return once(method, path, body);
  }

  /** The act's name only: number and key stand in no log. */
  function failed(what: string, failure: PortalFailure): { ok: false; error: AppointmentFailure } {
    const error = appointmentFailure(failure);
    const detail = 'detail' in error ? { detail: code(error.detail) } : {};
    log.event('warn', 'appointments.failed', { what: code(what), reason: code(error.reason), ...detail });
    return err(error);
  }

  function read<S extends z.ZodType, T>(
    what: string,
    answer: Result<HttpAnswer, PortalFailure>,
    schema: S,
    made: (value: z.output<S>) => T,
  ): Result<T, AppointmentFailure> {
    const value = answer.ok ? readJson(answer.value, schema) : answer;
    return value.ok ? ok(made(value.value)) : failed(what, value.error);
  }

  const post = async (what: string, body: unknown) =>
    read(what, await patiently('POST', `${what}/`, body), AppointmentAnswer, appointmentOf);
  const wired = ({ id, key }: AppointmentKey) => ({ processId: id, authKey: key });

  return {
    offer: async () => read('offices-and-services', await once('GET', 'offices-and-services/'), OfferAnswer, offerOf),

    async freeDays(officeId, concernId) {
      const { date } = localTime(clock.now(), timeZone);
      const query = new URLSearchParams({
        startDate: date,
        endDate: addDays(date, limits.days),
        officeIds: String(officeId),
        serviceIds: String(concernId),
        serviceCounts: '1',
      });
      const answer = await once('GET', `available-calendar/?${query}`);
      const isEmpty =
        !answer.ok && answer.error.reason === 'refused' && NO_TIMES.includes(answer.error.errorCode ?? '');
      return isEmpty
        ? ok([])
        : read('available-calendar', answer, CalendarAnswer, (calendar) => freeDaysOf(calendar, officeId));
    },

    reserve: (officeId, concernId, at) =>
      post('reserve-appointment', { officeId, serviceId: [concernId], serviceCount: [1], timestamp: at }),

    async find({ id, key }) {
      const query = new URLSearchParams({ processId: String(id), authKey: key });
      return read('appointment', await patiently('GET', `appointment/?${query}`), AppointmentAnswer, appointmentOf);
    },

    update: (key, { customText, customText2, ...person }) =>
      post('update-appointment', {
        ...wired(key),
        ...person,
        customTextfield: customText,
        customTextfield2: customText2,
      }),
    preconfirm: (key) => post('preconfirm-appointment', wired(key)),
    confirm: (key) => post('confirm-appointment', wired(key)),

    async cancel(key) {
      const answer = await patiently('POST', 'cancel-appointment/', wired(key));
      return answer.ok ? ok(null) : failed('cancel-appointment', answer.error);
    },

    async isUp() {
      const answer = await once('GET', 'offices-and-services/');
      return answer.ok || !['unreachable', 'timeout', 'server-error'].includes(answer.error.reason);
    },
  };
}
