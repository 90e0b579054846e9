import { useRef } from 'preact/hooks';
import type { TerminalSort } from '../../../contract/terminals/terminal-view.ts';
import type { Desk } from '../../frame/desk.ts';
import { hrefOf, replacePlace } from '../../router.ts';
import { type Choice, isChosen, NONE, toggled } from './choice.ts';
import { COLUMNS } from './columns.ts';
import type { Listing } from './listing.ts';
import { Cells } from './row.tsx';
import type { RowStore } from './row-store.ts';
import { Tile } from './tile.tsx';
import { useHand } from './use-hand.ts';
import { useShape } from './use-shape.ts';
import { useWindow } from './use-window.ts';

interface Props {
  readonly desk: Desk;
  readonly view: 'list' | 'grid';
  readonly listing: Listing;
  readonly rows: RowStore;
  readonly isBusy: boolean;
  /** `null`: nothing to choose for. */
  readonly choice: Choice | null;
  readonly onChoice: (choice: Choice) => void;
  readonly onSort: (sort: TerminalSort, isDescending: boolean) => void;
  /** Lines that are drawn whether they can be seen or not, from the first on: for paper. */
  readonly least: number;
}

/** Every terminal that was found, of which those are drawn that can be seen. */
export function TerminalList({ desk, view, listing, rows, isBusy, choice, onChoice, onSort, least }: Props) {
  const { say } = desk;
  const list = useRef<HTMLTableSectionElement>(null);
  const { lanes, height } = useShape(list, view);
  const count = rows.total ?? 0;
  const seen = useWindow(list, Math.ceil(count / lanes), height);
  const isOnPaper = least > 0;
  const drawn = !isOnPaper ? seen : { first: 0, end: Math.ceil(least / lanes) };
  rows.want(drawn.first * lanes, drawn.end * lanes);
  const hand = useHand(list, {
    lanes,
    count,
    choose: (place) => choose(place),
    open(place) {
      const row = rows.at(place);
      if (row) location.hash = hrefOf('terminal', row.id);
    },
    show: (place) => scrollTo(list.current, Math.floor(place / lanes) * height, height),
  });
  const choose = (place: number) => {
    const row = rows.at(place);
    if (choice && row) onChoice(toggled(choice, row));
  };
  const places = Array.from({ length: (drawn.end - drawn.first) * lanes }, (_, n) => drawn.first * lanes + n).filter(
    (place) => place < count,
  );
  // The row at which the keyboard is keeps the focus, also where it cannot be seen.
  if (count > 0 && !places.includes(hand.at)) places.push(hand.at);
  const isAll = choice?.kind === 'all' && choice.except.size === 0;
  return (
    <table
      class={`fleet ${view} ${isOnPaper ? 'on-paper' : ''}`}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows through which the keyboard moves are a grid (WAI-ARIA 1.2)
      role="grid"
      aria-label={say('terminals')}
      aria-rowcount={count + 1}
      aria-multiselectable={choice ? true : undefined}
      aria-busy={isBusy}
      data-testid="terminals"
    >
      <thead>
        <tr aria-rowindex={1} class="head">
          {choice && (
            <th scope="col" class="choice">
              <input
                type="checkbox"
                checked={isAll}
                onChange={() => onChoice(isAll ? NONE : { kind: 'all', filters: listing.filters, except: new Map() })}
                aria-label={say.count('overview.choose-all', count)}
              />
            </th>
          )}
          {COLUMNS.filter(({ sort }) => view === 'list' || sort !== null).map(({ name, sort, text }) => {
            const isSorted = sort !== null && listing.sort === sort;
            const order = isSorted ? (listing.isDescending ? 'descending' : 'ascending') : undefined;
            return (
              <th key={name} scope="col" class={name} aria-sort={order}>
                {sort === null ? (
                  say(text)
                ) : (
                  <button type="button" onClick={() => onSort(sort, isSorted && !listing.isDescending)}>
                    {say(text)}
                    <span aria-hidden="true">{isSorted ? (listing.isDescending ? ' ▼' : ' ▲') : ''}</span>
                  </button>
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody
        ref={list}
        class="body"
        style={isOnPaper ? {} : { blockSize: `${Math.ceil(count / lanes) * height}px` }}
        onKeyDown={hand.onKeyDown}
      >
        {places.map((place) => {
          const row = rows.at(place);
          const isIn = choice !== null && row !== undefined && isChosen(choice, row.id);
          return (
            <tr
              key={place}
              aria-rowindex={place + 2}
              aria-selected={choice ? isIn : undefined}
              tabIndex={place === hand.at ? 0 : -1}
              class={`line ${row?.condition ?? 'unknown'} ${isIn ? 'chosen' : ''}`}
              style={{
                insetBlockStart: `${Math.floor(place / lanes) * height}px`,
                blockSize: `${height}px`,
                ...(lanes > 1 &&
                  !isOnPaper && {
                    insetInlineStart: `${((place % lanes) / lanes) * 100}%`,
                    inlineSize: `${100 / lanes}%`,
                  }),
              }}
              data-place={place}
              data-testid={row && `terminal-${row.id}`}
              onFocus={() => hand.onFocus(place)}
            >
              {choice && (
                <td class="choice">
                  {row && (
                    <input
                      type="checkbox"
                      tabIndex={-1}
                      checked={isIn}
                      onChange={() => choose(place)}
                      aria-label={say('overview.choose', { id: desk.names.terminal(row) })}
                    />
                  )}
                </td>
              )}
              {row === undefined ? (
                <td class="muted">{say('state.loading')}</td>
              ) : view === 'list' ? (
                <Cells desk={desk} row={row} />
              ) : (
                <Tile desk={desk} row={row} />
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Scrolls the page no farther than so that this line can be seen, below the head that stays. */
function scrollTo(list: HTMLElement | null, line: number, height: number): void {
  if (!list) return;
  const top = list.getBoundingClientRect().top + line;
  const head = list.previousElementSibling?.clientHeight ?? 0;
  // What was chosen is acted on in a bar that covers the end of the window.
  const bottom = innerHeight - (list.closest('section')?.querySelector('.bulk')?.clientHeight ?? 0);
  if (top < head) scrollBy({ top: top - head });
  else if (top + height > bottom) scrollBy({ top: top + height - bottom });
}

export const goTo = (query: Readonly<Record<string, string | null>>): void =>
  replacePlace(hrefOf('terminals', null, query));
