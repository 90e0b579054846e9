interface Valid {
  /** ISO dates of the place: first and last day. */
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
}

/** Whether a service is offered on a day of the place (ISO date). */
export const isValidOn = ({ validFrom, validTo }: Valid, day: string): boolean =>
  (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo);
