import { failureCode, type PortalFailure } from '../http/request.ts';
import type { AppointmentFailure } from './contract.ts';

/** Codes of the system's errors (Utils/ErrorMessages of zmscitizenapi) that somebody here can do something about. */
const MEANT: Readonly<Record<string, AppointmentFailure>> = {
  appointmentNotAvailable: { reason: 'taken' },
  processNotReservedAnymore: { reason: 'lapsed' },
  processNotPreconfirmedAnymore: { reason: 'lapsed' },
  preconfirmationExpired: { reason: 'lapsed' },
  appointmentNotFound: { reason: 'unknown' },
  authKeyMismatch: { reason: 'unknown' },
  invalidAuthKey: { reason: 'unknown' },
  invalidProcessId: { reason: 'unknown' },
  captchaMissing: { reason: 'captcha' },
  captchaInvalid: { reason: 'captcha' },
  captchaExpired: { reason: 'captcha' },
  invalidFamilyName: { reason: 'wrong-value', field: 'familyName' },
  invalidEmail: { reason: 'wrong-value', field: 'email' },
  emailIsRequired: { reason: 'wrong-value', field: 'email' },
  invalidTelephone: { reason: 'wrong-value', field: 'telephone' },
  telephoneIsRequired: { reason: 'wrong-value', field: 'telephone' },
  invalidCustomTextfield: { reason: 'wrong-value', field: 'customText' },
  invalidCustomTextfield2: { reason: 'wrong-value', field: 'customText2' },
  tooManyAppointmentsWithSameMail: { reason: 'too-many' },
  appointmentCanNotBeCanceled: { reason: 'not-cancellable' },
  processAlreadyCalled: { reason: 'not-cancellable' },
};

/** "No free times" is no failure: an empty calendar. */
export const NO_TIMES = ['noAppointmentForThisDay', 'noAppointmentForThisScope'];

export function appointmentFailure(failure: PortalFailure): AppointmentFailure {
  if (failure.reason === 'rate-limited') return { reason: 'busy' };
  if (failure.reason !== 'refused') return { reason: 'unavailable', detail: failureCode(failure) };
  const { errorCode } = failure;
  return (errorCode && MEANT[errorCode]) || { reason: 'refused', detail: failureCode(failure) };
}

/** What may be over in a moment: asking again can help. */
export const passes = ({ reason }: AppointmentFailure): boolean => reason === 'unavailable' || reason === 'busy';
