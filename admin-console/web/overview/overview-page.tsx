import { useState } from 'preact/hooks';
import { ROUTES } from '../../contract/routes.ts';
import type { TerminalTotals } from '../../contract/terminals/terminal-view.ts';
import { Enrol } from '../enrol.tsx';
import { type Desk, may } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { Empty, Page } from '../frame/page.tsx';
import de from '../locales/de/overview.json' with { type: 'json' };
import en from '../locales/en/overview.json' with { type: 'json' };
import { hrefOf } from '../router.ts';
import { addTexts } from '../texts.ts';
import type { FirstStep } from './bulk.tsx';
import { Fleet } from './fleet.tsx';
import { type Choice, NONE } from './list/choice.ts';
import { listingOf } from './list/listing.ts';
import { goTo } from './list/terminal-list.tsx';
import { NeedsPerson } from './needs-person.tsx';
import { VIEWS } from './views.ts';
import './overview.css';
import './list/list.css';
import './plan/plan.css';

addTexts({ de, en });

interface Props {
  readonly desk: Desk;
  /** Filters, order and view: `list/listing.ts`. */
  readonly query: URLSearchParams;
}

const CONDITIONS = ['in-service', 'limited', 'out-of-service', 'unreachable'] as const;

/** What needs a person first, how the fleet stands, and every terminal of it. */
export function OverviewPage({ desk, query }: Props) {
  const { say, tenant, live } = desk;
  const options = { onRows: live.onRows, every: LOOK_AGAIN };
  const [totals] = useLook<TerminalTotals>(ROUTES.terminalTotals(tenant), options);
  const [choice, setChoice] = useState<Choice>(NONE);
  const [first, setFirst] = useState<FirstStep | null>(null);
  const isEmpty = totals.kind === 'there' && totals.of.terminals === 0;
  function choose(now: Choice) {
    setChoice(now);
    if (now === NONE) setFirst(null);
  }
  return (
    <Page title={say('page.terminals')} class="overview">
      <NeedsPerson
        desk={desk}
        onStep={(step, cause) => {
          // The list shows those at which it would be done.
          setChoice({ kind: 'all', filters: { cause }, except: new Map() });
          setFirst(step);
          goTo({ cause });
        }}
      />
      {totals.kind === 'there' && !isEmpty && (
        <ul class="summary">
          {CONDITIONS.map((condition) => {
            const n = totals.of.conditions[condition] ?? 0;
            return (
              <li key={condition} class={n > 0 && condition !== 'in-service' ? 'attention' : ''}>
                <a href={hrefOf('terminals', null, { condition })} data-testid={`total-${condition}`}>
                  <b>{n}</b> {say(`total.${condition}`)}
                </a>
              </li>
            );
          })}
        </ul>
      )}
      {isEmpty ? (
        <Empty title={say('empty.title')} text={say('empty.text')} />
      ) : (
        <Fleet
          desk={desk}
          listing={listingOf(query)}
          view={VIEWS.find((name) => name === query.get('view')) ?? 'list'}
          choice={choice}
          first={first}
          onChoice={choose}
        />
      )}
      {may(desk, 'fleet.enrol') && <Enrol say={say} />}
    </Page>
  );
}
