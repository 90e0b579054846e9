import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { meaningOf } from '../../contract/alerting/cause-key.ts';
import type { TerminalFilter, TerminalSelection } from '../../contract/terminals/terminal-filter.ts';

/** As a condition of a query that has "terminal", and "link" joined to it from the left. */
export function matches(filter: TerminalFilter): RawBuilder<SqlBool> {
  const { condition, cause, locationIds, tags, site, software, isLinked, text } = filter;
  const parts: RawBuilder<unknown>[] = [];
  if (condition === 'unreachable') parts.push(sql`("link"."linkId" is null or "terminal"."condition" is null)`);
  else if (condition) parts.push(sql`("terminal"."condition" = ${condition} and "link"."linkId" is not null)`);
  if (cause) parts.push(hasAlert(cause));
  if (locationIds) parts.push(among('locationId', locationIds));
  for (const tag of tags ?? []) {
    parts.push(sql`"terminal"."id" in (select "terminalId" from "terminalTag" where "tag" = ${tag})`);
  }
  if (site !== undefined) parts.push(sql`"terminal"."site" = ${site}`);
  if (software !== undefined) parts.push(sql`"terminal"."software" = ${software}`);
  if (isLinked !== undefined) parts.push(sql`"link"."linkId" is ${isLinked ? sql`not null` : sql`null`}`);
  if (text !== undefined) parts.push(contains(text));
  return all(parts);
}

/** Likewise. */
export function isSelected(selection: TerminalSelection): RawBuilder<SqlBool> {
  if (selection.by === 'ids') return among('id', selection.ids);
  const { except = [] } = selection;
  const isMeant = matches(selection);
  return except.length === 0 ? isMeant : sql`(${isMeant} and not ${among('id', except)})`;
}

function hasAlert(key: string): RawBuilder<SqlBool> {
  const { cause, subject, reason } = meaningOf(key);
  const about = subject === null ? sql`` : sql`and "subject" = ${subject}`;
  const why = reason === null || reason === '' ? sql`` : sql`and "reason" = ${reason}`;
  return sql`"terminal"."id" in (select "terminalId" from "alertEpisode" where "live" is not null
    and "cause" = ${cause} ${about} ${why} and "state" in ('open', 'pending') and "clearSince" is null)`;
}

const all = (parts: readonly RawBuilder<unknown>[]): RawBuilder<SqlBool> =>
  parts.length === 0 ? sql`1 = 1` : sql`(${sql.join(parts, sql` and `)})`;

const among = (column: 'id' | 'locationId', values: readonly string[]): RawBuilder<SqlBool> =>
  values.length === 0 ? sql`1 = 0` : sql`${sql.ref(`terminal.${column}`)} in (${sql.join(values)})`;

function contains(text: string): RawBuilder<SqlBool> {
  const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  const like = (name: string) => sql`lower(${sql.ref(name)}) like ${pattern} escape '\\'`;
  return sql`(${like('terminal.id')} or ${like('terminal.name')} or ${like('terminal.site')}
    or "terminal"."locationId" in (select "id" from "location" where ${like('name')})
    or "terminal"."id" in (select "terminalId" from "terminalTag" where ${like('tag')}))`;
}
