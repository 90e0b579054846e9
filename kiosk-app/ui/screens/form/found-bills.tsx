import type { BillScreen, BillView } from '../../../session/contract/screens/bill.ts';
import { IntentButton } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { useView } from '../../view.ts';

/** What will be paid: one bill in full, several as a list with their sum. */
export function FoundBills({ screen }: { readonly screen: BillScreen }) {
  const { words } = useView();
  const { bills, canAdd } = screen;
  const [bill] = bills;
  const isOne = bills.length === 1;
  return (
    <Page
      kind="bill"
      phase="found"
      title={words.t(isOne ? 'bill.found' : 'bill.list')}
      actions={
        <>
          {canAdd && (
            <IntentButton icon="plus" aside intent={{ name: 'add-bill' }}>
              {words.t('bill.add')}
            </IntentButton>
          )}
          <IntentButton kind="primary" iconEnd="forward" mirrored intent={{ name: 'continue' }}>
            {words.t(isOne ? 'bill.pay-this' : 'bill.pay-all')}
          </IntentButton>
        </>
      }
    >
      <Removed removed={screen.removed} />
      {isOne && bill ? <OneBill bill={bill} /> : <BillList screen={screen} />}
    </Page>
  );
}

function OneBill({ bill }: { readonly bill: BillView }) {
  const { words } = useView();
  return (
    <section class="panel bill-found" data-testid="bill" aria-labelledby="page-title">
      <p class="amount">
        <span>{words.t('bill.amount')}</span>
        <strong>{words.money(bill.cents)}</strong>
      </p>
      <dl class="pairs">
        <div>
          <dt>{words.t('bill.purpose')}</dt>
          <dd>{bill.purpose}</dd>
        </div>
        <div>
          <dt>{words.t('bill.payee')}</dt>
          <dd>{bill.payee}</dd>
        </div>
        <div>
          <dt>{words.t('bill.reference')}</dt>
          <dd class="code">{bill.reference}</dd>
        </div>
        {bill.dueDate !== null && (
          <div>
            <dt>{words.t('bill.due')}</dt>
            <dd>{words.date(bill.dueDate)}</dd>
          </div>
        )}
      </dl>
      <Remove bill={bill} />
    </section>
  );
}

function BillList({ screen: { bills, cents } }: { readonly screen: BillScreen }) {
  const { words } = useView();
  return (
    <section class="panel" data-testid="bill" aria-labelledby="page-title">
      <ul class="bill-list">
        {bills.map((bill) => (
          <li key={bill.reference}>
            <span class="bill-what">
              <strong>{bill.purpose}</strong>
              <span>{bill.payee}</span>
              <span class="code">{bill.reference}</span>
            </span>
            <span class="bill-cents">{words.money(bill.cents)}</span>
            <Remove bill={bill} />
          </li>
        ))}
      </ul>
      <p class="amount">
        <span>{words.t('bill.sum')}</span>
        <strong>{words.money(cents)}</strong>
      </p>
    </section>
  );
}

function Remove({ bill: { reference, purpose } }: { readonly bill: BillView }) {
  const { words } = useView();
  return (
    <IntentButton
      icon="delete"
      variant={reference}
      intent={{ name: 'remove-bill', reference }}
      label={`${words.t('bill.remove')}: ${purpose}`}
    >
      {words.t('bill.remove')}
    </IntentButton>
  );
}

/** The way back for a bill that was taken off the list. */
export function Removed({ removed }: Pick<BillScreen, 'removed'>) {
  const { words } = useView();
  if (removed === null) return null;
  return (
    <Message tone="info" testid="bill-removed">
      <p>{words.t('bill.removed', { purpose: removed })}</p>
      <IntentButton icon="undo" intent={{ name: 'restore-bill' }}>
        {words.t('bill.restore')}
      </IntentButton>
    </Message>
  );
}
