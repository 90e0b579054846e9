import type { Cause, TerminalSummary } from '../../contract/terminal-view.ts';
import { findingWords } from '../findings.ts';
import type { Desk } from '../frame/desk.ts';
import { hrefOf } from '../router.ts';
import { Condition } from '../terminal/condition.tsx';
import { type Say, timeWords } from '../texts.ts';

interface Props {
  readonly desk: Desk;
  readonly rows: readonly TerminalSummary[];
  /** Id → tenant of terminals that were chosen; `null`: nothing to choose for. */
  readonly chosen: ReadonlyMap<string, string> | null;
  readonly onChosen: (chosen: ReadonlyMap<string, string>) => void;
}

const HERE = { status: null };

/** One page of the list. Up and down go from terminal to terminal. */
export function Table({ desk, rows, chosen, onChosen }: Props) {
  const { say } = desk;
  const isAll = chosen !== null && rows.length > 0 && rows.every(({ id }) => chosen.has(id));
  function choose(those: readonly TerminalSummary[], isChosen: boolean) {
    const now = new Map(chosen);
    for (const { id, tenantId } of those) {
      if (isChosen) now.set(id, tenantId);
      else now.delete(id);
    }
    onChosen(now);
  }
  return (
    <div class="scrolls">
      <table class="fleet" onKeyDown={moveBetweenRows} data-testid="terminals">
        <thead>
          <tr>
            {chosen && (
              <th scope="col" class="choice">
                <input
                  type="checkbox"
                  checked={isAll}
                  onChange={() => choose(rows, !isAll)}
                  aria-label={say('overview.choose-all')}
                />
              </th>
            )}
            <th scope="col">{say('overview.terminal')}</th>
            <th scope="col">{say('filter.condition')}</th>
            <th scope="col">{say('overview.cause')}</th>
            <th scope="col" class="rest">
              {say('terminal.location')}
            </th>
            <th scope="col" class="rest">
              {say('software')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} class={chosen?.has(row.id) ? 'chosen' : ''} data-testid={`terminal-${row.id}`}>
              {chosen && (
                <td class="choice">
                  <input
                    type="checkbox"
                    checked={chosen.has(row.id)}
                    onChange={() => choose([row], !chosen.has(row.id))}
                    aria-label={say('overview.choose', { id: row.id })}
                  />
                </td>
              )}
              <th scope="row">
                <a href={hrefOf('terminal', row.id)}>{desk.names.terminal(row)}</a>
                {row.name !== null ? <small>{row.id}</small> : row.site && <small>{row.site}</small>}
              </th>
              <td>
                <Condition
                  say={say}
                  condition={row.condition}
                  seen={row.seenAt === null ? '–' : timeWords(row.seenAt, desk.language, HERE)}
                />
              </td>
              <td class={row.cause || row.help ? 'cause' : 'cause none'}>
                {row.help && <b class="calls">{say('help.title')}</b>}
                {row.cause ? causeWords(row.cause, say) : !row.help && <span class="muted">–</span>}
                <More say={say} row={row} />
              </td>
              <td class="rest">{desk.names.location(row.locationId)}</td>
              <td class="rest">{row.software ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How many others there are beside the one that is named. */
function More({ say, row: { messages, cause } }: { readonly say: Say; readonly row: TerminalSummary }) {
  const others = messages.urgent + messages.soon - (cause ? 1 : 0);
  return others > 0 ? <small> {say.count('overview.others', others)}</small> : null;
}

const causeWords = ({ kind, subject, reason }: Cause, say: Say): string =>
  kind === 'alert'
    ? say(`cause.${subject}`)
    : findingWords({ kind, subject, reason: reason ?? 'faulty', severity: 'soon' }, say);

function moveBetweenRows(event: KeyboardEvent & { currentTarget: HTMLTableElement }): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const row = (event.target as Element).closest('tbody tr');
  if (step === 0 || !row) return;
  const column = (event.target as Element).closest('td.choice') ? 'td.choice input' : 'th a';
  const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  next?.querySelector<HTMLElement>(column)?.focus();
  event.preventDefault();
}
