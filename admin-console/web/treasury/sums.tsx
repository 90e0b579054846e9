import type { ClosingView } from '../../contract/treasury/treasury.ts';
import { Scrolls } from '../frame/scrolls.tsx';
import { daySums, type PayeeSum, payeeSums } from './add-up.ts';
import { dayWords, euro, inGroups, type TreasuryDesk } from './money.ts';

interface Props {
  readonly desk: TreasuryDesk;
  readonly closings: readonly ClosingView[];
  readonly payee: string | null;
}

/** Sums by payee, and by payee and day: what the books must show. */
export function Sums({ desk, closings, payee }: Props) {
  const { say, language } = desk;
  const payees = payeeSums(closings, payee);
  const total = payees.reduce((sum, { cents }) => sum + cents, 0);
  const differing = closings.filter(({ differences }) => differences.length > 0).length;
  if (closings.length === 0) return null;
  return (
    <>
      <ul class="summary">
        <li>
          <b>{euro(total, language)}</b> {say('treasury.total')}
        </li>
        <li>{say.count('treasury.closings', closings.length)}</li>
        <li class={differing > 0 ? 'attention' : ''}>{say.count('treasury.differing', differing)}</li>
      </ul>
      <section class="panel" aria-labelledby="by-payee">
        <h3 id="by-payee">{say('treasury.by-payee')}</h3>
        <Scrolls label={say('treasury.by-payee')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say('treasury.payee')}</th>
                <th scope="col">{say('treasury.iban')}</th>
                <th scope="col" class="amount">
                  {say('treasury.count')}
                </th>
                <th scope="col" class="amount">
                  {say('treasury.sum')}
                </th>
              </tr>
            </thead>
            <tbody>
              {payees.map((one) => (
                <tr key={one.payee}>
                  <th scope="row">{titleOf(one, desk)}</th>
                  <td class="iban">{one.iban ? inGroups(one.iban) : '–'}</td>
                  <td class="amount">{one.count}</td>
                  <td class="amount">{euro(one.cents, language)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={3}>
                  {say('treasury.sum')}
                </th>
                <td class="amount">{euro(total, language)}</td>
              </tr>
            </tfoot>
          </table>
        </Scrolls>
        <Days desk={desk} closings={closings} payee={payee} payees={payees} />
      </section>
    </>
  );
}

function Days({ desk, closings, payee, payees }: Props & { readonly payees: readonly PayeeSum[] }) {
  const { say, language } = desk;
  return (
    <details>
      <summary>{say('treasury.by-day')}</summary>
      <Scrolls label={say('treasury.by-day')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('treasury.day')}</th>
              {payees.map((one) => (
                <th key={one.payee} scope="col" class="amount">
                  {titleOf(one, desk)}
                </th>
              ))}
              <th scope="col" class="amount">
                {say('treasury.sum')}
              </th>
            </tr>
          </thead>
          <tbody>
            {daySums(closings, payee).map(({ day, byPayee, cents }) => (
              <tr key={day}>
                <th scope="row">{dayWords(day, language)}</th>
                {payees.map((one) => (
                  <td key={one.payee} class="amount">
                    {euro(byPayee.get(one.payee) ?? 0, language)}
                  </td>
                ))}
                <td class="amount">{euro(cents, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </details>
  );
}

const titleOf = ({ payee, name }: PayeeSum, { say }: TreasuryDesk): string =>
  payee === '' ? say('treasury.no-payee') : (name ?? payee);
