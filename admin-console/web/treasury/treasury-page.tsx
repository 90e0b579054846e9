import {
  type CaseView,
  type ClosingView,
  type SettlementView,
  TREASURY_ROUTES,
} from '../../contract/treasury/treasury.ts';
import { may } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { LookedAt, NoPermission, Page } from '../frame/page.tsx';
import { hrefOf, replacePlace } from '../router.ts';
import { Cases } from './cases.tsx';
import { Closings } from './closings.tsx';
import { dayBefore, type TreasuryDesk } from './money.ts';
import { RetentionYears } from './retention-years.tsx';
import { Settlements } from './settlements.tsx';
import { Span, type SpanOfDays } from './span.tsx';
import { Sums } from './sums.tsx';
import './treasury.css';

interface Props {
  readonly desk: TreasuryDesk;
  /** `?from=`, `?to=` days, both included; `?terminal=`, `?payee=`. */
  readonly query: URLSearchParams;
}

/** Days that are shown at first: a month of the books. */
const USUAL = 30;
/** Closings come once a day. */
const CLOSINGS_EVERY = 60_000;

/** What waits for a decision about money, and what the terminals took, for whoever keeps the books. */
export function TreasuryPage({ desk, query }: Props) {
  const { say, tenant } = desk;
  const mayRead = may(desk, 'treasury.read');
  const now = new Date();
  const span: SpanOfDays = {
    from: query.get('from') ?? dayBefore(now, USUAL),
    to: query.get('to') ?? dayBefore(now, 0),
    terminal: query.get('terminal'),
    payee: query.get('payee'),
  };
  const asked = new URLSearchParams({ from: span.from, to: span.to });
  const [cases, lookAtCases] = useLook<CaseView[]>(mayRead ? TREASURY_ROUTES.cases(tenant) : null, {
    every: LOOK_AGAIN,
  });
  const [settled, lookAtSettled] = useLook<SettlementView[]>(mayRead ? TREASURY_ROUTES.settlements(tenant) : null, {
    every: LOOK_AGAIN,
  });
  const [closings, lookAtClosings] = useLook<ClosingView[]>(
    mayRead ? `${TREASURY_ROUTES.closings(tenant)}?${asked}` : null,
    { every: CLOSINGS_EVERY },
  );
  const set = (change: Partial<SpanOfDays>) => {
    const next = { ...span, ...change };
    // A span that ends before it begins becomes the one day that was chosen.
    const day = change.from ?? change.to ?? next.to;
    replacePlace(hrefOf('treasury', null, next.from > next.to ? { ...next, from: day, to: day } : { ...next }));
  };
  if (!mayRead)
    return (
      <Page title={say('page.treasury')}>
        <NoPermission say={say} />
      </Page>
    );
  const there = closings.kind === 'there' ? closings.of : [];
  return (
    <Page title={say('page.treasury')} class="treasury">
      <LookedAt say={say} looked={cases} again={lookAtCases}>
        {(of) => (
          <Cases
            desk={desk}
            cases={of}
            closings={there}
            again={async () => {
              await Promise.all([lookAtCases(), lookAtSettled()]);
            }}
          />
        )}
      </LookedAt>
      <h2>{say('treasury.taken')}</h2>
      <Span desk={desk} span={span} closings={there} onChange={set} />
      <LookedAt say={say} looked={closings} again={lookAtClosings}>
        {(of) => {
          const shown = of.filter(
            ({ terminalId, payees }) =>
              (span.terminal === null || terminalId === span.terminal) &&
              (span.payee === null || payees.some(({ payee }) => payee === span.payee)),
          );
          return (
            <>
              <Sums desk={desk} closings={shown} payee={span.payee} />
              <Closings desk={desk} closings={shown} />
            </>
          );
        }}
      </LookedAt>
      {settled.kind === 'there' && <Settlements desk={desk} settlements={settled.of} />}
      <RetentionYears desk={desk} />
    </Page>
  );
}
