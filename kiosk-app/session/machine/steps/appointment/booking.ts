import { err, ok, type Result } from '../../../../../foundation/result.ts';
import type { PersonAppointments } from '../../../../../portals/appointments/client.ts';
import type {
  AppointmentFailure,
  AppointmentKey,
  AppointmentPerson,
  KnownAppointment,
  PersonField,
} from '../../../../../portals/appointments/contract.ts';
import type { NoticeReason } from '../../../contract/notice.ts';

/** How an attempt to book ended. */
export type Booked =
  | { readonly kind: 'booked'; readonly appointment: KnownAppointment }
  /** The time is gone: choose another. */
  | { readonly kind: 'lost' }
  /** The office does not take what was said, or has too much of it: nothing was booked. */
  | { readonly kind: 'refused'; readonly notice: NoticeReason; readonly field: PersonField | null }
  /** Nobody knows whether it was booked. */
  | { readonly kind: 'unclear' };

type Act = 'update' | 'preconfirm' | 'confirm';
const ACTS: readonly Act[] = ['update', 'preconfirm', 'confirm'];
/** An act is tried once more after it was looked up that it was not done. */
const TRIES = 2;

/**
 * Says who comes, and confirms. An act whose answer got lost may have been done, so the appointment is looked up before
 * anything is said or repeated.
 */
export async function book(
  client: PersonAppointments,
  key: AppointmentKey,
  person: AppointmentPerson,
): Promise<Booked> {
  let from: Act = 'update';
  for (let tried = 0; tried < TRIES; tried++) {
    const done = await actFrom(client, key, person, from);
    if (done.ok) return { kind: 'booked', appointment: done.value };
    if (done.error.reason !== 'unavailable') return failed(done.error);
    const found = await client.find(key);
    if (!found.ok) return found.error.reason === 'unknown' ? { kind: 'lost' } : { kind: 'unclear' };
    if (found.value.status === 'confirmed') return { kind: 'booked', appointment: found.value };
    from = found.value.status === 'preconfirmed' ? 'confirm' : 'update';
  }
  return { kind: 'unclear' };
}

async function actFrom(
  client: PersonAppointments,
  key: AppointmentKey,
  person: AppointmentPerson,
  from: Act,
): Promise<Result<KnownAppointment, AppointmentFailure>> {
  let last: KnownAppointment | null = null;
  for (const act of ACTS.slice(ACTS.indexOf(from))) {
    const answer = act === 'update' ? await client.update(key, person) : await client[act](key);
    if (!answer.ok) return answer;
    last = answer.value;
  }
  return last ? ok(last) : err({ reason: 'refused', detail: 'nothing-done' });
}

function failed(failure: AppointmentFailure): Booked {
  switch (failure.reason) {
    case 'wrong-value':
      return { kind: 'refused', notice: 'wrong-value', field: failure.field };
    case 'too-many':
      return { kind: 'refused', notice: 'appointment-too-many', field: 'email' };
    case 'busy':
      return { kind: 'refused', notice: 'appointment-busy', field: null };
    case 'taken':
    case 'lapsed':
    case 'unknown':
      return { kind: 'lost' };
    default:
      return { kind: 'unclear' };
  }
}
