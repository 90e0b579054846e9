import { z } from 'zod';
import type { AppointmentOffer, AppointmentOffice, FreeDay, KnownAppointment } from './contract.ts';
import { limits } from './limits.ts';

/**
 * Answers of the citizen API (models ThinnedScope, Office, AvailableCalendar, ThinnedProcess of zmscitizenapi). Numbers
 * come as numbers or as digits, and whatever is not set comes as null, so both are taken.
 */
const Id = z.coerce.number().int().min(1);
const Word = z.string().nullish();
const Flag = z.boolean().nullish();

const Contact = z.looseObject({ street: Word, streetNumber: Word, postalCode: Word, city: Word });
const Scope = z.looseObject({
  provider: z.looseObject({ contact: Contact.nullish(), displayName: Word, name: Word }).nullish(),
  emailRequired: Flag,
  telephoneActivated: Flag,
  telephoneRequired: Flag,
  customTextfieldActivated: Flag,
  customTextfieldRequired: Flag,
  customTextfieldLabel: Word,
  customTextfield2Activated: Flag,
  customTextfield2Required: Flag,
  customTextfield2Label: Word,
  captchaActivatedRequired: Flag,
  reservationDuration: z.coerce.number().int().nullish(),
  hint: Word,
});

export const OfferAnswer = z.looseObject({
  offices: z.array(z.looseObject({ id: Id, name: z.string().min(1), scope: Scope.nullish() })),
  relations: z.array(z.looseObject({ officeId: Id, serviceId: Id, public: z.boolean().default(true) })),
});

export const CalendarAnswer = z.looseObject({
  availableDays: z.array(
    z.looseObject({
      date: z.iso.date(),
      offices: z.array(z.looseObject({ officeId: Id, appointments: z.array(z.number().int()).nullish() })).nullish(),
    }),
  ),
});

export const AppointmentAnswer = z.looseObject({
  processId: Id,
  authKey: z.string(),
  timestamp: z.coerce.number().int(),
  status: z.string().nullish(),
  displayNumber: Word,
  officeId: Id,
  officeName: Word,
  scope: Scope.nullish(),
  serviceId: z.coerce.number().int().nullish(),
  serviceName: Word,
  familyName: Word,
  email: Word,
  telephone: Word,
  customTextfield: Word,
  customTextfield2: Word,
});

/** Where a system does not say how long it keeps a time (its own default). */
const RESERVATION_MINUTES = 15;

/** Shown and printed as it came, but for its length. */
const short = (text: string | null | undefined, length = 200): string => (text ?? '').trim().slice(0, length);

function addressOf(contact: z.infer<typeof Contact> | null | undefined): string[] {
  const line = (...parts: (string | null | undefined)[]) => short(parts.map((part) => short(part)).join(' '));
  return [line(contact?.street, contact?.streetNumber), line(contact?.postalCode, contact?.city)].filter(
    (text) => text !== '',
  );
}

const textOf = (activated: boolean | null | undefined, label: string | null | undefined, required?: boolean | null) =>
  activated === true && short(label) !== '' ? { label: short(label), required: required === true } : null;

export function offerOf({ offices, relations }: z.infer<typeof OfferAnswer>): AppointmentOffer {
  const known = offices.slice(0, 500).map(({ id, name, scope }): AppointmentOffice => {
    const asked = scope?.telephoneRequired ? 'required' : 'asked';
    return {
      id,
      name: short(name),
      address: addressOf(scope?.provider?.contact),
      hint: short(scope?.hint, 500) || null,
      needsCaptcha: scope?.captchaActivatedRequired === true,
      emailRequired: scope?.emailRequired === true,
      telephone: scope?.telephoneActivated === true ? asked : 'none',
      customText: textOf(scope?.customTextfieldActivated, scope?.customTextfieldLabel, scope?.customTextfieldRequired),
      customText2: textOf(
        scope?.customTextfield2Activated,
        scope?.customTextfield2Label,
        scope?.customTextfield2Required,
      ),
      reservationMinutes: Math.min(Math.max(scope?.reservationDuration ?? RESERVATION_MINUTES, 1), 240),
    };
  });
  const served = relations
    .filter((relation) => relation.public)
    .slice(0, 20_000)
    .map(({ officeId, serviceId }) => ({ officeId, concernId: serviceId }));
  return { offices: known, relations: served };
}

/** Days on which this office has a free time, the nearest first. */
export function freeDaysOf({ availableDays }: z.infer<typeof CalendarAnswer>, officeId: number): FreeDay[] {
  return availableDays
    .map(({ date, offices }) => ({
      date,
      times: (offices ?? [])
        .filter((office) => office.officeId === officeId)
        .flatMap(({ appointments }) => appointments ?? [])
        .filter((time) => time > 0)
        .sort((a, b) => a - b)
        .slice(0, limits.times),
    }))
    .filter(({ times }) => times.length > 0)
    .sort((a, b) => a.date.localeCompare(b.date))
    .slice(0, limits.freeDays);
}

export function appointmentOf(answer: z.infer<typeof AppointmentAnswer>): KnownAppointment {
  const { scope } = answer;
  return {
    id: answer.processId,
    key: answer.authKey,
    number: short(answer.displayNumber, 40) || String(answer.processId),
    status: answer.status ?? '',
    at: answer.timestamp,
    officeId: answer.officeId,
    officeName: short(answer.officeName) || short(scope?.provider?.displayName ?? scope?.provider?.name),
    officeAddress: addressOf(scope?.provider?.contact),
    officeHint: short(scope?.hint, 500) || null,
    concernId: answer.serviceId ?? 0,
    concernName: short(answer.serviceName) || null,
    person: {
      familyName: answer.familyName ?? '',
      email: answer.email ?? '',
      telephone: answer.telephone ?? '',
      customText: answer.customTextfield ?? '',
      customText2: answer.customTextfield2 ?? '',
    },
  };
}
