import {
  type ConfigurationSpread,
  SPREAD_STATES,
  type SpreadState,
} from '../../contract/configuration/configuration-review.ts';
import type { Desk } from '../frame/desk.ts';
import { useTerminalNames } from '../frame/terminal-names.ts';
import { hrefOf } from '../router.ts';

/** Somebody has to look. */
const BAD: readonly SpreadState[] = ['refused', 'faulty'];

/** Which terminals run it, and why the others do not. */
export function Spread({ desk, spread }: { readonly desk: Desk; readonly spread: ConfigurationSpread }) {
  const { say } = desk;
  const { counts, without } = spread;
  const nameOf = useTerminalNames(
    desk.tenant,
    without.map(({ terminalId }) => terminalId),
  );
  const all = SPREAD_STATES.reduce((sum, state) => sum + counts[state], 0);
  const running = counts['has-it'];
  return (
    <section class="panel" aria-labelledby="spread" data-testid="spread">
      <h2 id="spread">{say('spread.title')}</h2>
      <p role="status">{say('spread.sum', { n: running, all })}</p>
      <meter min={0} max={Math.max(all, 1)} value={running} aria-labelledby="spread" />
      <ul class="summary">
        {SPREAD_STATES.filter((state) => counts[state] > 0).map((state) => (
          <li key={state} class={BAD.includes(state) ? 'attention' : ''} data-testid={`spread-${state}`}>
            <b>{counts[state]}</b> {say(`spread.${state}`)}
          </li>
        ))}
      </ul>
      {without.length > 0 && (
        <details open={without.length <= 10}>
          <summary>{say('spread.without')}</summary>
          <ul class="rows">
            {without.map(({ terminalId, state, reason }) => (
              <li key={terminalId}>
                <a href={hrefOf('terminal', terminalId)}>{nameOf(terminalId)}</a>
                <span>
                  {say(`spread.${state}.why`)}
                  {reason && say.has(`spread.reason.${reason}`) && ` ${say(`spread.reason.${reason}`)}`}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
