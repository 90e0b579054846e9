import { useEffect, useState } from 'preact/hooks';
import { ROUTES } from '../../contract/routes.ts';
import type { TerminalPage, TerminalSummary } from '../../contract/terminal-view.ts';
import { type Desk, may } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { Empty, LookedAt } from '../frame/page.tsx';
import { hrefOf } from '../router.ts';
import { Bulk } from './bulk.tsx';
import { Filters } from './filters.tsx';
import { Table } from './table.tsx';

interface Props {
  readonly desk: Desk;
  readonly query: URLSearchParams;
}

/** Rows of one page: what a browser draws at once. */
const PAGE = 50;

/** Every terminal that the filters let through, page by page, each row as it changes. */
export function Fleet({ desk, query }: Props) {
  const { say, tenant, live } = desk;
  const filters = Object.fromEntries(
    ['condition', 'location', 'text'].flatMap((name) => {
      const value = query.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const asked = new URLSearchParams(filters).toString();
  // Ids after which the pages begin, up to the one that is shown.
  const [pages, setPages] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const after = pages.at(-1);
  const search = new URLSearchParams({ ...filters, limit: String(PAGE), ...(after && { after }) });
  const [looked, look] = useLook<TerminalPage>(`${ROUTES.terminals(tenant)}?${search}`);
  const [changed, setChanged] = useState<ReadonlyMap<string, TerminalSummary>>(new Map());
  useEffect(() => setPages([]), [asked, tenant]);
  useEffect(() => setChosen(new Map()), [tenant]);
  useEffect(() => setChanged(new Map()), [looked]);
  useEffect(
    () =>
      live.onRows((rows) => {
        if (!rows) void look();
        else setChanged((before) => new Map([...before, ...rows.map((row) => [row.id, row] as const)]));
      }),
    [live.onRows, tenant, asked, after],
  );
  const mayCommand = may(desk, 'fleet.command');
  return (
    <section aria-labelledby="fleet">
      <h2 id="fleet">{say('terminals')}</h2>
      <Filters say={say} filters={filters} />
      {mayCommand && chosen.size > 0 && <Bulk desk={desk} chosen={chosen} onEnd={() => setChosen(new Map())} />}
      <LookedAt say={say} looked={looked} again={look}>
        {({ terminals, next }) =>
          terminals.length === 0 && asked ? (
            <Empty title={say('overview.no-match')} text={say('overview.no-match.text')}>
              <a href={hrefOf('terminals')}>{say('inbox.show-all')}</a>
            </Empty>
          ) : (
            <>
              <Table
                desk={desk}
                rows={terminals.map((row) => changed.get(row.id) ?? row)}
                chosen={mayCommand ? chosen : null}
                onChosen={setChosen}
              />
              <p class="paging">
                <button
                  type="button"
                  class="second"
                  disabled={pages.length === 0}
                  onClick={() => setPages(pages.slice(0, -1))}
                >
                  {say('overview.before')}
                </button>
                <span>{say('overview.page', { n: pages.length + 1 })}</span>
                <button
                  type="button"
                  class="second"
                  disabled={next === null}
                  onClick={() => next !== null && setPages([...pages, next])}
                >
                  {say('overview.next')}
                </button>
              </p>
            </>
          )
        }
      </LookedAt>
    </section>
  );
}
