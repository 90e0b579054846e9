import type { AuditDesk } from './audit-desk.ts';

/** What is looked for; `null`: it does not matter. Days as "2026-11-29", both included. */
export interface AuditQuestion {
  readonly actor: string | null;
  readonly act: string | null;
  readonly subject: string | null;
  readonly from: string | null;
  readonly until: string | null;
}

/** First parts of the acts, in the order in which people look for them. */
export const AREAS = [
  ...['session', 'user', 'way', 'key', 'command', 'commands', 'terminal', 'tags', 'help', 'alert', 'rollout'],
  ...['software', 'configuration', 'treasury', 'statistics', 'audit'],
] as const;
const DAY = 86_400_000;

export const askedOf = (query: URLSearchParams): AuditQuestion => ({
  actor: query.get('actor'),
  act: query.get('act'),
  subject: query.get('subject'),
  from: query.get('from'),
  until: query.get('until'),
});

/** As the hub is asked: days of the reader's clock become instants. */
export function filterOf({ actor, act, subject, from, until }: AuditQuestion): URLSearchParams {
  const start = (day: string) => new Date(`${day}T00:00:00`).getTime();
  return new URLSearchParams({
    ...(actor && { actor }),
    ...(act && { act }),
    ...(subject && { subject }),
    ...(from && { from: String(start(from)) }),
    ...(until && { until: String(start(until) + DAY) }),
  });
}

interface Props {
  readonly desk: AuditDesk;
  readonly asked: AuditQuestion;
  readonly onChange: (change: Partial<AuditQuestion>) => void;
}

export function Filters({ desk: { say }, asked, onChange }: Props) {
  const field = (name: Exclude<keyof AuditQuestion, 'act'>, type: 'text' | 'date') => (
    <p class="field">
      <label for={name}>{say(`audit.${name}`)}</label>
      <input
        id={name}
        value={asked[name] ?? ''}
        autocomplete="off"
        spellcheck={false}
        onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value.trim() || null })}
        {...({ type } as object)}
      />
    </p>
  );
  const { act } = asked;
  return (
    <search class="filters">
      {field('actor', 'text')}
      <p class="field">
        <label for="act">{say('audit.act')}</label>
        <select
          id="act"
          value={act ?? ''}
          onChange={({ currentTarget }) => onChange({ act: currentTarget.value || null })}
        >
          <option value="">{say('audit.every')}</option>
          {AREAS.map((area) => (
            <option key={area} value={area}>
              {say(`area.${area}`)}
            </option>
          ))}
          {act && !(AREAS as readonly string[]).includes(act) && <option value={act}>{say(`act-of.${act}`)}</option>}
        </select>
      </p>
      {field('subject', 'text')}
      {field('from', 'date')}
      {field('until', 'date')}
    </search>
  );
}
