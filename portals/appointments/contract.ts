import { z } from 'zod';
import { limits } from './limits.ts';

/**
 * Appointments at offices, as our processes tell them to each other. The wire is the open citizen API of the
 * appointment system that Munich and Berlin use ("ZMS", github.com/it-at-m/eappointment, folder zmscitizenapi).
 */

/** A free text that an office asks for, under its own label. */
const CustomText = z.strictObject({ label: z.string().min(1).max(200), required: z.boolean() });

export const AppointmentOffice = z.strictObject({
  id: z.int().min(1),
  name: z.string().min(1).max(200),
  /** Street and number, then postal code and town; empty where the system names none. */
  address: z.array(z.string().min(1).max(200)).max(2),
  /** Which door, which floor. */
  hint: z.string().max(500).nullable(),
  /** The system wants a puzzle solved by a person's own browser first: no appointment from a terminal. */
  needsCaptcha: z.boolean(),
  emailRequired: z.boolean(),
  telephone: z.enum(['none', 'asked', 'required']),
  customText: CustomText.nullable(),
  customText2: CustomText.nullable(),
  /** Minutes for which a time stays reserved that was not booked yet. */
  reservationMinutes: z.int().min(1).max(240),
});
export type AppointmentOffice = z.infer<typeof AppointmentOffice>;

/** Which concern (by the number of the system) is served where. */
export const AppointmentOffer = z.strictObject({
  offices: z.array(AppointmentOffice).max(500),
  relations: z.array(z.strictObject({ officeId: z.int(), concernId: z.int() })).max(20_000),
});
export type AppointmentOffer = z.infer<typeof AppointmentOffer>;

export const FreeDay = z.strictObject({
  /** In the office's zone. */
  date: z.iso.date(),
  /** Epoch seconds, ascending. */
  times: z.array(z.int().min(1)).min(1).max(limits.times),
});
export type FreeDay = z.infer<typeof FreeDay>;

/** Number and key open an appointment: whoever has both sees, changes and cancels it. */
export const AppointmentKey = z.strictObject({
  id: z.int().min(1).max(2_147_483_647),
  /** 64 hexadecimal digits; 4 with systems that have not been renewed. */
  key: z.string().regex(/^([0-9a-fA-F]{4}|[0-9a-fA-F]{64})$/),
});
export type AppointmentKey = z.infer<typeof AppointmentKey>;

export interface KnownAppointment extends AppointmentKey {
  /** To name at the counter and on the telephone. */
  readonly number: string;
  readonly status: string;
  /** Epoch seconds. */
  readonly at: number;
  readonly officeId: number;
  readonly officeName: string;
  readonly officeAddress: readonly string[];
  readonly officeHint: string | null;
  readonly concernId: number;
  readonly concernName: string | null;
  readonly person: AppointmentPerson;
}

/** What the office wants to know. Empty texts where nothing was said. */
export interface AppointmentPerson {
  readonly familyName: string;
  readonly email: string;
  readonly telephone: string;
  readonly customText: string;
  readonly customText2: string;
}
export type PersonField = keyof AppointmentPerson;

/** Why the system did not do what was asked. Closed: whoever calls decides on each. */
export type AppointmentFailure =
  /** No usable answer. Of an act it is unknown whether it was done. */
  | { readonly reason: 'unavailable'; readonly detail: string }
  /** Too many calls from this address: nothing was done. */
  | { readonly reason: 'busy' }
  /** The time is not free any more. */
  | { readonly reason: 'taken' }
  /** The reservation has run out. */
  | { readonly reason: 'lapsed' }
  /** No such appointment, or the key does not fit. */
  | { readonly reason: 'unknown' }
  | { readonly reason: 'captcha' }
  | { readonly reason: 'wrong-value'; readonly field: PersonField }
  /** This e-mail address has as many appointments as the office allows. */
  | { readonly reason: 'too-many' }
  /** It lies in the past, or was called already. */
  | { readonly reason: 'not-cancellable' }
  | { readonly reason: 'refused'; readonly detail: string };
