import { ROUTES } from '../../contract/routes.ts';
import type { TerminalTotals } from '../../contract/terminal-view.ts';
import { Enrol } from '../enrol.tsx';
import { type Desk, may } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { Empty, Page } from '../frame/page.tsx';
import { hrefOf } from '../router.ts';
import { Fleet } from './fleet.tsx';
import { NeedsPerson } from './needs-person.tsx';
import './overview.css';

interface Props {
  readonly desk: Desk;
  /** `?condition=`, `?location=`, `?text=`: which terminals are listed. */
  readonly query: URLSearchParams;
}

const CONDITIONS = ['in-service', 'limited', 'out-of-service', 'unreachable'] as const;

/** What needs a person first, how the fleet stands, and every terminal of it. */
export function OverviewPage({ desk, query }: Props) {
  const { say, tenant, live } = desk;
  const options = { onRows: live.onRows, every: LOOK_AGAIN };
  const [totals] = useLook<TerminalTotals>(ROUTES.terminalTotals(tenant), options);
  const isEmpty = totals.kind === 'there' && totals.of.terminals === 0;
  return (
    <Page title={say('page.terminals')} class="overview">
      <NeedsPerson desk={desk} />
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
      {isEmpty ? <Empty title={say('empty.title')} text={say('empty.text')} /> : <Fleet desk={desk} query={query} />}
      {may(desk, 'fleet.enrol') && <Enrol say={say} />}
    </Page>
  );
}
