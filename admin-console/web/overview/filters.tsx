import { useEffect, useState } from 'preact/hooks';
import { hrefOf, replacePlace } from '../router.ts';
import type { Say } from '../texts.ts';

interface Props {
  readonly say: Say;
  readonly filters: Readonly<Record<string, string>>;
}

const CONDITIONS = ['in-service', 'limited', 'out-of-service', 'unreachable'] as const;
/** Milliseconds after the last key: then the hub is asked. */
const TYPED = 250;

/** Which terminals are listed; stands in the address, so that it can be kept and passed on. */
export function Filters({ say, filters }: Props) {
  const [typed, setTyped] = useState({ text: filters.text ?? '', location: filters.location ?? '' });
  const set = (change: Readonly<Record<string, string>>) =>
    replacePlace(hrefOf('terminals', null, { ...filters, ...change }));
  useEffect(() => {
    if (typed.text === (filters.text ?? '') && typed.location === (filters.location ?? '')) return;
    const timer = setTimeout(() => set(typed), TYPED);
    return () => clearTimeout(timer);
  }, [typed]);
  // Somebody followed a link or went back.
  useEffect(
    () => setTyped({ text: filters.text ?? '', location: filters.location ?? '' }),
    [filters.text, filters.location],
  );
  return (
    <search class="filters">
      <p class="field">
        <label for="filter-text">{say('filter.text')}</label>
        <input
          id="filter-text"
          type="search"
          maxLength={41}
          value={typed.text}
          onInput={(event) => setTyped({ ...typed, text: event.currentTarget.value })}
        />
      </p>
      <p class="field">
        <label for="filter-condition">{say('filter.condition')}</label>
        <select
          id="filter-condition"
          value={filters.condition ?? ''}
          onChange={(event) => set({ condition: event.currentTarget.value })}
        >
          <option value="">{say('filter.all')}</option>
          {CONDITIONS.map((condition) => (
            <option key={condition} value={condition}>
              {say(`total.${condition}`)}
            </option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for="filter-location">{say('filter.location')}</label>
        <input
          id="filter-location"
          type="search"
          maxLength={60}
          value={typed.location}
          onInput={(event) => setTyped({ ...typed, location: event.currentTarget.value })}
        />
      </p>
    </search>
  );
}
