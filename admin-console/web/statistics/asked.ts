import { hrefOf } from '../router.ts';
import { COMPARED, lastMonths, type Span } from './months.ts';

/** What the page is asked, as it stands in the address; `null`: it does not matter. */
export interface Asked extends Span {
  readonly compare: (typeof COMPARED)[number] | null;
  readonly location: string | null;
  readonly service: string | null;
  /** Day of a change, before and after which is compared. */
  readonly since: string | null;
  /** The version of the offer that the change was, where somebody chose one. */
  readonly release: string | null;
}

/** Months that can be chosen. */
const CHOICE = 36;
const USUAL = 12;
export const monthsToChoose = (now: Date): readonly string[] => lastMonths(now, CHOICE);

export function askedOf(query: URLSearchParams, now: Date): Asked {
  const [to = '', ...before] = lastMonths(now, USUAL);
  return {
    from: query.get('from') ?? before.at(-1) ?? to,
    to: query.get('to') ?? to,
    compare: COMPARED.find((one) => one === query.get('compare')) ?? null,
    location: query.get('location'),
    service: query.get('service'),
    since: isDay(query.get('since')) ? query.get('since') : null,
    release: query.get('release'),
  };
}

/** Somebody may have written it by hand. */
const isDay = (text: string | null): boolean =>
  /^20\d{2}-\d{2}-\d{2}$/.test(text ?? '') && !Number.isNaN(Date.parse(text ?? ''));

/** The address of the page with something changed. A span that ends before it begins becomes the month chosen. */
export function hrefWith(asked: Asked, change: Partial<Asked>): string {
  const next = { ...asked, ...change };
  const month = change.from ?? change.to ?? next.to;
  return hrefOf('statistics', null, next.from > next.to ? { ...next, from: month, to: month } : next);
}

/** As the hub is asked for a part of the counts. */
export const partOf = ({ location, service }: Asked): Readonly<Record<string, string>> => ({
  ...(location && { location }),
  ...(service && { service }),
});
