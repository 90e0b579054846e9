import { useState } from 'preact/hooks';
import type { ClosingView } from '../../contract/treasury/treasury.ts';
import { Empty } from '../frame/page.tsx';
import { Scrolls } from '../frame/scrolls.tsx';
import { hrefOf } from '../router.ts';
import { dayWords, euro, type TreasuryDesk } from './money.ts';

interface Props {
  readonly desk: TreasuryDesk;
  readonly closings: readonly ClosingView[];
}

/** Rows at first, besides those in which something differs: a month of forty terminals is more than anybody reads. */
const FIRST = 50;

/** One row for each closing, the newest first. */
export function Closings({ desk: { say, language }, closings }: Props) {
  const [most, setMost] = useState(FIRST);
  const shown = closings.filter(({ differences }, n) => n < most || differences.length > 0);
  if (closings.length === 0)
    return <Empty title={say('treasury.closings.none')} text={say('treasury.closings.none.text')} />;
  return (
    <section class="panel" aria-labelledby="closings" data-testid="closings">
      <h3 id="closings">{say('treasury.closings.title')}</h3>
      <Scrolls label={say('treasury.closings.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('treasury.day')}</th>
              <th scope="col">{say('treasury.terminal')}</th>
              <th scope="col">{say('treasury.closing')}</th>
              <th scope="col">{say('treasury.cards')}</th>
              <th scope="col" class="amount">
                {say('treasury.count')}
              </th>
              <th scope="col" class="amount">
                {say('treasury.sum')}
              </th>
              <th scope="col">{say('treasury.comparison')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={`${one.terminalId}/${one.name}`}>
                <th scope="row" class="day">
                  {dayWords(one.day, language)}
                </th>
                <td>
                  {one.location}
                  {one.location && <br />}
                  <small class="muted">{one.terminalName ?? one.terminalId}</small>
                </td>
                <td>
                  <a href={hrefOf('closing', one.name, { terminal: one.terminalId })}>
                    {say('treasury.closing-number', { number: String(one.number) })}
                  </a>
                </td>
                <td class="cards">
                  {one.cards
                    .map(
                      ({ card, isOnline, cents }) =>
                        `${isOnline ? say('treasury.online') : (card ?? say('treasury.no-card'))} ${euro(cents, language)}`,
                    )
                    .join(', ') || '–'}
                </td>
                <td class="amount">{one.moved.count}</td>
                <td class="amount">{euro(one.moved.cents, language)}</td>
                <td>
                  {one.differences.length === 0 ? (
                    <span class="pill good">{say('treasury.agrees')}</span>
                  ) : (
                    <span class="pill bad">{say.count('treasury.differences', one.differences.length)}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      {closings.length > shown.length && (
        <p class="acts">
          <button type="button" class="second" onClick={() => setMost(closings.length)} data-testid="all-closings">
            {say('treasury.closings.all', { n: closings.length })}
          </button>
        </p>
      )}
    </section>
  );
}
