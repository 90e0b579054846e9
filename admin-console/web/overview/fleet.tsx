import { useEffect, useState } from 'preact/hooks';
import type { Desk } from '../frame/desk.ts';
import { may } from '../frame/desk.ts';
import { Empty, LookedAt } from '../frame/page.tsx';
import { hrefOf } from '../router.ts';
import { Bulk, type FirstStep } from './bulk.tsx';
import { FilterBar } from './filters.tsx';
import { type Choice, NONE, sizeOf } from './list/choice.ts';
import { type Listing, queryOf } from './list/listing.ts';
import { goTo, TerminalList } from './list/terminal-list.tsx';
import { MOST_PRINTED, usePrinting } from './list/use-printing.ts';
import { useRows } from './list/use-rows.ts';
import { Plan } from './plan/plan.tsx';
import { SavedViews } from './saved-views.tsx';
import { VIEWS, type ViewName } from './views.ts';

interface Props {
  readonly desk: Desk;
  readonly listing: Listing;
  readonly view: ViewName;
  readonly choice: Choice;
  readonly first: FirstStep | null;
  readonly onChoice: (choice: Choice) => void;
}

/** Every terminal that the filters let through, each row as it changes. */
export function Fleet({ desk, listing, view, choice, first, onChoice }: Props) {
  const { say, tenant } = desk;
  const { rows, isBusy } = useRows(desk, listing);
  const mayAct = may(desk, 'fleet.command') || may(desk, 'fleet.arrange');
  const show = (change: Partial<Listing>, next: ViewName = view) => goTo(addressQuery({ ...listing, ...change }, next));
  const total = rows.total ?? 0;
  const printing = usePrinting(rows);
  const isSome = sizeOf(choice, total) > 0;
  // What was chosen by a filter is chosen by that filter only.
  const asked = JSON.stringify(listing.filters);
  const [before, setBefore] = useState(asked);
  useEffect(() => {
    if (asked !== before && choice.kind === 'all' && JSON.stringify(choice.filters) !== asked) onChoice(NONE);
    setBefore(asked);
  }, [asked]);
  useEffect(() => onChoice(NONE), [tenant]);
  return (
    <section aria-labelledby="fleet">
      <header class="fleet-head">
        <h2 id="fleet">{say('terminals')}</h2>
        <p role="status" data-testid="found">
          {rows.total !== null && say.count('overview.found', total)}
        </p>
        {rows.moved > 0 && (
          <button type="button" class="second" onClick={() => rows.again()} data-testid="reorder">
            {say.count('overview.reorder', rows.moved)}
          </button>
        )}
        {view !== 'plan' && total > 0 && (
          <button
            type="button"
            class="second"
            disabled={printing.least > 0}
            onClick={printing.begin}
            data-testid="print"
          >
            {total > MOST_PRINTED ? say('overview.print-first', { n: MOST_PRINTED }) : say('overview.print')}
          </button>
        )}
        <fieldset class="views">
          <legend class="vh">{say('overview.view')}</legend>
          {VIEWS.map((name) => (
            <label key={name}>
              <input type="radio" name="view" checked={view === name} onChange={() => show({}, name)} />
              {say(`view.${name}`)}
            </label>
          ))}
        </fieldset>
      </header>
      <FilterBar desk={desk} filters={listing.filters} onFilters={(filters) => show({ filters })} />
      <SavedViews desk={desk} query={addressOf(listing, view)} />
      {view === 'plan' && (
        <Plan
          desk={desk}
          chosen={listing.filters.location}
          onPlace={(id) =>
            show({ filters: { ...listing.filters, location: listing.filters.location === id ? '' : id } })
          }
        />
      )}
      {rows.problem !== null || rows.total === null ? (
        <LookedAt
          say={say}
          looked={rows.problem === null ? { kind: 'loading' } : { kind: 'failed', status: rows.problem }}
          again={async () => rows.again()}
        >
          {() => null}
        </LookedAt>
      ) : total === 0 ? (
        <Empty title={say('overview.no-match')} text={say('overview.no-match.text')}>
          <button type="button" onClick={() => show({ filters: {} })}>
            {say('inbox.show-all')}
          </button>
        </Empty>
      ) : (
        <TerminalList
          desk={desk}
          view={view === 'grid' ? 'grid' : 'list'}
          listing={listing}
          rows={rows}
          isBusy={isBusy}
          choice={mayAct ? choice : null}
          onChoice={onChoice}
          onSort={(sort, isDescending) => show({ sort, isDescending })}
          least={printing.least}
        />
      )}
      {mayAct && isSome && (
        <Bulk
          key={first ? `${first.kind} ${first.device}` : ''}
          desk={desk}
          choice={choice}
          total={total}
          first={first}
          onEnd={() => onChoice(NONE)}
        />
      )}
    </section>
  );
}

const addressQuery = (listing: Listing, view: ViewName) => ({
  ...queryOf(listing),
  view: view === 'list' ? null : view,
});

/** As it stands in the address, so that a saved view can be told by it. */
const addressOf = (listing: Listing, view: ViewName): string =>
  hrefOf('terminals', null, addressQuery(listing, view)).split('?')[1] ?? '';
