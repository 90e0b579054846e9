import type { TerminalSummary } from '../../../contract/terminals/terminal-view.ts';
import type { Desk } from '../../frame/desk.ts';
import { hrefOf } from '../../router.ts';
import { Condition } from '../../terminal/condition.tsx';
import { type Say, timeWords } from '../../texts.ts';
import { causeWords } from './cause-words.ts';

interface Props {
  readonly desk: Desk;
  readonly row: TerminalSummary;
}

const HERE = { status: null };

/** The cells of one terminal, behind the one in which it is chosen. */
export function Cells({ desk, row }: Props) {
  const { say, language, names } = desk;
  const seen = row.seenAt === null ? '–' : timeWords(row.seenAt, language, HERE);
  return (
    <>
      <th scope="row" class="terminal">
        <a href={hrefOf('terminal', row.id)} tabIndex={-1}>
          {names.terminal(row)}
        </a>
        {row.name !== null ? <small>{row.id}</small> : row.site && <small>{row.site}</small>}
      </th>
      <td class="state">
        <Condition say={say} condition={row.condition} seen={seen} />
      </td>
      <td class={row.cause || row.help ? 'cause' : 'cause none'}>
        {row.help && <b class="calls">{say('help.title')}</b>}
        {row.cause ? <span>{causeWords(row.cause, say)}</span> : !row.help && <span class="muted">–</span>}
        <Others say={say} row={row} />
      </td>
      <td class="place">
        <span>{names.location(row.locationId)}</span>
        {row.tags.length > 0 && <small title={row.tags.join(', ')}>{row.tags.join(' · ')}</small>}
      </td>
      <td class="paper">{row.paper === null ? '–' : say('overview.percent', { n: Math.round(row.paper * 100) })}</td>
      <td class="seen">{row.online ? say('overview.now') : seen}</td>
      <td class="software">{row.software ?? '–'}</td>
    </>
  );
}

/** How many others there are beside the one that is named. */
function Others({ say, row: { messages, cause } }: { readonly say: Say; readonly row: TerminalSummary }) {
  const others = messages.urgent + messages.soon - (cause ? 1 : 0);
  return others > 0 ? <small> {say.count('overview.others', others)}</small> : null;
}
