import type { SettlementView } from '../../contract/treasury/treasury.ts';
import { may } from '../frame/desk.ts';
import { hrefOf } from '../router.ts';
import { timeWords } from '../texts.ts';
import type { TreasuryDesk } from './money.ts';

interface Props {
  readonly desk: TreasuryDesk;
  readonly settlements: readonly SettlementView[];
}

const SHOWN = 50;

/** What was decided here, and whether the terminal has it in its journal. */
export function Settlements({ desk, settlements }: Props) {
  const { say, language } = desk;
  if (settlements.length === 0) return null;
  return (
    <details class="panel" data-testid="settlements">
      <summary>{say.count('treasury.settlements', settlements.length)}</summary>
      <ul class="rows">
        {settlements.slice(0, SHOWN).map(({ id, terminalId, how, who, why, at, state, outcome }) => (
          <li key={id}>
            <div>
              <b>{say(`how.${how}`)}</b>
              <small>
                {terminalId} · {who} · {timeWords(at, language, { status: null })}
                {may(desk, 'audit.read') && (
                  <>
                    {' · '}
                    <a href={hrefOf('audit', null, { subject: terminalId, act: 'command.given.settle-case' })}>
                      {say('treasury.in-audit')}
                    </a>
                  </>
                )}
              </small>
              {why && <small>{why}</small>}
            </div>
            <span class={`pill ${state === 'succeeded' ? 'good' : state === 'failed' ? 'bad' : 'warn'}`}>
              {say(`settled.${state}`)}
              {outcome && state === 'failed' && ` (${say(`settle-failed.${outcome}`)})`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
