import type { ClosingAccount } from '../../contract/treasury/treasury.ts';
import { euro, type TreasuryDesk } from './money.ts';

interface Props {
  readonly desk: TreasuryDesk;
  readonly account: ClosingAccount;
}

/** What the payment terminal counted otherwise than the journal, and what to do about it. */
export function Differences({ desk: { say, language }, account }: Props) {
  const { differences, items, open } = account;
  if (differences.length === 0) return <p class="pill good">{say('treasury.agrees')}</p>;
  return (
    <ul class="findings">
      {differences.map(({ kind, cents, intentIds, isCertain, isCounted, foreignReceipts }, at) => {
        const about = [...items, ...open].filter(({ intentId }) => intentIds.includes(intentId));
        return (
          // Several may be of one kind and amount: nothing else tells them apart.
          <li key={String(at)} class="urgent">
            <b>{say(`difference.${kind}`)}</b>
            {isCounted !== null && `, ${say(isCounted ? 'verdict.counted' : 'verdict.not-counted')}`}
            {cents !== 0 && `, ${euro(cents, language)}`}
            {about.length > 0 && (
              <p>
                {!isCertain && about.length > 1 && `${say('verdict.one-of')}: `}
                {about.map(({ reference, cents: asked }) => `${reference} ${euro(asked, language)}`).join(' · ')}
              </p>
            )}
            {foreignReceipts.length > 0 && <p>{say('verdict.receipts', { receipts: foreignReceipts.join(', ') })}</p>}
            <p>{say(`act.${kind}`)}</p>
          </li>
        );
      })}
    </ul>
  );
}
