import { type ClosingAccount, TREASURY_ROUTES } from '../../contract/treasury/treasury.ts';
import { may } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { LookedAt, NoPermission, Page } from '../frame/page.tsx';
import { Scrolls } from '../frame/scrolls.tsx';
import { hrefOf } from '../router.ts';
import { timeWords } from '../texts.ts';
import { Differences } from './differences.tsx';
import { dayWords, euro, inGroups, type TreasuryDesk } from './money.ts';
import './treasury.css';

interface Props {
  readonly desk: TreasuryDesk;
  /** Name of the closing. */
  readonly id: string;
  /** `?terminal=`. */
  readonly query: URLSearchParams;
}

/** One closing with each payment, compared with the payment terminal. */
export function ClosingPage({ desk, id, query }: Props) {
  const { say, tenant } = desk;
  const mayRead = may(desk, 'treasury.read');
  const terminal = encodeURIComponent(query.get('terminal') ?? '');
  const [looked, look] = useLook<ClosingAccount>(
    mayRead ? TREASURY_ROUTES.closing(tenant, terminal, encodeURIComponent(id)) : null,
  );
  return (
    <Page title={say('page.closing')} class="treasury">
      {mayRead ? (
        <LookedAt say={say} looked={looked} again={look}>
          {(account) => <Closing desk={desk} account={account} />}
        </LookedAt>
      ) : (
        <NoPermission say={say} />
      )}
    </Page>
  );
}

function Closing({ desk, account }: { readonly desk: TreasuryDesk; readonly account: ClosingAccount }) {
  const { say, language } = desk;
  const { number, terminalId, day, closedAt, timeZone, payees, journal, device } = account;
  const items = account.items.flatMap(entriesOf);
  const place = { status: { timeZone } };
  const keys = [...new Set(items.map(({ payee }) => payee))];
  return (
    <>
      <p class="lead">
        {say('treasury.closing.of', {
          ...{ number: String(number), terminal: terminalId, day: dayWords(day, language) },
          time: timeWords(closedAt, language, place),
        })}{' '}
        <a class="back" href={hrefOf('treasury', null, { from: day, to: day, terminal: terminalId })}>
          {say('treasury.back')}
        </a>
      </p>
      <section class="panel" aria-labelledby="comparison">
        <h2 id="comparison">{say('treasury.comparison.title')}</h2>
        <dl class="facts">
          <div>
            <dt>{say('treasury.journal')}</dt>
            <dd>
              {euro(journal.total, language)} ({say.count('treasury.payments', journal.count)})
            </dd>
          </div>
          <div>
            <dt>{say('treasury.device')}</dt>
            <dd>
              {device.total === null ? say('treasury.untold') : euro(device.total, language)}
              {device.count !== null && ` (${say.count('treasury.payments', device.count)})`}
            </dd>
          </div>
          {device.total !== null && (
            <div>
              <dt>{say('treasury.gap')}</dt>
              <dd>{euro(device.total - journal.total, language)}</dd>
            </div>
          )}
        </dl>
        <Differences desk={desk} account={account} />
      </section>
      {items.length === 0 && <p class="muted">{say('treasury.nothing-moved')}</p>}
      {keys.map((payee) => {
        const known = payee === null ? undefined : payees[payee];
        const own = items.filter((item) => item.payee === payee);
        return (
          <section key={payee} class="panel" aria-label={known?.name ?? payee ?? say('treasury.no-payee')}>
            <h2>{known?.name ?? payee ?? say('treasury.no-payee')}</h2>
            {known && <p class="muted iban">{inGroups(known.iban)}</p>}
            <Scrolls label={known?.name ?? payee ?? say('treasury.no-payee')}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{say('treasury.time')}</th>
                    <th scope="col">{say('treasury.reference')}</th>
                    <th scope="col">{say('treasury.kind')}</th>
                    <th scope="col">{say('treasury.card')}</th>
                    <th scope="col">{say('treasury.receipt')}</th>
                    <th scope="col" class="amount">
                      {say('treasury.sum')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {own.map((item) => (
                    <tr key={`${item.intentId}/${item.reference}`}>
                      <td>{timeWords(item.at, language, place)}</td>
                      <th scope="row">{item.reference}</th>
                      <td>{say(`item.${item.kind}`)}</td>
                      <td>{item.online ? say('treasury.online') : (item.cardName ?? say('treasury.no-card'))}</td>
                      <td>{item.receiptNo ?? '–'}</td>
                      <td class="amount">{euro(signed(item), language)}</td>
                    </tr>
                  ))}
                </tbody>
                <tfoot>
                  <tr>
                    <th scope="row" colSpan={5}>
                      {say('treasury.sum')}
                    </th>
                    <td class="amount">
                      {euro(
                        own.reduce((sum, item) => sum + signed(item), 0),
                        language,
                      )}
                    </td>
                  </tr>
                </tfoot>
              </table>
            </Scrolls>
          </section>
        );
      })}
    </>
  );
}

/** A payment of several bills is a line for each, with its own payee. */
const entriesOf = (item: ClosingAccount['items'][number]): readonly ClosingAccount['items'][number][] =>
  item.parts?.map((part) => ({ ...item, ...part })) ?? [item];

const signed = ({ kind, cents }: ClosingAccount['items'][number]): number =>
  kind === 'reversal' || kind === 'cleared-reversal' ? -cents : cents;
