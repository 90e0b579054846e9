import { useEffect, useRef, useState } from 'preact/hooks';
import { CAUSES } from '../../contract/alerting/causes.ts';
import { ROUTES } from '../../contract/routes.ts';
import { TAG_ROUTES, type TagView } from '../../contract/terminals/tags.ts';
import type { SoftwareInUse } from '../../contract/terminals/terminal-view.ts';
import type { Desk } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { keyWords } from '../inbox/episodes.ts';
import { FILTERS, type FilterName, type Filters } from './list/listing.ts';

interface Props {
  readonly desk: Desk;
  readonly filters: Filters;
  readonly onFilters: (filters: Filters) => void;
}

const CONDITIONS = ['in-service', 'limited', 'out-of-service', 'unreachable'] as const;
/** Milliseconds after the last key: then the hub is asked. */
const TYPED = 200;

/** Which terminals are listed; stands in the address, so that it can be kept and passed on. "/" leads to the search. */
export function FilterBar({ desk, filters, onFilters }: Props) {
  const { say, tenant, names } = desk;
  const [tags] = useLook<TagView[]>(TAG_ROUTES.tags(tenant));
  const [software] = useLook<SoftwareInUse[]>(ROUTES.softwareInUse(tenant));
  const set = (name: FilterName, value: string) => onFilters({ ...filters, [name]: value });
  const isAny = FILTERS.some((name) => filters[name]);
  const places = names.locations
    .map(({ id, name }) => [id, name] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b));
  const options: readonly (readonly [FilterName, readonly (readonly [string, string])[]])[] = [
    ['condition', CONDITIONS.map((condition) => [condition, say(`total.${condition}`)])],
    ['cause', Object.keys(CAUSES).map((cause) => [cause, say(`cause.${cause}`)])],
    ['location', places],
    ['tag', tags.kind === 'there' ? tags.of.map(({ tag, terminals }) => [tag, `${tag} (${terminals})`]) : []],
    [
      'software',
      software.kind === 'there'
        ? software.of.map(({ version, terminals }) => [version, `${version} (${terminals})`])
        : [],
    ],
  ];
  return (
    <search class="filters fleet-filters">
      <Search say={say} text={filters.text ?? ''} onText={(text) => set('text', text)} />
      {options.map(([name, choices]) =>
        choices.length === 0 && !filters[name] ? null : (
          <p key={name} class="field">
            <label for={`filter-${name}`}>{say(`filter.${name}`)}</label>
            <select
              id={`filter-${name}`}
              value={filters[name] ?? ''}
              onChange={(event) => set(name, event.currentTarget.value)}
            >
              <option value="">{say('filter.all')}</option>
              {filters[name] && !choices.some(([value]) => value === filters[name]) && (
                <option value={filters[name]}>
                  {name === 'cause' ? keyWords(filters.cause ?? '', say) : filters[name]}
                </option>
              )}
              {choices.map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          </p>
        ),
      )}
      {isAny && (
        <button type="button" class="second" onClick={() => onFilters({})}>
          {say('filter.none')}
        </button>
      )}
    </search>
  );
}

interface SearchProps extends Pick<Desk, 'say'> {
  readonly text: string;
  readonly onText: (text: string) => void;
}

function Search({ say, text, onText }: SearchProps) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onText(typed.trim()), TYPED);
    return () => clearTimeout(timer);
  }, [typed]);
  // Somebody followed a link or went back.
  useEffect(() => setTyped((before) => (before.trim() === text ? before : text)), [text]);
  useEffect(() => {
    const toSearch = (event: KeyboardEvent) => {
      const isTyping = (event.target as Element).closest('input:not([type=checkbox]), textarea, select, dialog');
      if (event.key !== '/' || isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    addEventListener('keydown', toSearch);
    return () => removeEventListener('keydown', toSearch);
  }, []);
  return (
    <p class="field search">
      <label for="filter-text">{say('filter.text')}</label>
      <input
        ref={field}
        id="filter-text"
        type="search"
        maxLength={60}
        placeholder={say('filter.text.hint')}
        aria-keyshortcuts="/"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
    </p>
  );
}
