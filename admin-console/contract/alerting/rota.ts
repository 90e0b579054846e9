/** Somebody who may be on call. */
export interface OnCallPerson {
  readonly id: string;
  readonly name: string;
  readonly channelIds: readonly string[];
}

/** A stretch of every week; one that ends at or before its beginning ends on the next day. */
export interface OnCallShift {
  /** ISO 8601: 1 is Monday. The day on which it begins. */
  readonly days: readonly number[];
  /** "HH:MM" on the clock of the rota's time zone. */
  readonly from: string;
  readonly to: string;
  /** Ids of those who take turns, a week each, the first in the week of `firstWeek`. */
  readonly turns: readonly string[];
}

/** Instead of the shifts: somebody else, or nobody. */
export interface OnCallException {
  /** "YYYY-MM-DDTHH:MM" on the clock of the rota's time zone; `to` is not part of it. */
  readonly from: string;
  readonly to: string;
  readonly personId: string | null;
}

export interface OnCallRota {
  /** IANA name. */
  readonly timeZone: string;
  readonly people: readonly OnCallPerson[];
  /** A Monday, "YYYY-MM-DD". */
  readonly firstWeek: string;
  readonly shifts: readonly OnCallShift[];
  readonly exceptions: readonly OnCallException[];
}

/** One day of a rota: from midnight to midnight without a gap; who is on call in each span, nobody if empty. */
export interface OnCallDay {
  /** "YYYY-MM-DD" */
  readonly date: string;
  /** "HH:MM" each; the last ends at "24:00". */
  readonly spans: readonly { readonly from: string; readonly to: string; readonly names: readonly string[] }[];
}

/** Nobody is on call: what goes to whoever is goes to every channel. */
export const NO_ROTA: OnCallRota = {
  timeZone: 'Europe/Berlin',
  people: [],
  firstWeek: '2024-01-01',
  shifts: [],
  exceptions: [],
};
