import { type Diary, type DiaryEntry, daysFrom } from './diary.ts';
import { ApiError } from './errors.ts';
import type { SimulatedOffice, SimulatedTown } from './sample-town.ts';

type Told = Readonly<Record<string, unknown>>;
type Act = (told: Told, query: URLSearchParams) => unknown;

/** The calls of the citizen API by the name in their path; bodies are the bare objects. */
export interface AppointmentCalls {
  readonly 'offices-and-services': Act;
  readonly 'available-calendar': Act;
  readonly appointment: Act;
  readonly 'reserve-appointment': Act;
  readonly 'update-appointment': Act;
  readonly 'preconfirm-appointment': Act;
  readonly 'confirm-appointment': Act;
  readonly 'cancel-appointment': Act;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

export function appointmentCalls(town: SimulatedTown, diary: Diary): AppointmentCalls {
  const process = (entry: DiaryEntry) => processOf(entry, town);
  const opened = (told: Told) => diary.open(Number(told.processId), String(told.authKey ?? ''));
  const act = (change: (entry: DiaryEntry, told: Told) => void) => (told: Told) => {
    const entry = opened(told);
    change(entry, told);
    return process(entry);
  };
  const demandPerson = (office: SimulatedOffice, told: { readonly captchaToken?: unknown }) => {
    if (office.captcha && !told.captchaToken) throw new ApiError('captchaMissing');
  };

  return {
    'offices-and-services': () => ({
      offices: town.offices.map((office) => ({ id: office.id, name: office.name, scope: scopeOf(office) })),
      services: town.concerns.map(({ id, name }) => ({ id, name, maxQuantity: 1 })),
      relations: town.offices.flatMap(({ id, concerns }) =>
        concerns.map((serviceId) => ({ officeId: id, serviceId, slots: 1, public: true, maxQuantity: 1 })),
      ),
    }),
    'available-calendar': (_, query) => {
      const startDate = query.get('startDate') ?? '';
      const endDate = query.get('endDate') ?? '';
      if (!DATE.test(startDate) || !DATE.test(endDate)) throw new ApiError('invalidStartDate');
      const ids = (query.get('officeIds') ?? '').split(',').map(Number);
      const offices = ids.map((id) => diary.office(id, Number(query.get('serviceIds'))));
      for (const office of offices) demandPerson(office, { captchaToken: query.get('captchaToken') });
      const availableDays = daysFrom(startDate, endDate)
        .map((date) => ({
          date,
          providerIDs: ids.join(','),
          offices: offices
            .map((office) => ({ officeId: String(office.id), appointments: diary.freeTimes(office, date) }))
            .filter(({ appointments }) => appointments.length > 0),
        }))
        .filter((day) => day.offices.length > 0);
      if (availableDays.length === 0) throw new ApiError('noAppointmentForThisScope');
      return { startDate, endDate, slotsStartDate: startDate, slotsEndDate: endDate, availableDays };
    },
    appointment: (_, query) => process(diary.open(Number(query.get('processId')), query.get('authKey') ?? '')),
    'reserve-appointment': (told) => {
      const concernId = Number(Array.isArray(told.serviceId) ? told.serviceId[0] : Number.NaN);
      const office = diary.office(Number(told.officeId), concernId);
      demandPerson(office, told);
      if (!Number.isInteger(told.timestamp)) throw new ApiError('invalidTimestamp');
      return process(diary.reserve(office, concernId, Number(told.timestamp)));
    },
    'update-appointment': act((entry, told) => diary.update(entry, told)),
    'preconfirm-appointment': act((entry) => diary.preconfirm(entry)),
    'confirm-appointment': act((entry) => diary.confirm(entry)),
    'cancel-appointment': act((entry) => diary.cancel(entry)),
  };
}

function scopeOf(office: SimulatedOffice) {
  const { id, name, street, streetNumber, postalCode, city, telephone = 'none', customText } = office;
  return {
    id,
    provider: { id, displayName: name, contact: { street, streetNumber, postalCode, city } },
    shortName: name,
    emailRequired: office.emailRequired === true,
    telephoneActivated: telephone !== 'none',
    telephoneRequired: telephone === 'required',
    customTextfieldActivated: customText !== undefined,
    customTextfieldRequired: customText?.required === true,
    customTextfieldLabel: customText?.label ?? null,
    customTextfield2Activated: false,
    customTextfield2Required: false,
    customTextfield2Label: null,
    captchaActivatedRequired: office.captcha === true,
    reservationDuration: office.reservationMinutes ?? 15,
    activationDuration: 30,
    hint: office.hint,
  };
}

function processOf(entry: DiaryEntry, town: SimulatedTown) {
  const office = town.offices.find(({ id }) => id === entry.officeId);
  return {
    processId: entry.id,
    timestamp: String(entry.at),
    authKey: entry.key,
    familyName: entry.familyName || null,
    email: entry.email || null,
    telephone: entry.telephone || null,
    customTextfield: entry.customTextfield || null,
    customTextfield2: null,
    officeName: office?.name ?? null,
    officeId: entry.officeId,
    scope: office ? scopeOf(office) : null,
    subRequestCounts: [],
    serviceId: entry.concernId,
    serviceName: town.concerns.find(({ id }) => id === entry.concernId)?.name ?? null,
    serviceCount: 1,
    status: entry.status,
    displayNumber: String(entry.id),
    icsContent: null,
  };
}
