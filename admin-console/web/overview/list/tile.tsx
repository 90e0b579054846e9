import type { TerminalSummary } from '../../../contract/terminals/terminal-view.ts';
import type { Desk } from '../../frame/desk.ts';
import { hrefOf } from '../../router.ts';
import { SIGNS } from '../../terminal/condition.tsx';
import { causeWords } from './cause-words.ts';

interface Props {
  readonly desk: Desk;
  readonly row: TerminalSummary;
}

/** One terminal among very many: its state by sign and colour, and what is in the way. */
export function Tile({ desk: { say, names }, row }: Props) {
  const why = row.help ? say('help.title') : row.cause ? causeWords(row.cause, say) : names.location(row.locationId);
  return (
    <th scope="row">
      <span aria-hidden="true" class="sign">
        {SIGNS[row.condition]}
      </span>
      <span class="vh">{say(`total.${row.condition}`)}</span>
      <a href={hrefOf('terminal', row.id)} tabIndex={-1}>
        {names.terminal(row)}
      </a>
      <small>{why}</small>
    </th>
  );
}
