import { randomBytes } from 'node:crypto';
import type { Clock } from '../../foundation/clock.ts';
import { addDays, localTime, minutesOf, weekdayOf } from '../../foundation/time/local-time.ts';
import { ApiError } from './errors.ts';
import type { SimulatedOffice, SimulatedTown } from './sample-town.ts';

export type DiaryStatus = 'reserved' | 'preconfirmed' | 'confirmed' | 'deleted';

export interface DiaryEntry {
  readonly id: number;
  readonly key: string;
  readonly officeId: number;
  readonly concernId: number;
  /** Epoch seconds. */
  readonly at: number;
  status: DiaryStatus;
  /** Epoch milliseconds until which a reservation holds. */
  reservedUntil: number;
  familyName: string;
  email: string;
  telephone: string;
  customTextfield: string;
}

const ZONE = 'Europe/Berlin';
const MINUTE = 60_000;
/** Appointments that one e-mail address may have. */
const PER_MAIL = 3;

/** Who has which time at which office; what the real system keeps in its database. */
export class Diary {
  readonly #town: SimulatedTown;
  readonly #clock: Clock;
  readonly #entries = new Map<number, DiaryEntry>();
  readonly #taken = new Set<string>();
  #last = 100_000;

  constructor(town: SimulatedTown, clock: Clock) {
    this.#town = town;
    this.#clock = clock;
  }

  entries(): readonly DiaryEntry[] {
    this.#lapse();
    return [...this.#entries.values()];
  }

  clear(): void {
    this.#entries.clear();
    this.#taken.clear();
  }

  /** Somebody else was faster. */
  take(officeId: number, at: number): void {
    this.#taken.add(`${officeId}/${at}`);
  }

  /** Every reservation has run out. */
  expire(): void {
    for (const entry of this.#entries.values()) if (entry.status === 'reserved') entry.status = 'deleted';
  }

  office(id: number, concernId: number): SimulatedOffice {
    const office = this.#town.offices.find((one) => one.id === id);
    if (!office) throw new ApiError('invalidOfficeId');
    if (!office.concerns.includes(concernId)) throw new ApiError('invalidLocationAndServiceCombination');
    return office;
  }

  /** Epoch seconds of what is free on a day, "YYYY-MM-DD". */
  freeTimes(office: SimulatedOffice, date: string): number[] {
    if (weekdayOf(date) > 5) return [];
    this.#lapse();
    const times: number[] = [];
    const opens = minutesOf(office.opens);
    // No clock is changed while an office is open.
    const first = instant(date, opens);
    for (let minute = opens; minute < minutesOf(office.closes); minute += office.slotMinutes) {
      const at = first + (minute - opens) * 60;
      if (at * 1000 > this.#clock.now() && !this.#isTaken(office.id, at)) times.push(at);
    }
    return times;
  }

  reserve(office: SimulatedOffice, concernId: number, at: number): DiaryEntry {
    const { date } = localTime(at * 1000, ZONE);
    if (!this.freeTimes(office, date).includes(at)) throw new ApiError('appointmentNotAvailable');
    const entry: DiaryEntry = {
      id: ++this.#last,
      key: randomBytes(32).toString('hex'),
      officeId: office.id,
      concernId,
      at,
      status: 'reserved',
      reservedUntil: this.#clock.now() + (office.reservationMinutes ?? 15) * MINUTE,
      familyName: '',
      email: '',
      telephone: '',
      customTextfield: '',
    };
    this.#entries.set(entry.id, entry);
    return entry;
  }

  /** @throws ApiError */
  open(id: number, key: string): DiaryEntry {
    this.#lapse();
    if (!Number.isInteger(id) || id < 1) throw new ApiError('invalidProcessId');
    if (!/^([0-9a-f]{4}|[0-9a-f]{64})$/i.test(key)) throw new ApiError('invalidAuthKey');
    const entry = this.#entries.get(id);
    if (!entry || entry.status === 'deleted') throw new ApiError('appointmentNotFound');
    if (entry.key !== key.toLowerCase()) throw new ApiError('authKeyMismatch');
    return entry;
  }

  update(entry: DiaryEntry, told: Readonly<Record<string, unknown>>): void {
    const office = this.office(entry.officeId, entry.concernId);
    const text = (name: string) => (typeof told[name] === 'string' ? String(told[name]).trim() : '');
    const email = text('email');
    const telephone = text('telephone');
    if (text('familyName') === '') throw new ApiError('invalidFamilyName');
    if (office.emailRequired && !/^[^\s@+]+@[^\s@+]+\.[^\s@]{2,}$/.test(email)) throw new ApiError('invalidEmail');
    const isRightNumber = /^\+?\d{7,15}$/.test(telephone);
    if ((office.telephone === 'required' || telephone !== '') && office.telephone !== undefined && !isRightNumber) {
      if (office.telephone !== 'none') throw new ApiError('invalidTelephone');
    }
    if (office.customText?.required && text('customTextfield') === '') throw new ApiError('invalidCustomTextfield');
    Object.assign(entry, {
      familyName: text('familyName'),
      email,
      telephone,
      customTextfield: text('customTextfield'),
    });
  }

  preconfirm(entry: DiaryEntry): void {
    if (entry.status !== 'reserved') throw new ApiError('processNotReservedAnymore');
    const same = this.entries().filter(
      ({ email, status }) => email !== '' && email === entry.email && status === 'confirmed',
    );
    if (same.length >= PER_MAIL) throw new ApiError('tooManyAppointmentsWithSameMail');
    entry.status = 'preconfirmed';
  }

  confirm(entry: DiaryEntry): void {
    if (entry.status !== 'preconfirmed' && entry.status !== 'reserved')
      throw new ApiError('processNotPreconfirmedAnymore');
    entry.status = 'confirmed';
  }

  cancel(entry: DiaryEntry): void {
    if (entry.at * 1000 < this.#clock.now()) throw new ApiError('appointmentCanNotBeCanceled');
    entry.status = 'deleted';
  }

  #isTaken(officeId: number, at: number): boolean {
    if (this.#taken.has(`${officeId}/${at}`)) return true;
    return [...this.#entries.values()].some(
      (entry) => entry.status !== 'deleted' && entry.officeId === officeId && entry.at === at,
    );
  }

  #lapse(): void {
    for (const entry of this.#entries.values()) {
      if (entry.status === 'reserved' && entry.reservedUntil <= this.#clock.now()) entry.status = 'deleted';
    }
  }
}

/** Epoch seconds of a wall clock's time; both hours that autumn shows twice are at night, when no office is open. */
function instant(date: string, minute: number): number {
  const guess = Date.parse(date) + minute * MINUTE;
  const { offset } = localTime(guess, ZONE);
  return (guess - minutesOf(offset.slice(1)) * MINUTE) / 1000;
}

/** Dates from `start` to `end`, both included. */
export function daysFrom(start: string, end: string): string[] {
  const days: string[] = [];
  for (let date = start; date <= end && days.length <= 366; date = addDays(date, 1)) days.push(date);
  return days;
}
