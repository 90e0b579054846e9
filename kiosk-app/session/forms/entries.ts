import { Personal } from '../../../foundation/personal.ts';
import type { FormPage, Values } from './values.ts';

/**
 * Answers of a repeated page stand among all others under `page/entry/field`, and which entries there are, in their
 * order, under `page/`. An entry's number is never given to another.
 */
const listKey = (page: string): string => `${page}/`;
const entryKey = (page: string, entry: string): string => `${page}/${entry}/`;
/** Where an answer of an entry stands. */
export const valueKey = (page: string, entry: string, field: string): string => `${entryKey(page, entry)}${field}`;

/** The entries of a repeated page, in their order. */
export function entriesOf({ id }: Pick<FormPage, 'id'>, values: Values): readonly string[] {
  const list = values.get(listKey(id))?.reveal() ?? '';
  return list === '' ? [] : list.split(',');
}

export const withEntries = ({ id }: Pick<FormPage, 'id'>, values: Values, entries: readonly string[]): Values =>
  new Map([...values, [listKey(id), new Personal(entries.join(','))]]);

/** All answers, with those of one entry under the names of their fields. */
export function inEntry({ id }: Pick<FormPage, 'id'>, values: Values, entry: string): Values {
  const prefix = entryKey(id, entry);
  const own = [...values].flatMap(([key, value]) =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), value] as const] : [],
  );
  return new Map([...values, ...own]);
}

/** A number that no entry of the page has had, going by the answers that are there. */
export function nextEntry({ id }: Pick<FormPage, 'id'>, values: Values): string {
  const used = [...values.keys()].flatMap((key) => (key.startsWith(listKey(id)) ? [Number(key.split('/')[1])] : []));
  return String(Math.max(0, ...used, ...entriesOf({ id }, values).map(Number)) + 1);
}
