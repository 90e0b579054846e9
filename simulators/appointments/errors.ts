import type { ServerResponse } from 'node:http';
import { sendJson } from '../http/server.ts';

/** Statuses of the real system's errors (Utils/ErrorMessages of zmscitizenapi). */
const STATUS = {
  invalidRequest: 400,
  invalidStartDate: 400,
  invalidOfficeId: 400,
  invalidTimestamp: 400,
  invalidProcessId: 400,
  invalidAuthKey: 400,
  invalidFamilyName: 400,
  invalidEmail: 400,
  invalidTelephone: 400,
  invalidCustomTextfield: 400,
  invalidLocationAndServiceCombination: 400,
  captchaMissing: 400,
  appointmentNotAvailable: 404,
  appointmentNotFound: 404,
  noAppointmentForThisScope: 404,
  authKeyMismatch: 406,
  appointmentCanNotBeCanceled: 406,
  tooManyAppointmentsWithSameMail: 406,
  processNotReservedAnymore: 409,
  processNotPreconfirmedAnymore: 409,
  rateLimitExceeded: 429,
  internalError: 500,
} as const;
export type ErrorCode = keyof typeof STATUS;

export class ApiError extends Error {
  readonly errorCode: ErrorCode;

  constructor(errorCode: ErrorCode) {
    super(errorCode);
    this.errorCode = errorCode;
  }
}

export function sendError(response: ServerResponse, errorCode: ErrorCode): void {
  const statusCode = STATUS[errorCode];
  sendJson(response, statusCode, { errors: [{ errorCode, errorMessage: errorCode, statusCode, errorType: 'error' }] });
}
