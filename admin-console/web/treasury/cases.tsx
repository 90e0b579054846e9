import type { CaseView, ClosingView } from '../../contract/treasury/treasury.ts';
import { may } from '../frame/desk.ts';
import { Empty } from '../frame/page.tsx';
import { hrefOf } from '../router.ts';
import { timeWords } from '../texts.ts';
import { closingOf, euro, reasonWords, type TreasuryDesk } from './money.ts';
import { Settle } from './settle.tsx';

interface Props {
  readonly desk: TreasuryDesk;
  readonly cases: readonly CaseView[];
  readonly closings: readonly ClosingView[];
  readonly again: () => Promise<void>;
}

/** What a person has to decide, the oldest first. */
export function Cases({ desk, cases, closings, again }: Props) {
  const { say } = desk;
  if (cases.length === 0)
    return <Empty isGood title={say('treasury.cases.none')} text={say('treasury.cases.none.text')} />;
  return (
    <section class="panel" aria-labelledby="cases" data-testid="money-cases">
      <h2 id="cases">{say.count('treasury.cases', cases.length)}</h2>
      <ul class="rows">
        {cases.map((one) => (
          <Case key={`${one.terminalId}/${one.id}`} desk={desk} case={one} closings={closings} again={again} />
        ))}
      </ul>
    </section>
  );
}

function Case({ desk, case: one, closings, again }: Omit<Props, 'cases'> & { readonly case: CaseView }) {
  const { say, language } = desk;
  const {
    kind,
    cents,
    reference,
    number,
    payee,
    terminalId,
    terminalName,
    location,
    since,
    reason,
    settlement,
    isLinked,
  } = one;
  const payeeName = closings.flatMap(({ payees }) => payees).find((each) => each.payee === payee)?.name ?? payee;
  const closing = closings.find((each) => each.terminalId === terminalId && each.number === closingOf(reason));
  const isUnderWay = settlement?.isOpen === true;
  const place = [location, terminalName ?? terminalId].filter(Boolean).join(', ');
  return (
    <li data-testid={`case-${kind}`}>
      <div>
        <b>{say(`cause.${kind}`)}</b>
        <p class="case-facts">
          {[
            reference && say('treasury.reference-of', { reference }),
            number && say('treasury.number-of', { number }),
            payeeName && say('treasury.payee-of', { payee: payeeName }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <small>
          {place} · {say('help.since', { time: timeWords(since, language, { status: null }) })}
          {reason && <> · {reasonWords(reason, say)}</>}
          {closing && (
            <>
              {' · '}
              <a href={hrefOf('closing', closing.name, { terminal: terminalId })}>{say('treasury.to-closing')}</a>
            </>
          )}
        </small>
        {settlement && (
          <p class={settlement.state === 'failed' ? 'error' : 'muted'} data-testid="settlement">
            {say(`treasury.settling.${isUnderWay ? (isLinked ? 'under-way' : 'waits') : settlement.state}`, {
              how: say(`how.${settlement.how}`),
              who: settlement.who,
              reason: say(`settle-failed.${settlement.outcome ?? 'unknown'}`),
            })}
          </p>
        )}
      </div>
      <span class="amount">{cents === null ? '' : euro(cents, language)}</span>
      {may(desk, 'treasury.settle', one.tenantId) && !isUnderWay && <Settle desk={desk} case={one} again={again} />}
    </li>
  );
}
